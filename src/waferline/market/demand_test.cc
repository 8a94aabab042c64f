#include "waferline/market/demand.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <memory>

#include "waferline/numeric/draws.h"

namespace waferline {
namespace {

DemandTerms quiet_terms() { return {.growth_now = 1.0, .growth_long_run = 0.25, .growth_fade_years = 5}; }

/// Runs `blocks` blocks of paths through `months` months and calls `see(t, state)` after each.
void simulate(const DemandTerms& terms, int months, std::uint64_t blocks,
              const std::function<void(int, const DemandState&)>& see) {
  const DemandPlan plan = make_demand_plan(terms, months);
  const Key key = key_of(77);
  const auto demand = std::make_unique<DemandState>();
  Row z1, z2, u1, u2;
  for (std::uint64_t block = 0; block < blocks; ++block) {
    start_demand(0.0, *demand);
    for (int t = 1; t < months; ++t) {
      const auto month = static_cast<std::uint32_t>(t);
      normals(z1, z2, key, block * block_width, month, 1, 0);
      uniforms(u1, u2, key, block * block_width, month, 2, 0);
      update_demand(plan, t, z1, z2, u1, u2, *demand);
      see(t, *demand);
    }
  }
}

TEST(Demand, GrowsAtTheFadingRateWhenNothingIsRandom) {
  // Sum over months 1..t of dt (0.25 + 0.75 e^(-m dt/5)): a geometric series.
  const double dt = 1.0 / 12, q = std::exp(-dt / 5);
  simulate(quiet_terms(), 121, 1, [&](int t, const DemandState& demand) {
    const double faded = q * (1 - std::pow(q, t)) / (1 - q);
    ASSERT_NEAR(demand.log_demand[3], dt * (0.25 * t + 0.75 * faded), 1e-12);
  });
}

TEST(Demand, GrowthStateIsStandardNormalInTheLongRunWithItsAutocorrelation) {
  DemandTerms terms = quiet_terms();
  terms.growth_reversion_per_year = 1.2;
  double sum = 0, squares = 0, fourth = 0, products = 0;
  int count = 0;
  Row before;
  simulate(terms, 145, 150, [&](int t, const DemandState& demand) {
    if (t == 132) before = demand.growth_state;
    if (t != 144) return;
    for (std::size_t p = 0; p < block_width; ++p, ++count) {
      const double y = demand.growth_state[p];
      sum += y;
      squares += y * y;
      fourth += y * y * y * y;
      products += y * before[p];
    }
  });
  const double root = std::sqrt(count);
  EXPECT_NEAR(sum / count, 0, 4 / root);
  EXPECT_NEAR(squares / count, 1, 4 * std::sqrt(2.0) / root);
  EXPECT_NEAR(fourth / count, 3, 4 * std::sqrt(96.0) / root);
  const double year_apart = std::exp(-1.2);  // an Ornstein-Uhlenbeck process forgets at kappa
  EXPECT_NEAR(products / count, year_apart, 4 * std::sqrt(1 + year_apart * year_apart) / root);
}

TEST(Demand, RegimesAreOccupiedAsTheirChainsStationaryLaw) {
  DemandTerms terms = quiet_terms();
  terms.boom_start_per_year = 0.4;
  terms.bust_start_per_year = 0.2;
  terms.boom_length_months = 9;
  terms.bust_length_months = 14;
  terms.boom_ends_in_bust_share = 0.6;
  int seen[3] = {0, 0, 0};
  int count = 0;
  simulate(terms, 241, 150, [&](int t, const DemandState& demand) {
    if (t != 240) return;
    for (std::size_t p = 0; p < block_width; ++p, ++count) seen[static_cast<int>(demand.regime[p])] += 1;
  });
  // Flows into and out of boom, and of bust, balance.
  const double to_boom = 0.4 / 12, to_bust = 0.2 / 12;
  const double boom = to_boom * 9, bust = (to_bust + boom * 0.6 / 9) * 14, all = 1 + boom + bust;
  const double shares[] = {1 / all, boom / all, bust / all};
  for (int i = 0; i < 3; ++i) {
    const double error = std::sqrt(shares[i] * (1 - shares[i]) / count);
    EXPECT_NEAR(static_cast<double>(seen[i]) / count, shares[i], 4 * error) << i;
  }
}

TEST(Demand, RegimesShiftGrowthAndABustShiftsCredit) {
  DemandTerms terms = quiet_terms();
  terms.boom_growth = 0.6;
  terms.bust_growth = -1.2;
  terms.bust_credit_shift = 0.7;
  terms.boom_length_months = terms.bust_length_months = 10;
  const DemandPlan plan = make_demand_plan(terms, 2);
  const auto demand = std::make_unique<DemandState>();
  start_demand(0.0, *demand);
  demand->regime[1] = regime_boom;
  demand->regime[2] = regime_bust;
  Row z, u;
  z.fill(0.0);
  u.fill(0.999);  // nobody jumps or changes regime
  update_demand(plan, 1, z, z, u, u, *demand);
  const double normal = demand->log_demand[0];
  EXPECT_NEAR(demand->log_demand[1] - normal, 0.6 / 12, 1e-15);
  EXPECT_NEAR(demand->log_demand[2] - normal, -1.2 / 12, 1e-15);
  EXPECT_EQ(demand->credit_factor[1], 0.0);
  EXPECT_EQ(demand->credit_factor[2], -0.7);
}

TEST(Demand, ChangesRegimeAtTheStatedThresholds) {
  DemandTerms terms = quiet_terms();
  terms.boom_start_per_year = 1.2;  // 0.1 a month
  terms.bust_start_per_year = 0.6;  // 0.05
  terms.boom_length_months = 4;     // ends below 0.25
  terms.bust_length_months = 5;     // ends below 0.2
  terms.boom_ends_in_bust_share = 0.4;
  const DemandPlan plan = make_demand_plan(terms, 2);
  const auto demand = std::make_unique<DemandState>();
  start_demand(0.0, *demand);
  struct Move {
    double from, u, to;
  };
  const Move moves[] = {{0, 0.09, 1}, {0, 0.11, 2},  {0, 0.149, 2}, {0, 0.151, 0}, {1, 0.09, 2},
                        {1, 0.11, 0}, {1, 0.249, 0}, {1, 0.26, 1},  {2, 0.19, 0},  {2, 0.21, 2}};
  Row z, none, u;
  z.fill(0.0);
  none.fill(0.999);
  u.fill(0.5);
  for (std::size_t i = 0; i < std::size(moves); ++i) {
    demand->regime[i] = moves[i].from;
    u[i] = moves[i].u;
  }
  update_demand(plan, 1, z, z, none, u, *demand);
  for (std::size_t i = 0; i < std::size(moves); ++i) EXPECT_EQ(demand->regime[i], moves[i].to) << i;
}

TEST(Demand, JumpsAtItsRateAndSpreadsWithItsVolatility) {
  DemandTerms terms{.growth_now = 0, .growth_long_run = 0};
  terms.demand_volatility = 0.25;
  terms.jump_rate_per_year = 0.5;
  terms.jump_size_log = -0.4;
  double sum = 0, squares = 0;
  int count = 0;
  simulate(terms, 61, 150, [&](int t, const DemandState& demand) {
    if (t != 60) return;
    for (std::size_t p = 0; p < block_width; ++p, ++count) {
      sum += demand.log_demand[p];
      squares += demand.log_demand[p] * demand.log_demand[p];
    }
  });
  const double chance = 1 - std::exp(-0.5 / 12);
  const double mean = -0.4 * 60 * chance, variance = 5 * 0.0625 + 0.16 * 60 * chance * (1 - chance);
  const double error = std::sqrt(variance / count);
  EXPECT_NEAR(sum / count, mean, 4 * error);
  EXPECT_NEAR(squares / count - sum / count * sum / count, variance, 4 * variance * std::sqrt(2.5 / count));
}

TEST(Demand, GrowthVarianceIsThatOfTheContinuousProcess) {
  DemandTerms terms = quiet_terms();
  terms.growth_reversion_per_year = 1.2;
  terms.growth_volatility = 0.55;
  const DemandPlan plan = make_demand_plan(terms, 2);
  EXPECT_NEAR(plan.growth_per_state * 12, 0.55 / std::sqrt(2.4), 1e-15);
}

}  // namespace
}  // namespace waferline
