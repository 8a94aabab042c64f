#include "waferline/credit/obligors.h"

#include <gtest/gtest.h>

#include <cmath>

namespace waferline {
namespace {

double share(const Row& row) {
  double sum = 0.0;
  for (const double x : row.at) sum += x;
  return sum / block_width;
}

/// Runs a customer on many blocks for `months` at a constant credit factor and returns the share alive at the end.
double alive_after(const CustomerPlan& plan, int months, double factor, int blocks) {
  double sum = 0.0;
  for (int b = 0; b < blocks; ++b) {
    CustomerRows rows;
    start_customer(rows);
    Row credit_factor;
    credit_factor.fill(factor);
    for (int t = 0; t < months; ++t) {
      customer_month(plan, key_of(7), static_cast<std::uint64_t>(b) * block_width, t, 3, credit_factor, rows);
    }
    sum += share(rows.alive);
  }
  return sum / blocks;
}

TEST(Obligors, WithoutALoadingAYearOfMonthsDefaultsAtTheAnnualRate) {
  const int blocks = 400;
  const double alive = alive_after(customer_plan(obligor_plan(0.10, 0.0), 0.0), 12, 0.0, blocks);
  EXPECT_NEAR(alive, 0.90, 4 * std::sqrt(0.09 / (blocks * 128.0)));
}

// With w = 0.6 and F = -1, a month's probability is Phi((q + 0.6)/0.8), q = Phi^-1(1 - 0.9^(1/12)) = -2.3718848.
TEST(Obligors, AWeakMarketRaisesDefaultsByTheLoading) {
  const double monthly = 0.5 * std::erfc((2.3718848 - 0.6) / 0.8 / std::sqrt(2.0));
  const int blocks = 400;
  const double alive = alive_after(customer_plan(obligor_plan(0.10, 0.6), 0.0), 1, -1.0, blocks);
  EXPECT_NEAR(1.0 - alive, monthly, 4 * std::sqrt(monthly / (blocks * 128.0)));
}

TEST(Obligors, DefaultIsForeverAndItsMonthIsRemembered) {
  const CustomerPlan plan = customer_plan(obligor_plan(0.9, 0.0), 0.0);
  CustomerRows rows;
  start_customer(rows);
  Row factor, before;
  factor.fill(0.0);
  for (int t = 0; t < 24; ++t) {
    before = rows.alive;
    customer_month(plan, key_of(1), 0, t, 0, factor, rows);
    for (std::size_t p = 0; p < block_width; ++p) {
      EXPECT_LE(rows.alive[p], before[p]);
      EXPECT_EQ(rows.default_month[p] == t, rows.alive[p] < before[p]);
      EXPECT_EQ(rows.alive[p] == 1.0, rows.default_month[p] == never);
    }
  }
  EXPECT_LT(share(rows.alive), 0.1);
}

TEST(Obligors, NoPathIsUpgradedAfterItsDefault) {
  const CustomerPlan plan = customer_plan(obligor_plan(1.0, 0.0), 1e9);
  CustomerRows rows;
  start_customer(rows);
  Row factor;
  factor.fill(0.0);
  customer_month(plan, key_of(1), 0, 0, 0, factor, rows);
  EXPECT_EQ(share(rows.alive), 0.0);
  EXPECT_EQ(share(rows.upgraded), 0.0);
}

TEST(Obligors, TwelveMonthsOfUpgradesMakeTheAnnualRate) {
  const CustomerPlan plan = customer_plan(obligor_plan(0.0, 0.0), 0.3);
  double sum = 0.0;
  const int blocks = 200;
  for (int b = 0; b < blocks; ++b) {
    CustomerRows rows;
    start_customer(rows);
    Row factor;
    factor.fill(0.0);
    for (int t = 0; t < 12; ++t) {
      customer_month(plan, key_of(5), static_cast<std::uint64_t>(b) * block_width, t, 1, factor, rows);
    }
    sum += share(rows.upgraded);
  }
  EXPECT_NEAR(sum / blocks, 1.0 - std::exp(-0.3), 4 * 0.5 / std::sqrt(blocks * 128.0));
}

// The log price is stationary: variance vol^2 / (2 reversion) after long, and only the unhedged part moves.
TEST(Obligors, PowerWandersAroundItsPriceByTheUnhedgedShare) {
  OperatorPlan plan;
  plan.obligor = obligor_plan(0.0, 0.0);
  set_power(plan, 0.07, 0.8, 0.4, 2.0);
  double mean = 0.0, square = 0.0;
  const int blocks = 100;
  for (int b = 0; b < blocks; ++b) {
    OperatorRows rows;
    start_operator(plan, rows);
    Row factor;
    factor.fill(0.0);
    for (int t = 0; t < 60; ++t) {
      operator_month(plan, key_of(9), static_cast<std::uint64_t>(b) * block_width, t, 0, factor, rows);
      EXPECT_EQ(rows.power_usd_per_kwh[5] == 0.07, t == 0);
    }
    for (std::size_t p = 0; p < block_width; ++p) {
      const double x = std::log((rows.power_usd_per_kwh[p] / 0.07 - 0.8) / 0.2);
      mean += x;
      square += x * x;
    }
  }
  const double n = blocks * 128.0;
  EXPECT_NEAR(mean / n, 0.0, 4 * 0.2 / std::sqrt(n));
  EXPECT_NEAR(square / n, 0.04, 4 * 0.04 * std::sqrt(2 / n));
}

}  // namespace
}  // namespace waferline
