#include "waferline/market/free_entry.h"

#include <cassert>

#include "waferline/numeric/roots.h"

namespace waferline {

double free_entry_rent_usd(const ValueTerms& terms, double price_usd, double running_cost_usd_per_gpu_hour) {
  assert(price_usd > 0 && running_cost_usd_per_gpu_hour > 0 && terms.utilisation > 0);
  const double cost = running_cost_usd_per_gpu_hour;
  // In ln(R/c), where the scale of prices does not matter. The margin of `years_to_repay` hours of rent bounds it
  // above.
  const auto gain = [&](double log_rent_over_cost) {
    const double rent = cost * exp(log_rent_over_cost);
    const double years = log_rent_over_cost / terms.obsolescence_per_year;
    return chip_value_usd(terms, rent, rent, cost, years, terms.salvage_share * price_usd) - price_usd;
  };
  double high = 1.0;
  while (gain(high) < 0) high += 1.0;
  const auto root = find_root(gain, 0.0, high, 1e-15);
  assert(root.has_value());
  return cost * exp(*root);
}

}  // namespace waferline
