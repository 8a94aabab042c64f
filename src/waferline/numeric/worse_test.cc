#include "waferline/numeric/worse.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace waferline {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

TEST(Worse, IsTheLargerOfTwoNumbers) {
  EXPECT_EQ(worse(1.0, 2.0), 2.0);
  EXPECT_EQ(worse(2.0, 1.0), 2.0);
  EXPECT_EQ(worse(0.0, 0.0), 0.0);
}

TEST(Worse, NeverForgetsWhatIsNotANumber) {
  EXPECT_TRUE(std::isnan(worse(not_a_number, 5.0)));
  EXPECT_TRUE(std::isnan(worse(5.0, not_a_number)));
  EXPECT_TRUE(std::isnan(worse(worse(worse(0.0, not_a_number), 1.0), 2.0)));
}

}  // namespace
}  // namespace waferline
