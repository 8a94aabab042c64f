#include "waferline/market/demand.h"

#include <cassert>
#include <cmath>

#include "waferline/numeric/maths.h"

namespace waferline {

DemandPlan make_demand_plan(const DemandTerms& terms, int months) {
  assert(terms.growth_reversion_per_year > 0 && terms.growth_fade_years > 0);
  assert(terms.boom_length_months >= 1 && terms.bust_length_months >= 1);
  constexpr double dt = years_per_month;
  const double persistence = exp(-terms.growth_reversion_per_year * dt);
  DemandPlan plan{
      .growth_persistence = persistence,
      .growth_innovation = std::sqrt(1 - persistence * persistence),
      .growth_per_state = dt * terms.growth_volatility / std::sqrt(2 * terms.growth_reversion_per_year),
      .regime_growth = {0.0, dt * terms.boom_growth, dt * terms.bust_growth},
      .mean_growth = {},
      .level_volatility = terms.demand_volatility * std::sqrt(dt),
      .jump_probability = 1 - exp(-terms.jump_rate_per_year * dt),
      .jump_size = terms.jump_size_log,
      .normal_to_boom = terms.boom_start_per_year * dt,
      .normal_to_either = (terms.boom_start_per_year + terms.bust_start_per_year) * dt,
      .boom_to_bust = terms.boom_ends_in_bust_share / terms.boom_length_months,
      .boom_ends = 1 / terms.boom_length_months,
      .bust_ends = 1 / terms.bust_length_months,
      .bust_credit_shift = terms.bust_credit_shift,
  };
  for (int t = 0; t < months; ++t) {
    const double faded = exp(-t * dt / terms.growth_fade_years);
    plan.mean_growth.push_back(dt * (terms.growth_long_run + (terms.growth_now - terms.growth_long_run) * faded));
  }
  return plan;
}

}  // namespace waferline
