#include "waferline/market/clearing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>
#include <vector>

namespace waferline {
namespace {

/// A block of markets with the same chips and their own demand and capacity, and what clearing makes of them.
struct Markets {
  ClearingTerms terms;
  std::vector<ChipClearing> chips;
  Row log_demand{}, log_compute{}, log_price{};
  Row units[max_chips]{}, rents[max_chips]{};

  void clear() { clear_market(make_clearing_plan(chips, terms), log_demand, units, rents, log_compute, log_price); }
  double capacity(std::size_t g, std::size_t p) const { return terms.availability * units[g][p]; }
};

/// Markets spread far wider than any world: demand over e^+-spread around what pays running costs, chips that differ a
/// hundredfold, some without capacity.
std::unique_ptr<Markets> random_markets(std::mt19937_64& random, double spread, double least_margin = 1.02) {
  std::uniform_real_distribution<double> unit(0, 1);
  const auto between = [&](double low, double high) { return low + (high - low) * unit(random); };
  auto m = std::make_unique<Markets>();
  m->terms.elasticity = between(0.3, 3.0);
  m->terms.substitution = std::max(1.2, m->terms.elasticity * least_margin) * std::exp(between(0, 2.3));
  m->terms.availability = between(0.5, 1.0);
  const auto count = static_cast<std::size_t>(between(1, 12.999));
  for (std::size_t g = 0; g < count; ++g)
    m->chips.push_back({.effective_compute = std::exp(between(-2, 3)),
                        .quality = std::exp(between(-0.5, 0.5)),
                        .running_cost_usd_per_gpu_hour = std::exp(between(-2, 0.5))});
  for (std::size_t p = 0; p < block_width; ++p) {
    double effective = 0;
    for (std::size_t g = 0; g < count; ++g) {
      const bool some = g == 0 || unit(random) < 0.9;
      m->units[g][p] = some ? std::exp(between(0, 16)) : 0.0;
      effective += m->chips[g].effective_compute * m->units[g][p];
    }
    m->log_demand[p] = std::log(effective) + between(-spread, spread);
  }
  return m;
}

/// The root in ln C by bisection in 80-bit arithmetic, straight from x_g = min(cap_g, (C/e_g)(P a_g e_g/c_g)^s).
long double log_compute_by_bisection(const Markets& m, std::size_t p) {
  const long double s = m.terms.substitution, eps = m.terms.elasticity, nu = (s - 1) / s;
  const auto excess = [&](long double y) {
    long double sum = 0;
    for (std::size_t g = 0; g < m.chips.size(); ++g) {
      if (!(m.units[g][p] > 0)) continue;
      const ChipClearing& chip = m.chips[g];
      const long double e = chip.effective_compute, a = chip.quality, c = chip.running_cost_usd_per_gpu_hour;
      const long double log_price = (m.log_demand[p] - y) / eps;
      const long double log_wanted = y + s * (log_price + std::log(a * e / c));
      const long double log_capacity = std::log(e * static_cast<long double>(m.capacity(g, p)));
      sum += a * std::exp(nu * std::min(log_wanted, log_capacity));
    }
    return nu * y - std::log(sum);
  };
  long double low = -400, high = 400;
  for (int i = 0; i < 130; ++i) {
    const long double middle = (low + high) / 2;
    (excess(middle) < 0 ? low : high) = middle;
  }
  return low;
}

/// Units in use of chip g: all where the rent exceeds running cost, else what clearing's first-order condition wants.
double used_units(const Markets& m, std::size_t g, std::size_t p) {
  const ChipClearing& chip = m.chips[g];
  const double price = std::exp(m.log_price[p]), compute = std::exp(m.log_compute[p]);
  const double wanted = compute / chip.effective_compute *
                        std::pow(price * chip.quality * chip.effective_compute / chip.running_cost_usd_per_gpu_hour,
                                 m.terms.substitution);
  return std::min(wanted, m.capacity(g, p));
}

TEST(Clearing, OneChipFollowsTheDemandCurve) {
  // R = (A/C)^(1/eps) e with C = e cap and a = 1.
  Markets m{.terms = {.substitution = 4, .elasticity = 1.25, .availability = 0.8}, .chips = {{2.3, 1.0, 0.4}}};
  m.units[0].fill(1e6);
  m.log_demand.fill(std::log(5e6));
  m.clear();
  EXPECT_NEAR(m.rents[0][7], 2.3 * std::pow(5e6 / (2.3 * 0.8e6), 1 / 1.25), 1e-12);
  EXPECT_NEAR(m.log_compute[7], std::log(2.3 * 0.8e6), 1e-13);
}

// ln R = (ln A - ln C)/eps with everything running, up to where R would leave the doubles: held at e^300.
TEST(Clearing, DemandBeyondAnyMarketHoldsRentsAtABound) {
  Markets m;
  m.terms = {.substitution = 3.0, .elasticity = 0.05, .availability = 1.0};
  m.chips = {{.effective_compute = 1.0, .quality = 1.0, .running_cost_usd_per_gpu_hour = 0.5}};
  m.units[0].fill(1.0);
  for (std::size_t p = 0; p < block_width; ++p) m.log_demand[p] = static_cast<double>(p);  // ln R up to 2,540
  m.clear();
  for (std::size_t p = 0; p < block_width; ++p)
    EXPECT_NEAR(std::log(m.rents[0][p]), std::min(20.0 * static_cast<double>(p), 300.0), 1e-12) << p;
}

TEST(Clearing, OneChipIdlesAtItsRunningCost) {
  // With R = c: P = c/e, C = A P^-eps, x = C/e.
  Markets m{.terms = {.substitution = 4, .elasticity = 1.25, .availability = 1.0}, .chips = {{2.0, 1.0, 0.5}}};
  m.units[0].fill(1e6);
  m.log_demand.fill(std::log(1e4));
  m.clear();
  EXPECT_EQ(m.rents[0][0], 0.5);
  EXPECT_NEAR(m.log_price[0], std::log(0.25), 1e-13);
  EXPECT_NEAR(m.log_compute[0], std::log(1e4 * std::pow(0.25, -1.25)), 1e-13);
}

TEST(Clearing, TwoAlikeChipsRentInProportionToTheirCompute) {
  // Equal effective capacity and quality: C = 2^(1/nu) e cap, each rents at e P (C/(e cap))^(1/s).
  const double s = 5, eps = 1.1;
  Markets m{.terms = {s, eps, 1.0}, .chips = {{1.0, 1.0, 0.1}, {4.0, 1.0, 0.1}}};
  m.units[0].fill(4e5);
  m.units[1].fill(1e5);
  m.log_demand.fill(std::log(2e6));
  m.clear();
  const double compute = std::pow(2.0, s / (s - 1)) * 4e5;
  const double rent = std::pow(2e6 / compute, 1 / eps) * std::pow(compute / 4e5, 1 / s);
  EXPECT_NEAR(m.rents[0][3], rent, 1e-12 * rent);
  EXPECT_NEAR(m.rents[1][3], 4 * rent, 4e-12 * rent);
}

TEST(Clearing, AChipThatIdlesBesideOneThatRunsEarnsItsCost) {
  // eps = s/2 = 2 makes r^theta a square root: with v = sqrt(r), T1 v + W2 v^2 = T1 + T2 is a quadratic.
  const double s = 4, eps = 2, nu = 0.75;
  Markets m{.terms = {s, eps, 1.0}, .chips = {{1.0, 1.0, 0.05}, {0.5, 1.0, 0.9}}};
  m.units[0].fill(1e6);
  m.units[1].fill(1e6);
  m.log_demand.fill(std::log(1.5e6));
  m.clear();
  const double t1 = std::pow(1e6, nu), t2 = std::pow(5e5, nu), full = std::pow(t1 + t2, 1 / nu);
  const double w2 = std::pow(1.5e6 / full, (s - 1) / eps) * std::pow(full, nu) * std::pow(0.5 / 0.9, s - 1);
  const double v = (-t1 + std::sqrt(t1 * t1 + 4 * w2 * (t1 + t2))) / (2 * w2);
  const double compute = full * std::pow(v, -2 * eps / (nu * s));
  ASSERT_GT(v, 1);
  EXPECT_NEAR(m.log_compute[0], std::log(compute), 1e-13);
  EXPECT_EQ(m.rents[1][0], 0.9);
  EXPECT_NEAR(m.rents[0][0], std::pow(1.5e6 / compute, 1 / eps) * std::pow(compute / 1e6, 1 / s), 1e-12);
}

TEST(Clearing, AgreesWithBisectionInRandomMarkets) {
  std::mt19937_64 random(20260701);
  for (int world = 0; world < 60; ++world) {
    auto m = random_markets(random, 6);
    m->clear();
    for (std::size_t p = 0; p < block_width; p += 3) {
      const long double y = log_compute_by_bisection(*m, p);
      ASSERT_NEAR(m->log_compute[p], static_cast<double>(y), 2e-13 * std::max(1.0, std::abs(m->log_compute[p])));
      const long double s = m->terms.substitution, eps = m->terms.elasticity;
      for (std::size_t g = 0; g < m->chips.size(); ++g) {
        const ChipClearing& chip = m->chips[g];
        const long double e = chip.effective_compute;
        const bool some = m->units[g][p] > 0;
        const long double running = some ? m->capacity(g, p) : 1.0;
        const long double at_capacity =
            std::exp((m->log_demand[p] - y) / eps + (y - std::log(e * running)) / s) * chip.quality * e;
        const long double cost = chip.running_cost_usd_per_gpu_hour;
        const auto rent = static_cast<double>(some ? std::max(at_capacity, cost) : at_capacity);
        ASSERT_NEAR(m->rents[g][p], rent, 1e-12 * rent) << "world " << world << " chip " << g << " path " << p;
      }
    }
  }
}

TEST(Clearing, UsedUnitsAddUpToCompute) {
  // C is the aggregate of what is used: the definition that clearing inverts. s near eps is left out: there the
  // units wanted at R = c are so steep in price that double precision cannot state them.
  std::mt19937_64 random(5);
  for (int world = 0; world < 60; ++world) {
    auto m = random_markets(random, 6, 1.3);
    m->clear();
    const double nu = (m->terms.substitution - 1) / m->terms.substitution;
    for (std::size_t p = 0; p < block_width; ++p) {
      double sum = 0;
      for (std::size_t g = 0; g < m->chips.size(); ++g) {
        if (m->units[g][p] > 0)
          sum += m->chips[g].quality * std::pow(m->chips[g].effective_compute * used_units(*m, g, p), nu);
      }
      ASSERT_NEAR(std::log(sum) / nu, m->log_compute[p], 1e-10);
    }
  }
}

TEST(Clearing, EveryChipRunsFullyOrEarnsItsRunningCost) {
  std::mt19937_64 random(6);
  int idle = 0, running = 0;
  for (int world = 0; world < 60; ++world) {
    auto m = random_markets(random, 6);
    m->clear();
    for (std::size_t p = 0; p < block_width; ++p) {
      for (std::size_t g = 0; g < m->chips.size(); ++g) {
        if (!(m->units[g][p] > 0)) continue;
        const double cost = m->chips[g].running_cost_usd_per_gpu_hour;
        ASSERT_GE(m->rents[g][p], cost * (1 - 1e-12));
        (m->rents[g][p] == cost ? idle : running) += 1;
      }
    }
  }
  EXPECT_GT(idle, 5000);  // both sides were tried
  EXPECT_GT(running, 5000);
}

/// What clearing maximises (eps != 1): A^(1/eps) C^(1-1/eps)/(1-1/eps) - sum c x, C the aggregate of x.
double surplus(const Markets& m, std::size_t p, const std::vector<double>& used) {
  const double nu = (m.terms.substitution - 1) / m.terms.substitution, eps = m.terms.elasticity;
  double sum = 0, cost = 0;
  for (std::size_t g = 0; g < m.chips.size(); ++g) {
    sum += m.chips[g].quality * std::pow(m.chips[g].effective_compute * used[g], nu);
    cost += m.chips[g].running_cost_usd_per_gpu_hour * used[g];
  }
  const double compute = std::pow(sum, 1 / nu), power = 1 - 1 / eps;
  return std::exp(m.log_demand[p] / eps) * std::pow(compute, power) / power - cost;
}

TEST(Clearing, NoOtherUseOfTheChipsIsWorthMore) {
  // The objective is concave, so beating every nearby feasible use, and many far ones, is to be the optimum.
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> unit(0, 1);
  for (int world = 0; world < 40; ++world) {
    auto m = random_markets(random, 3, 1.3);
    if (std::abs(m->terms.elasticity - 1) < 0.1) continue;
    m->clear();
    for (std::size_t p = 0; p < block_width; p += 17) {
      std::vector<double> used;
      for (std::size_t g = 0; g < m->chips.size(); ++g) used.push_back(used_units(*m, g, p));
      const double best = surplus(*m, p, used);
      const double slack = 1e-11 * (std::abs(best) + 1);
      for (const double size : {1e-3, 0.1, 1.0}) {
        for (int trial = 0; trial < 20; ++trial) {
          std::vector<double> other = used;
          for (std::size_t g = 0; g < used.size(); ++g)
            other[g] = std::clamp(used[g] * std::exp(size * (2 * unit(random) - 1)), 0.0, m->capacity(g, p));
          ASSERT_LE(surplus(*m, p, other), best + slack);
        }
      }
    }
  }
}

TEST(Clearing, RentsRiseWithDemandAndFallWithTheChipsOwnCapacity) {
  std::mt19937_64 random(8);
  for (int world = 0; world < 40; ++world) {
    auto m = random_markets(random, 4);
    m->clear();
    auto more_demand = std::make_unique<Markets>(*m);
    for (double& value : more_demand->log_demand.at) value += 0.1;
    more_demand->clear();
    auto more_units = std::make_unique<Markets>(*m);
    for (double& value : more_units->units[0].at) value *= 1.1;
    more_units->clear();
    for (std::size_t p = 0; p < block_width; ++p) {
      for (std::size_t g = 0; g < m->chips.size(); ++g)
        ASSERT_GE(more_demand->rents[g][p], m->rents[g][p] * (1 - 1e-12));
      ASSERT_LE(more_units->rents[0][p], m->rents[0][p] * (1 + 1e-12));
      ASSERT_GE(more_units->log_compute[p], m->log_compute[p] - 1e-12);
    }
  }
}

TEST(Clearing, PerfectSubstitutesHaveOnePricePerEffectiveUnit) {
  Markets m{.terms = {.substitution = 200, .elasticity = 1.1, .availability = 1},
            .chips = {{1.0, 1.0, 0.3}, {2.3, 1.0, 0.4}, {0.3, 1.0, 0.2}}};
  m.units[0].fill(3e5);
  m.units[1].fill(1e6);
  m.units[2].fill(1e5);
  m.log_demand.fill(std::log(6e6));
  m.clear();
  const double price = std::pow(6e6 / (3e5 + 2.3e6 + 0.3e5), 1 / 1.1);
  EXPECT_NEAR(m.rents[0][0], price, 0.02 * price);  // differences are of order ln(share)/s
  EXPECT_NEAR(m.rents[1][0] / 2.3, price, 0.02 * price);
  EXPECT_NEAR(m.rents[2][0] / 0.3, price, 0.03 * price);
}

TEST(Clearing, AChipWithoutCapacityTakesNoPartAndReportsAFirstUnitsRent) {
  Markets without{.terms = {5, 1.1, 0.85}, .chips = {{1.0, 1.0, 0.4}}};
  without.units[0].fill(1e6);
  without.log_demand.fill(std::log(3e6));
  Markets with = without;
  with.chips.push_back({8.0, 1.1, 0.6});
  with.units[1].fill(0.0);
  without.clear();
  with.clear();
  EXPECT_EQ(with.rents[0][0], without.rents[0][0]);
  EXPECT_EQ(with.log_compute[0], without.log_compute[0]);
  const double rent = std::exp(with.log_price[0]) * 1.1 * 8 * std::pow(std::exp(with.log_compute[0]) / 8, 0.2);
  EXPECT_NEAR(with.rents[1][0], rent, 1e-11 * rent);
}

TEST(Clearing, APathDoesNotDependOnItsNeighbours) {
  std::mt19937_64 random(9);
  for (int world = 0; world < 20; ++world) {
    auto m = random_markets(random, 6);
    m->clear();
    auto alone = std::make_unique<Markets>(*m);
    for (std::size_t p = 0; p < block_width; ++p) {
      alone->log_demand[p] = m->log_demand[0];
      for (std::size_t g = 0; g < m->chips.size(); ++g) alone->units[g][p] = m->units[g][0];
    }
    alone->clear();
    for (std::size_t p : {std::size_t{0}, std::size_t{77}})
      for (std::size_t g = 0; g < m->chips.size(); ++g) ASSERT_EQ(alone->rents[g][p], m->rents[g][0]);
  }
}

TEST(Clearing, AllChipsRunningTakesNoStepAndTheHardestMarketFewerThanAllowed) {
  std::mt19937_64 random(10);
  auto market = std::make_unique<clearing_detail::FullMarket>();
  Row log_r, bar;
  int most = 0;
  for (int world = 0; world < 600; ++world) {
    auto m = random_markets(random, 25);
    const ClearingPlan plan = make_clearing_plan(m->chips, m->terms);
    clearing_detail::run_all_chips(plan, m->log_demand, m->units, m->rents, *market);
    most = std::max(most, clearing_detail::find_idling(plan, *market, log_r, bar));
    for (double& value : m->log_demand.at) value += 60;
    clearing_detail::run_all_chips(plan, m->log_demand, m->units, m->rents, *market);
    ASSERT_EQ(clearing_detail::find_idling(plan, *market, log_r, bar), 0);
  }
  EXPECT_LE(most, 24);
}

}  // namespace
}  // namespace waferline
