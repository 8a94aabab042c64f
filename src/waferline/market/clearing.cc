#include "waferline/market/clearing.h"

#include <algorithm>
#include <cassert>

namespace waferline {

ClearingPlan make_clearing_plan(const std::vector<ChipClearing>& chips, const ClearingTerms& terms) {
  const double s = terms.substitution, eps = terms.elasticity;
  assert(!chips.empty() && chips.size() <= max_chips);
  assert(s > 1 && eps > 0 && s > eps);
  assert(terms.availability > 0 && terms.availability <= 1);

  ClearingPlan plan;
  plan.chips = static_cast<int>(chips.size());
  plan.availability = terms.availability;
  plan.nu = (s - 1) / s;
  plan.inverse_nu = s / (s - 1);
  plan.theta = eps / s;
  plan.inverse_elasticity = 1 / eps;
  plan.log_compute_per_log_r = -plan.theta / plan.nu;
  plan.full_rent_per_log_compute = 1 / s - 1 / eps;
  plan.idle_per_log_demand = (s - 1) / eps;
  plan.idle_per_log_compute = plan.nu - (s - 1) / eps;

  // Powers of a e/c to s-1 are counted from the largest, which keeps them in range for close substitutes.
  double largest = -maths_detail::infinity, smallest = maths_detail::infinity;
  std::array<double, max_chips> log_return{};
  for (std::size_t g = 0; g < chips.size(); ++g) {
    const ChipClearing& chip = chips[g];
    assert(chip.effective_compute > 0 && chip.quality > 0 && chip.running_cost_usd_per_gpu_hour > 0);
    log_return[g] = log(chip.quality * chip.effective_compute / chip.running_cost_usd_per_gpu_hour);
    largest = std::max(largest, log_return[g]);
    smallest = std::min(smallest, log_return[g]);
  }
  assert((s - 1) * (largest - smallest) <= widest_idle_range && "substitution too high for chips so far apart");
  plan.idle_offset = (s - 1) * largest;
  for (std::size_t g = 0; g < chips.size(); ++g) {
    plan.effective_compute[g] = chips[g].effective_compute;
    plan.running_cost[g] = chips[g].running_cost_usd_per_gpu_hour;
    plan.log_quality[g] = log(chips[g].quality);
    plan.log_idle_share[g] = plan.log_quality[g] + (s - 1) * (log_return[g] - largest);
    plan.idle_share[g] = exp(plan.log_idle_share[g]);
  }
  return plan;
}

}  // namespace waferline
