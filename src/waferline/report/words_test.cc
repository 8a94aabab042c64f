#include "waferline/report/words.h"

#include <gtest/gtest.h>

#include <cmath>

namespace waferline {
namespace {

TEST(Words, WriteMoneyAsACreditCommitteeDoes) {
  EXPECT_EQ(usd_words(2.6e9), "$2.60bn");
  EXPECT_EQ(usd_words(17'450'000), "$17.4m");
  EXPECT_EQ(usd_words(42'578), "$42,578");
  EXPECT_EQ(usd_words(2.62), "$2.62");
  EXPECT_EQ(usd_words(-1.5e6), "-$1.50m");
}

TEST(Words, KeepTwoOrThreeDigitsOfAShare) {
  EXPECT_EQ(percent_words(0.0341), "3.4%");
  EXPECT_EQ(percent_words(0.000204), "0.020%");
  EXPECT_EQ(percent_words(0.853), "85.3%");
  EXPECT_EQ(percent_words(0), "0%");
}

TEST(Words, PutTheErrorBesideTheFigure) {
  EXPECT_EQ(figure_words(412.4, 6.21, "bp"), "412.4 bp ± 6.2 bp");
  EXPECT_EQ(figure_words(0.2041, 0.00284, "share"), "20.41% ± 0.28%");
  EXPECT_EQ(figure_words(-2.43e9, 1.52e7, "usd"), "-$2.430bn ± $0.015bn");
  EXPECT_EQ(figure_words(2.0712, 0.00122, "years"), "2.0712 years ± 0.0012 years");
  EXPECT_EQ(figure_words(1.4, std::nan(""), "ratio"), "1.40x");
  EXPECT_EQ(figure_words(0, 0, "share"), "0%");
  EXPECT_EQ(figure_words(std::nan(""), 0, "share"), "unknown");
}

TEST(Words, CutAnEstimateInASentenceWhereItsErrorBegins) {
  EXPECT_EQ(estimate_words(0.20727, 0.00128, "share"), "20.73% ± 0.13");
  EXPECT_EQ(estimate_words(0.0017183, 0.000044997, "share"), "0.172% ± 0.004");
  EXPECT_EQ(estimate_words(138.49, 2.38, "bp"), "138 bp ± 2");
  EXPECT_EQ(estimate_words(400, 0, "bp"), "400 bp");
}

TEST(Words, LeaveOutDigitsThatSayNothing) {
  EXPECT_EQ(plain_percent(0.75), "75%");
  EXPECT_EQ(plain_percent(0.125), "12.5%");
  EXPECT_EQ(usd_words(50e6), "$50m");
}

TEST(Words, GroupThousandsAndNameMonths) {
  EXPECT_EQ(count_words(1'234'567), "1,234,567");
  EXPECT_EQ(count_words(999), "999");
  EXPECT_EQ(month_words(Month{2027, 10}), "October 2027");
}

}  // namespace
}  // namespace waferline
