#include "waferline/market/rates.h"

#include <cassert>
#include <cmath>

#include "waferline/market/limits.h"
#include "waferline/numeric/maths.h"

namespace waferline {

namespace {

double forward_at(const std::vector<ForwardPoint>& curve, int month) {
  if (month <= curve.front().month) return curve.front().rate;
  for (std::size_t i = 1; i < curve.size(); ++i) {
    const ForwardPoint& before = curve[i - 1];
    const ForwardPoint& after = curve[i];
    if (month <= after.month) {
      const double way = static_cast<double>(month - before.month) / (after.month - before.month);
      return before.rate + way * (after.rate - before.rate);
    }
  }
  return curve.back().rate;
}

}  // namespace

RatesPlan make_rates_plan(const std::vector<ForwardPoint>& curve, double reversion_per_year, double volatility,
                          const std::vector<int>& days) {
  assert(!curve.empty() && reversion_per_year > 0 && volatility >= 0);
  const double a = reversion_per_year;
  const double persistence = exp(-a * years_per_month);
  RatesPlan plan{.persistence = persistence,
                 .innovation = volatility * std::sqrt((1 - persistence * persistence) / (2 * a)),
                 .level = {},
                 .year_fraction = {}};
  for (std::size_t t = 0; t < days.size(); ++t) {
    const double reverted = 1 - exp(-a * years_per_month * static_cast<double>(t));
    const double convexity = volatility * volatility / (2 * a * a) * reverted * reverted;
    plan.level.push_back(forward_at(curve, static_cast<int>(t)) + convexity);
    plan.year_fraction.push_back(days[t] / 360.0);
  }
  return plan;
}

}  // namespace waferline
