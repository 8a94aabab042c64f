#include "waferline/report/rating.h"

#include <gtest/gtest.h>

#include <cmath>

namespace waferline {
namespace {

TEST(ModelRating, ReadsATenYearProbabilityOffTheScale) {
  EXPECT_EQ(model_rating(0.1350, 0, 120)->grade, "Ba2");
  EXPECT_EQ(model_rating(0.0260, 0, 120)->grade, "Baa1");
  EXPECT_EQ(model_rating(0.9999, 0, 120)->grade, "Ca");
  EXPECT_EQ(model_rating(0, 0, 120)->grade, "Aaa");
}

TEST(ModelRating, CarriesAShorterLoanToTenYears) {
  // 1 - (1 - 0.14786)^2 = 0.27386: B2's factor is 2720.
  EXPECT_EQ(model_rating(0.14786, 0, 60)->grade, "B2");
}

TEST(ModelRating, GivesARangeWhereTheErrorSpansGrades) {
  EXPECT_EQ(model_rating(0.1350, 0.04, 120)->grade, "Baa3 to B1");
}

TEST(ModelRating, IsAbsentWithoutAProbability) { EXPECT_FALSE(model_rating(std::nan(""), 0, 60)); }

}  // namespace
}  // namespace waferline
