#include "first_passage.h"

#include "waferline/numeric/draws.h"

namespace waferline::inline WAFERLINE_LEVEL {

void run_first_passage(const bench::FirstPassagePlan& plan, std::uint64_t first_path, bench::FirstPassageBlock& block) {
  const double drift = plan.log_drift, volatility = plan.log_volatility;
  Row z1, z2;
  block.log_value.fill(0.0);
  block.lowest.fill(0.0);
  for (int month = 0; month < plan.months; month += 2) {
    normals(z1, z2, plan.key, first_path, static_cast<std::uint32_t>(month), 0, 0);
    for (std::size_t p = 0; p < block_width; ++p) {
      const double first = block.log_value[p] + (drift + volatility * z1[p]);
      const double second = first + (drift + volatility * z2[p]);
      const double lower = second < first ? second : first;
      block.lowest[p] = lower < block.lowest[p] ? lower : block.lowest[p];
      block.log_value[p] = second;
    }
  }
}

}  // namespace waferline::inline WAFERLINE_LEVEL
