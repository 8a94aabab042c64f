#include "waferline/credit/default_threshold.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace waferline {
namespace {

// Abramowitz & Stegun, table 26.5, and the usual critical values to 15 digits.
TEST(DefaultThreshold, QuantilesOfTheNormalAtTheUsualLevels) {
  EXPECT_EQ(standard_normal_quantile(0.5), 0.0);
  EXPECT_NEAR(standard_normal_quantile(0.975), 1.959963984540054, 1e-14);
  EXPECT_NEAR(standard_normal_quantile(0.01), -2.326347874040841, 1e-14);
  EXPECT_NEAR(standard_normal_quantile(1e-10), -6.361340902404056, 1e-13);
}

TEST(DefaultThreshold, QuantileInvertsTheDistribution) {
  for (const double p : {1e-15, 1e-9, 1e-4, 0.02, 0.074, 0.076, 0.3, 0.7, 0.924, 0.926, 0.999}) {
    const double x = standard_normal_quantile(p);
    EXPECT_NEAR(0.5 * std::erfc(-x / std::sqrt(2.0)), p, 4e-15 * (1.0 + p * x * x)) << p;
  }
}

TEST(DefaultThreshold, TwelveMonthsOfTheMonthlyProbabilityMakeTheAnnualOne) {
  for (const double annual : {1e-5, 0.02, 0.5, 0.99}) {
    const double monthly = 0.5 * std::erfc(-monthly_default_threshold(annual) / std::sqrt(2.0));
    EXPECT_NEAR(1.0 - std::pow(1.0 - monthly, 12), annual, 1e-12) << annual;
  }
}

TEST(DefaultThreshold, NobodyDefaultsAtZeroAndEverybodyAtOne) {
  EXPECT_EQ(monthly_default_threshold(0.0), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(monthly_default_threshold(1.0), std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace waferline
