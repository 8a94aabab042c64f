/// The short rate (SOFR) on each path, and what a dollar of each month is worth at the start.
///
/// A mean-reverting state around the forward curve, with the convexity that makes the average discount factor the
/// curve's own (Hull-White in Vasicek's coordinates):
///
///     x' = rho x + sigma sqrt((1-rho^2)/(2a)) z       SOFR(t) = forward(t) + sigma^2/(2a^2) (1-e^(-a t dt))^2 + x'
///     D(t) = D(t-1)/(1 + SOFR(t) days(t)/360)         rho = e^(-a dt), x = 0 at month 0, D(-1) = 1
///
/// Rates are fractions per year. The adjustment is exact for interest that accrues continuously; seen monthly it is
/// exact to 1e-6 of a ten-year bond, and simple accrual within the month adds less than 1e-4 (rates_test.cc). Source:
/// docs/model.md section 8; Vasicek 1977; Hull & White 1990; Brigo & Mercurio, Interest Rate Models, 3.3 and 3.8.
///
///     const RatesPlan plan = make_rates_plan(curve, 0.1, 0.01, days);
///     start_rates(plan, rates);
///     for (int t = 1; t < months; ++t) update_rates(plan, t, z, rates);
#pragma once

#include <vector>

#include "waferline/numeric/block.h"
#include "waferline/numeric/level.h"

namespace waferline {

/// A point of the forward curve.
struct ForwardPoint {
  int month = 0;  ///< from the start; may be negative
  double rate = 0;
};

struct RatesPlan {
  double persistence, innovation;
  std::vector<double> level;          ///< by month: forward plus convexity
  std::vector<double> year_fraction;  ///< by month: days/360
};

/// The curve is linear between its points, which ascend in month, and flat outside; `days` has one entry per month.
RatesPlan make_rates_plan(const std::vector<ForwardPoint>& curve, double reversion_per_year, double volatility,
                          const std::vector<int>& days);

/// Rates on each path of a block.
struct RatesState {
  Row state;     ///< x
  Row sofr;      ///< per year
  Row discount;  ///< D(t), for payments at the end of the month
};

inline namespace WAFERLINE_LEVEL {

/// Month 0.
[[gnu::always_inline]] inline void start_rates(const RatesPlan& plan, RatesState& rates) {
  rates.state.fill(0.0);
  rates.sofr.fill(plan.level[0]);
  rates.discount.fill(1.0 / (1.0 + plan.level[0] * plan.year_fraction[0]));
}

/// Months t >= 1.
[[gnu::always_inline]] inline void update_rates(const RatesPlan& plan, int t, const Row& __restrict z,
                                                RatesState& __restrict rates) {
  const double persistence = plan.persistence, innovation = plan.innovation;
  const double level = plan.level[static_cast<std::size_t>(t)];
  const double year_fraction = plan.year_fraction[static_cast<std::size_t>(t)];
  for (std::size_t p = 0; p < block_width; ++p) {
    const double x = persistence * rates.state[p] + innovation * z[p];
    rates.state[p] = x;
    rates.sofr[p] = level + x;
    rates.discount[p] = rates.discount[p] / (1.0 + rates.sofr[p] * year_fraction);
  }
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
