#include "waferline/market/supply.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace waferline {

SupplyPlan make_supply_plan(const std::vector<ChipSupply>& chips, double volatility, double reversion_per_year,
                            int months) {
  assert(chips.size() <= max_chips && months >= 1 && reversion_per_year > 0);
  SupplyPlan plan;
  plan.chips = static_cast<int>(chips.size());
  plan.months = static_cast<std::size_t>(months);
  plan.volatility = volatility;
  plan.persistence = exp(-reversion_per_year * years_per_month);
  plan.innovation = std::sqrt(1 - plan.persistence * plan.persistence);
  for (int t = 0; t < months; ++t) {
    const double variance = 1 - exp(-2 * reversion_per_year * years_per_month * t);
    plan.mean_correction.push_back(0.5 * volatility * volatility * variance);
  }
  for (std::size_t g = 0; g < chips.size(); ++g) {
    const ChipSupply& chip = chips[g];
    const bool coming = chip.release_month > 0;
    plan.release_month[g] = chip.release_month;
    plan.slip_mean_months[g] = coming ? chip.slip_mean_months : 0.0;
    plan.follows[g] = coming ? chip.follows : -1;
    plan.start_units[g] = chip.installed_units;
    plan.survival[g] = 1 - chip.failure_per_year * years_per_month;
    plan.base_arrivals.push_back(0.0);
    for (std::size_t t = 0; t < plan.months; ++t)
      plan.base_arrivals.push_back(t < chip.base_arrivals.size() ? chip.base_arrivals[t] : 0.0);
  }
  // A chip is placed once what it follows has been: at most one pass for each link of the longest chain.
  std::array<bool, max_chips> placed{};
  int count = 0;
  for (int pass = 0; pass < plan.chips; ++pass) {
    for (std::size_t g = 0; g < chips.size(); ++g) {
      const int leader = plan.follows[g];
      if (placed[g] || (leader >= 0 && !placed[static_cast<std::size_t>(leader)])) continue;
      placed[g] = true;
      plan.slip_order[static_cast<std::size_t>(count++)] = static_cast<int>(g);
      plan.may_slip[g] =
          plan.slip_mean_months[g] > 0 || (leader >= 0 && plan.may_slip[static_cast<std::size_t>(leader)]);
    }
  }
  assert(count == plan.chips && "chips follow one another in a circle");
  return plan;
}

}  // namespace waferline
