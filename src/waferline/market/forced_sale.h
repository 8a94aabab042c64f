/// What chips fetch when many must be sold at once.
///
/// The market takes M effective units a month without moving; selling q pushes the price down exponentially, so the lot
/// realises on average
///
///     V (1-h) (1 - e^(-z))/z     z = lambda q/M     M = max(absorption_min, absorption_share sum_g e_g arrivals_g(t))
///
/// a chip, before selling costs. h is the loss on units in poor repair. Units of q and M: GPUs of effective compute 1.
/// Source: docs/model.md section 6; Pulvino 1998 on fire sales; Almgren & Chriss 2001 for execution against impact.
///
///     absorption(plan, chips, effective_compute, arrivals, absorbed);
///     forced_sale_price(plan, value_usd, units_a_month * effective, absorbed, price_usd);
#pragma once

#include <array>

#include "waferline/market/limits.h"
#include "waferline/numeric/block.h"
#include "waferline/numeric/level.h"
#include "waferline/numeric/maths.h"

namespace waferline {

struct ForcedSalePlan {
  double quality_haircut = 0;   ///< h
  double price_impact = 0;      ///< lambda
  double absorption_share = 1;  ///< of the month's arrivals
  double absorption_min = 1;    ///< effective units a month, above 0
};

inline namespace WAFERLINE_LEVEL {

/// (1 - e^(-z))/z for z >= 0, the share of the price that selling into a falling market realises. 4 ulp.
[[gnu::always_inline]] inline double impact_share(double z) {
  // Below 3/8 the difference would cancel; there the series sum (-z)^n/(n+1)! is exact to 2^-55 in 13 terms.
  constexpr double series_below = 0.375;
  const double x = z < series_below ? -z : 0.0;
  double series = 1.0 / 6227020800;
  series = std::fma(series, x, 1.0 / 479001600);
  series = std::fma(series, x, 1.0 / 39916800);
  series = std::fma(series, x, 1.0 / 3628800);
  series = std::fma(series, x, 1.0 / 362880);
  series = std::fma(series, x, 1.0 / 40320);
  series = std::fma(series, x, 1.0 / 5040);
  series = std::fma(series, x, 1.0 / 720);
  series = std::fma(series, x, 1.0 / 120);
  series = std::fma(series, x, 1.0 / 24);
  series = std::fma(series, x, 1.0 / 6);
  series = std::fma(series, x, 0.5);
  series = std::fma(series, x, 1.0);
  const double large = z < series_below ? 1.0 : z;
  const double direct = (1.0 - exp_moderate(large < 700.0 ? -large : -700.0)) / large;
  return z < series_below ? series : direct;
}

/// Effective units that the market takes this month. `arrivals` has a row per chip.
[[gnu::always_inline]] inline void absorption(const ForcedSalePlan& plan, int chips,
                                              const std::array<double, max_chips>& effective_compute,
                                              const Row* arrivals, Row& __restrict absorbed) {
  absorbed.fill(0.0);
  for (int g = 0; g < chips; ++g) {
    const double share = plan.absorption_share * effective_compute[static_cast<std::size_t>(g)];
    const Row& __restrict arriving = arrivals[g];
    for (std::size_t p = 0; p < block_width; ++p) absorbed[p] += share * arriving[p];
  }
  const double least = plan.absorption_min;
  for (std::size_t p = 0; p < block_width; ++p) absorbed[p] = absorbed[p] > least ? absorbed[p] : least;
}

/// Average price in USD per GPU realised when `effective_units` of all chips are sold in this month.
[[gnu::always_inline]] inline void forced_sale_price(const ForcedSalePlan& plan, const Row& __restrict value_usd,
                                                     const Row& __restrict effective_units,
                                                     const Row& __restrict absorbed, Row& __restrict price_usd) {
  const double sound = 1.0 - plan.quality_haircut, impact = plan.price_impact;
  for (std::size_t p = 0; p < block_width; ++p)
    price_usd[p] = value_usd[p] * sound * impact_share(impact * effective_units[p] / absorbed[p]);
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
