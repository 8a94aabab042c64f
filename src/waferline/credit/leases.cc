#include "waferline/credit/leases.h"

namespace waferline {

void set_annuity(LinePlan& line, double buyers_rate) {
  line.annuity_rate = buyers_rate;
  for (int t = 0; t < max_months; ++t) {
    const int months = line.ends > t + 1 ? line.ends - (t + 1) : 0;
    const double years = months / 12.0;
    const double worth = buyers_rate > 0.0 ? 12.0 * (1.0 - exp(-buyers_rate * years)) / buyers_rate : months;
    line.annuity_months[static_cast<std::size_t>(t)] = worth;
  }
}

}  // namespace waferline
