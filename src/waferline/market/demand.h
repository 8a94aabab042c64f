/// Demand for compute: its level `A` in `C = A P^-eps`, month by month.
///
/// The growth of ln A reverts to a mean that fades from today's rate to a long-run one, is shifted in a boom or a bust,
/// and is now and then broken by a jump:
///
///     y' = rho y + sqrt(1-rho^2) z1                                    rho = exp(-kappa dt)
///     g  = gbar(t) + shift(regime) + sigma_g/sqrt(2 kappa) y'          gbar(t) = g_inf + (g_now - g_inf) exp(-t dt/T)
///     ln A' = ln A + g dt + sigma_A sqrt(dt) z2 + J [u1 < 1 - exp(-lambda dt)]
///
/// y is standard normal in the long run (an Ornstein-Uhlenbeck process seen monthly, exactly), the regime a Markov
/// chain of three states. Rates are per year, lengths in months, jumps and shifts in ln A. The credit factor, on which
/// obligors' defaults load, is y less a shift in a bust.
/// Source: docs/model.md section 2; Uhlenbeck & Ornstein 1930; Hamilton 1989 for the regimes.
///
///     const DemandPlan plan = make_demand_plan(terms, months);
///     start_demand(plan, log_demand_at_start, demand);
///     for (int t = 1; t < months; ++t) update_demand(plan, t, z1, z2, u1, u2, demand);
#pragma once

#include <array>
#include <vector>

#include "waferline/market/limits.h"
#include "waferline/numeric/block.h"
#include "waferline/numeric/level.h"

namespace waferline {

/// Demand as a person states it.
struct DemandTerms {
  double growth_now = 0, growth_long_run = 0;  ///< of ln A, per year
  double growth_fade_years = 1;                ///< above 0
  double growth_reversion_per_year = 1;        ///< kappa, above 0
  double growth_volatility = 0;                ///< sigma_g
  double demand_volatility = 0;                ///< sigma_A, per square root of a year
  double jump_rate_per_year = 0, jump_size_log = 0;
  double boom_growth = 0, bust_growth = 0;  ///< shifts of growth, per year
  double boom_start_per_year = 0, bust_start_per_year = 0;
  double boom_length_months = 1, bust_length_months = 1;  ///< mean lengths, at least 1
  double boom_ends_in_bust_share = 0;
  double bust_credit_shift = 0;
};

struct DemandPlan {
  double growth_persistence, growth_innovation;
  double growth_per_state;                                                      ///< growth of ln A in a month for y = 1
  std::array<double, 3> regime_growth;                                          ///< in a month, by regime
  std::vector<double> mean_growth;                                              ///< gbar(t) dt, by month
  double level_volatility;                                                      ///< of ln A in a month
  double jump_probability, jump_size;                                           ///< in a month; in ln A
  double normal_to_boom, normal_to_either, boom_to_bust, boom_ends, bust_ends;  ///< thresholds of u2 in a month
  double bust_credit_shift;
};

DemandPlan make_demand_plan(const DemandTerms& terms, int months);

/// Regimes as they stand in `DemandState::regime`.
inline constexpr double regime_normal = 0, regime_boom = 1, regime_bust = 2;

/// Demand on each path of a block.
struct DemandState {
  Row growth_state;   ///< y
  Row log_demand;     ///< ln A
  Row regime;         ///< 0 normal, 1 boom, 2 bust
  Row credit_factor;  ///< F
};

inline namespace WAFERLINE_LEVEL {

/// Month 0: y = 0, a normal regime, ln A as calibrated.
[[gnu::always_inline]] inline void start_demand(double log_demand_at_start, DemandState& demand) {
  demand.growth_state.fill(0.0);
  demand.log_demand.fill(log_demand_at_start);
  demand.regime.fill(regime_normal);
  demand.credit_factor.fill(0.0);
}

/// Months t >= 1: z1 moves growth, z2 the level, u1 decides the jump and u2 the regime.
[[gnu::always_inline]] inline void update_demand(const DemandPlan& plan, int t, const Row& __restrict z1,
                                                 const Row& __restrict z2, const Row& __restrict u1,
                                                 const Row& __restrict u2, DemandState& __restrict demand) {
  const double persistence = plan.growth_persistence, innovation = plan.growth_innovation;
  const double per_state = plan.growth_per_state, mean = plan.mean_growth[static_cast<std::size_t>(t)];
  const double in_normal = mean + plan.regime_growth[0], in_boom = mean + plan.regime_growth[1],
               in_bust = mean + plan.regime_growth[2];
  const double volatility = plan.level_volatility, jump_probability = plan.jump_probability, jump = plan.jump_size;
  const double to_boom = plan.normal_to_boom, to_either = plan.normal_to_either, boom_to_bust = plan.boom_to_bust,
               boom_ends = plan.boom_ends, bust_ends = plan.bust_ends, credit_shift = plan.bust_credit_shift;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double u = u2[p], was = demand.regime[p];
    const double or_bust = u < to_either ? regime_bust : regime_normal;
    const double from_normal = u < to_boom ? regime_boom : or_bust;
    const double or_normal = u < boom_ends ? regime_normal : regime_boom;
    const double from_boom = u < boom_to_bust ? regime_bust : or_normal;
    const double from_bust = u < bust_ends ? regime_normal : regime_bust;
    const double from_other = was == regime_boom ? from_boom : from_bust;
    const double regime = was == regime_normal ? from_normal : from_other;

    const double y = persistence * demand.growth_state[p] + innovation * z1[p];
    const double upset = regime == regime_boom ? in_boom : in_bust;
    const double drift = regime == regime_normal ? in_normal : upset;
    const double broken = u1[p] < jump_probability ? jump : 0.0;
    demand.growth_state[p] = y;
    demand.log_demand[p] += drift + per_state * y + volatility * z2[p] + broken;
    demand.regime[p] = regime;
    demand.credit_factor[p] = y - (regime == regime_bust ? credit_shift : 0.0);
  }
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
