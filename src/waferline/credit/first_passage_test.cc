#include "waferline/credit/first_passage.h"

#include <gtest/gtest.h>

#include <cmath>

#include "waferline/numeric/draws.h"

namespace waferline {
namespace {

constexpr Diffusion chip{.start = 1.0, .drift = 0.06, .volatility = 0.35};
constexpr double barrier = 0.6, years = 5.0;

// Exact probabilities by quadrature: 1,600 Gauss-Legendre nodes, one convolution a date.
constexpr double exact_monthly = 0.470299674, exact_quarterly = 0.439190794, exact_annual = 0.375972904;

TEST(FirstPassage, ContinuousMonitoringOfTheReferenceCaseGives51Point7Percent) {
  EXPECT_NEAR(first_passage(chip, barrier, years), 0.517, 5e-4);
}

TEST(FirstPassage, TheShiftedBarrierIsGoodToAFifthOfAPercentMonthlyAndThreePercentAnnually) {
  EXPECT_NEAR(monitored_first_passage(chip, barrier, years, 1.0 / 12) / exact_monthly, 1.0, 0.0021);
  EXPECT_NEAR(monitored_first_passage(chip, barrier, years, 0.25) / exact_quarterly, 1.0, 0.008);
  EXPECT_NEAR(monitored_first_passage(chip, barrier, years, 1.0) / exact_annual, 1.0, 0.035);
}

TEST(FirstPassage, OneLookAtTheHorizonIsMerton) {
  EXPECT_NEAR(merton(chip, barrier, years), 0.259553328, 1e-9);  // quadrature with one date
}

TEST(FirstPassage, StartingAtTheBarrierIsDefault) { EXPECT_EQ(first_passage(chip, 1.0, years), 1.0); }

// Hull, Options, Futures, and Other Derivatives: assets 12.40, their volatility 21.23%, debt 10, rate 5%, one year:
// a risk-neutral default probability of 12.7%.
TEST(FirstPassage, MertonOfTheTextbookFirm) {
  EXPECT_NEAR(merton({.start = 12.40, .drift = 0.05, .volatility = 0.2123}, 10, 1), 0.127, 5e-4);
}

struct Shares {
  double monthly = 0, quarterly = 0, annual = 0;
};

/// Shares of simulated paths that stand below the barrier on a date, with the engine's own draws.
Shares simulate(int blocks) {
  const double dt = 1.0 / 12, step = (chip.drift - 0.5 * chip.volatility * chip.volatility) * dt;
  const double shock = chip.volatility * std::sqrt(dt), depth = std::log(barrier);
  Shares counts;
  for (int b = 0; b < blocks; ++b) {
    Row value, unused, z;
    IndexRow monthly, quarterly, annual;
    value.fill(0.0);
    monthly.fill(0);
    quarterly.fill(0);
    annual.fill(0);
    for (int t = 1; t <= 60; ++t) {
      normals(z, unused, key_of(20261122), static_cast<std::uint64_t>(b) * block_width, static_cast<std::uint32_t>(t),
              1, 0);
      for (std::size_t p = 0; p < block_width; ++p) {
        value[p] += step + shock * z[p];
        const int below = value[p] < depth ? 1 : 0;
        monthly[p] |= below;
        quarterly[p] |= t % 3 == 0 ? below : 0;
        annual[p] |= t % 12 == 0 ? below : 0;
      }
    }
    for (std::size_t p = 0; p < block_width; ++p) {
      counts.monthly += monthly[p];
      counts.quarterly += quarterly[p];
      counts.annual += annual[p];
    }
  }
  const double paths = static_cast<double>(block_width) * blocks;
  return {counts.monthly / paths, counts.quarterly / paths, counts.annual / paths};
}

TEST(FirstPassage, SimulationWithOurDrawsAgreesWithTheExactProbabilities) {
  constexpr int blocks = 1000;
  const Shares simulated = simulate(blocks);
  const double four_errors = 4.0 * 0.5 / std::sqrt(static_cast<double>(blocks) * block_width);
  EXPECT_NEAR(simulated.monthly, exact_monthly, four_errors);
  EXPECT_NEAR(simulated.quarterly, exact_quarterly, four_errors);
  EXPECT_NEAR(simulated.annual, exact_annual, four_errors);
}

}  // namespace
}  // namespace waferline
