#include "waferline/market/supply.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "waferline/numeric/draws.h"

namespace waferline {
namespace {

ChipSupply chip(int release, double slip_mean, int follows = -1) {
  return {.release_month = release,
          .slip_mean_months = slip_mean,
          .follows = follows,
          .installed_units = release > 0 ? 0.0 : 1e6,
          .failure_per_year = 0.06,
          .base_arrivals = std::vector<double>(60, 1000.0)};
}

TEST(Supply, SlipsAreGeometricWithTheStatedMean) {
  // floor of an exponential with mean m is geometric: P(at least n) = e^(-n/m), mean 1/(e^(1/m) - 1).
  const double mean = 4;
  const SupplyPlan plan = make_supply_plan({chip(6, mean)}, 0, 1, 60);
  Row u, unused;
  IndexRow slip;
  double sum = 0;
  int at_least_five = 0, count = 0;
  for (std::uint64_t block = 0; block < 300; ++block) {
    uniforms(u, unused, key_of(1), block * block_width, 0, 4, 0);
    draw_slips(plan, &u, &slip);
    for (std::size_t p = 0; p < block_width; ++p, ++count) {
      sum += slip[p];
      at_least_five += slip[p] >= 5 ? 1 : 0;
    }
  }
  const double q = std::exp(-1 / mean), tail = std::exp(-5 / mean);
  EXPECT_NEAR(sum / count, q / (1 - q), 4 * std::sqrt(q) / (1 - q) / std::sqrt(count));
  EXPECT_NEAR(static_cast<double>(at_least_five) / count, tail, 4 * std::sqrt(tail * (1 - tail) / count));
}

TEST(Supply, AFollowerSlipsByItsOwnMonthsAndItsLeaders) {
  // The follower stands before its leader in the list.
  const SupplyPlan plan = make_supply_plan({chip(-3, 5), chip(8, 2, 2), chip(6, 4), chip(9, 0, 1)}, 0, 1, 60);
  Row uniform[4];
  for (Row& row : uniform) row.fill(0.5);
  uniform[1].fill(std::exp(-1.6));  // -2 ln u = 3.2
  uniform[2].fill(std::exp(-1.9));  // -4 ln u = 7.6
  IndexRow slip[4];
  draw_slips(plan, uniform, slip);
  EXPECT_EQ(slip[0][0], 0);  // released: no slip, whatever its mean
  EXPECT_EQ(slip[2][0], 7);
  EXPECT_EQ(slip[1][0], 3 + 7);
  EXPECT_EQ(slip[3][0], 3 + 7);  // none of its own
}

TEST(Supply, UnitsFailAndArriveAsTheRecursionSays) {
  const SupplyPlan plan = make_supply_plan({chip(-3, 0)}, 0, 1, 60);
  Row s, units, arrivals, z, orders;
  IndexRow slip;
  slip.fill(0);
  z.fill(0.7);
  orders.fill(1.25);
  start_supply(plan, &slip, s, &units, &arrivals);
  EXPECT_EQ(units[0], 1e6);
  EXPECT_EQ(arrivals[0], 1000);
  for (int t = 1; t < 60; ++t) update_supply(plan, t, z, orders, &slip, s, &units, &arrivals);
  const double alive = 1 - 0.06 / 12, grown = std::pow(alive, 59);
  EXPECT_NEAR(units[0], 1e6 * grown + 1250 * (1 - grown) / (1 - alive), 1e-6);
}

TEST(Supply, ArrivalsComeAsMuchLaterAsTheChipSlips) {
  ChipSupply late = chip(2, 3);
  late.base_arrivals = {0, 0, 10, 20, 30, 40};
  const SupplyPlan plan = make_supply_plan({late}, 0, 1, 6);
  Row s, units, arrivals, z, orders;
  IndexRow slip;
  slip.fill(2);
  slip[1] = 0;
  slip[2] = 100;
  z.fill(0);
  orders.fill(1);
  start_supply(plan, &slip, s, &units, &arrivals);
  for (int t = 1; t < 6; ++t) update_supply(plan, t, z, orders, &slip, s, &units, &arrivals);
  EXPECT_EQ(arrivals[0], 20);
  EXPECT_EQ(arrivals[1], 40);
  EXPECT_EQ(arrivals[2], 0);
  EXPECT_EQ(units[2], 0);
}

TEST(Supply, ShocksLeaveMeanArrivalsAtTheBaseAndSpreadThemAsStated) {
  const double sigma = 0.4, kappa = 0.8;
  const SupplyPlan plan = make_supply_plan({chip(-3, 0)}, sigma, kappa, 60);
  Row s, units, arrivals, z1, z2, orders;
  IndexRow slip;
  slip.fill(0);
  orders.fill(1);
  for (const int last : {1, 12, 59}) {
    double sum = 0, squares = 0;
    int count = 0;
    for (std::uint64_t block = 0; block < 100; ++block) {
      start_supply(plan, &slip, s, &units, &arrivals);
      for (int t = 1; t <= last; ++t) {
        normals(z1, z2, key_of(2), block * block_width, static_cast<std::uint32_t>(t), 3, 0);
        update_supply(plan, t, z1, orders, &slip, s, &units, &arrivals);
      }
      for (std::size_t p = 0; p < block_width; ++p, ++count) {
        sum += arrivals[p];
        squares += std::pow(std::log(arrivals[p] / 1000), 2);
      }
    }
    // ln(arrivals/base) is normal with mean -v/2 and variance v = sigma^2 (1 - e^(-2 kappa t)).
    const double v = sigma * sigma * (1 - std::exp(-2 * kappa * last / 12));
    EXPECT_NEAR(sum / count, 1000, 4 * 1000 * std::sqrt(std::expm1(v) / count)) << last;
    EXPECT_NEAR(squares / count, v + v * v / 4, 4 * std::sqrt((2 * v * v + v * v * v) / count)) << last;
  }
}

}  // namespace
}  // namespace waferline
