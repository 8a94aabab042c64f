#include "waferline/credit/obligors.h"

#include <cassert>
#include <cmath>

#include "waferline/credit/default_threshold.h"

namespace waferline {

ObligorPlan obligor_plan(double annual_default_probability, double ai_loading) {
  assert(ai_loading >= -1.0 && ai_loading <= 1.0);
  return {monthly_default_threshold(annual_default_probability), ai_loading, std::sqrt(1.0 - ai_loading * ai_loading)};
}

CustomerPlan customer_plan(const ObligorPlan& obligor, double upgrade_per_year) {
  return {obligor, 1.0 - exp(-upgrade_per_year / 12.0)};
}

void set_power(OperatorPlan& plan, double usd_per_kwh, double hedged_share, double volatility,
               double reversion_per_year) {
  plan.power_usd_per_kwh = usd_per_kwh;
  plan.power_hedged_share = hedged_share;
  plan.power_memory = exp(-reversion_per_year / 12.0);
  const double variance = reversion_per_year > 0.0
                              ? (1.0 - plan.power_memory * plan.power_memory) / (2.0 * reversion_per_year)
                              : 1.0 / 12.0;
  plan.power_shock = volatility * std::sqrt(variance);
}

}  // namespace waferline
