#include "waferline/market/value.h"

#include <cassert>

#include "waferline/market/free_entry.h"

namespace waferline {

ValuePlan make_value_plan(const ValueTerms& terms, double substitution, const std::vector<ChipValue>& chips) {
  assert(chips.size() <= max_chips && substitution > 1);
  assert(terms.discount_rate > 0 && terms.obsolescence_per_year > 0 && terms.rent_reversion_per_year >= 0);
  assert(terms.salvage_share >= 0 && terms.salvage_share <= 1);
  const double nu = (substitution - 1) / substitution;
  ValuePlan plan;
  plan.chips = static_cast<int>(chips.size());
  plan.terms = terms;
  plan.first_frontier = -1;
  for (std::size_t g = 0; g < chips.size(); ++g) {
    const ChipValue& chip = chips[g];
    const double cost = chip.running_cost_usd_per_gpu_hour;
    plan.running_cost[g] = cost;
    plan.salvage_usd[g] = terms.salvage_share * chip.price_usd;
    plan.worth[g] = chip.quality * power(chip.effective_compute, nu);
    plan.log_worth_over_cost[g] = log(plan.worth[g] / cost);
    plan.frontier[g] = chip.frontier;
    if (!chip.frontier) continue;
    assert(chip.price_usd > 0);
    if (plan.first_frontier < 0) plan.first_frontier = static_cast<int>(g);
    plan.free_entry_rent[g] = free_entry_rent_usd(terms, chip.price_usd, cost);
    plan.log_free_entry_rent[g] = log(plan.free_entry_rent[g]);
    plan.entry_level[g] = plan.free_entry_rent[g] / plan.worth[g];
    plan.log_entry_level[g] = log(plan.entry_level[g]);
  }
  assert(plan.first_frontier >= 0 && "no chip may set the free-entry rent");
  return plan;
}

}  // namespace waferline
