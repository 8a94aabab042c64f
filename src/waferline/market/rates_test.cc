#include "waferline/market/rates.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "waferline/numeric/draws.h"

namespace waferline {
namespace {

const std::vector<int> days(120, 30);  // thirty of 360: a month is a twelfth of a year

TEST(Rates, TheCurveIsLinearBetweenItsPointsAndFlatOutside) {
  const RatesPlan plan = make_rates_plan({{2, 0.04}, {6, 0.02}}, 0.1, 0.0, days);
  EXPECT_DOUBLE_EQ(plan.level[0], 0.04);
  EXPECT_DOUBLE_EQ(plan.level[2], 0.04);
  EXPECT_DOUBLE_EQ(plan.level[3], 0.035);
  EXPECT_DOUBLE_EQ(plan.level[5], 0.025);
  EXPECT_DOUBLE_EQ(plan.level[50], 0.02);
  const RatesPlan across = make_rates_plan({{-2, 0.05}, {2, 0.03}}, 0.1, 0.0, days);
  EXPECT_DOUBLE_EQ(across.level[0], 0.04);
}

TEST(Rates, WithoutVolatilityDiscountIsTheCurves) {
  const RatesPlan plan = make_rates_plan({{0, 0.05}}, 0.1, 0.0, days);
  const auto rates = std::make_unique<RatesState>();
  Row z;
  z.fill(1.5);
  start_rates(plan, *rates);
  for (int t = 1; t < 24; ++t) update_rates(plan, t, z, *rates);
  EXPECT_EQ(rates->sofr[0], 0.05);
  EXPECT_NEAR(rates->discount[0], std::pow(1 + 0.05 / 12, -24), 1e-14);
}

struct Bonds {
  double mean = 0, error = 0;
};

/// Mean of D(months-1) and its standard error over simulated paths.
Bonds simulated_bond(const RatesPlan& plan, int months, std::uint64_t blocks) {
  const auto rates = std::make_unique<RatesState>();
  Row z1, z2;
  double sum = 0, squares = 0;
  for (std::uint64_t block = 0; block < blocks; ++block) {
    start_rates(plan, *rates);
    for (int t = 1; t < months; ++t) {
      normals(z1, z2, key_of(4), block * block_width, static_cast<std::uint32_t>(t), 3, 0);
      update_rates(plan, t, z2, *rates);
    }
    for (std::size_t p = 0; p < block_width; ++p) {
      sum += rates->discount[p];
      squares += rates->discount[p] * rates->discount[p];
    }
  }
  const double n = static_cast<double>(blocks * block_width), mean = sum / n;
  return {mean, std::sqrt((squares / n - mean * mean) / n)};
}

TEST(Rates, AverageDiscountIsTheForwardCurves) {
  // In continuous time E[exp(-int r)] = exp(-int forward) exactly. Simple accrual within a month adds, to second order,
  // dt^2/2 times the sum of E[r^2] - forward^2: below 1e-4 of the bond at 10 years, a tenth of the standard error here.
  const std::vector<ForwardPoint> curve = {{0, 0.045}, {24, 0.032}, {119, 0.038}};
  const RatesPlan plan = make_rates_plan(curve, 0.15, 0.012, days);
  const RatesPlan certain = make_rates_plan(curve, 0.15, 0.0, days);
  for (const int months : {12, 60, 120}) {
    double curves = 1;
    for (int t = 0; t < months; ++t) curves /= 1 + certain.level[static_cast<std::size_t>(t)] / 12;
    const Bonds bond = simulated_bond(plan, months, 80);
    EXPECT_NEAR(bond.mean, curves, 4 * bond.error) << months;
  }
}

TEST(Rates, TheDiscreteConvexityMatchesTheCurveWithinItsStep) {
  // E[exp(-sum r dt)] in closed form: x is Gaussian with cov(x_i, x_j) = s^2 e^(-a|i-j|dt) (1 - e^(-2a min(i,j) dt)),
  // s^2 = sigma^2/(2a). Taken monthly, integral and adjustment err alike in their first order; dt^2 is left.
  const double a = 0.15, sigma = 0.012, dt = 1.0 / 12;
  const RatesPlan plan = make_rates_plan({{0, 0.0}}, a, sigma, days);
  double drift = 0, variance = 0;
  for (int i = 0; i < 120; ++i) {
    drift += plan.level[static_cast<std::size_t>(i)] * dt;
    for (int j = 0; j < 120; ++j) {
      const int first = std::min(i, j);
      variance +=
          sigma * sigma / (2 * a) * std::exp(-a * std::abs(i - j) * dt) * (1 - std::exp(-2 * a * first * dt)) * dt * dt;
    }
  }
  EXPECT_GT(variance / 2, 5e-3);  // what is at stake
  EXPECT_NEAR(variance / 2 - drift, 0, 1e-6);
}

TEST(Rates, SpreadAsVasiceksShortRate) {
  const double a = 0.15, sigma = 0.012;
  const RatesPlan plan = make_rates_plan({{0, 0.04}}, a, sigma, days);
  const auto rates = std::make_unique<RatesState>();
  Row z1, z2;
  double sum = 0, squares = 0;
  int count = 0;
  for (std::uint64_t block = 0; block < 100; ++block) {
    start_rates(plan, *rates);
    for (int t = 1; t < 60; ++t) {
      normals(z1, z2, key_of(4), block * block_width, static_cast<std::uint32_t>(t), 3, 0);
      update_rates(plan, t, z2, *rates);
    }
    for (std::size_t p = 0; p < block_width; ++p, ++count) {
      sum += rates->sofr[p];
      squares += rates->sofr[p] * rates->sofr[p];
    }
  }
  const double years = 59.0 / 12, variance = sigma * sigma * (1 - std::exp(-2 * a * years)) / (2 * a);
  const double mean = 0.04 + sigma * sigma / (2 * a * a) * std::pow(1 - std::exp(-a * years), 2);
  EXPECT_NEAR(sum / count, mean, 4 * std::sqrt(variance / count));
  EXPECT_NEAR(squares / count - sum / count * sum / count, variance, 4 * variance * std::sqrt(2.0 / count));
}

}  // namespace
}  // namespace waferline
