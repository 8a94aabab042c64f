#include "waferline/base/month.h"

#include <gtest/gtest.h>

namespace waferline {
namespace {

TEST(Month, ReadsAMonthOrADayOfIt) {
  EXPECT_EQ(parse_month("2026-07"), (Month{2026, 7}));
  EXPECT_EQ(parse_month("2030-08-21"), (Month{2030, 8}));
}

TEST(Month, RefusesWhatIsNoDate) {
  for (const char* text : {"", "2026", "2026-13", "2026-00", "2026-02-30", "2026/07", "2026-7", "20a6-07", "2026-07-1"})
    EXPECT_FALSE(parse_month(text)) << text;
}

TEST(Month, CountsAcrossYears) {
  EXPECT_EQ(months_between({2026, 7}, {2030, 8}), 49);
  EXPECT_EQ(months_between({2026, 7}, {2026, 4}), -3);
  EXPECT_EQ(add_months({2026, 7}, 49), (Month{2030, 8}));
  EXPECT_EQ(add_months({2026, 1}, 11), (Month{2026, 12}));
}

TEST(Month, KnowsLeapYears) {
  EXPECT_EQ(days_in({2028, 2}), 29);
  EXPECT_EQ(days_in({2026, 2}), 28);
  EXPECT_EQ(days_in({2100, 2}), 28);
  EXPECT_EQ(days_in({2000, 2}), 29);
}

}  // namespace
}  // namespace waferline
