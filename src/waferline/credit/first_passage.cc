#include "waferline/credit/first_passage.h"

#include <cassert>
#include <cmath>

namespace waferline {
namespace {

double normal_share_below(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

}  // namespace

double merton(const Diffusion& value, double debt, double years) {
  assert(value.start > 0.0 && value.volatility > 0.0 && debt > 0.0 && years > 0.0);
  const double log_drift = value.drift - 0.5 * value.volatility * value.volatility;
  const double distance = std::log(value.start / debt) + log_drift * years;
  return normal_share_below(-distance / (value.volatility * std::sqrt(years)));
}

double first_passage(const Diffusion& value, double barrier, double years) {
  assert(barrier > 0.0);
  if (barrier >= value.start) return 1.0;
  const double variance = value.volatility * value.volatility, spread = value.volatility * std::sqrt(years);
  const double log_drift = value.drift - 0.5 * variance, depth = std::log(barrier / value.start);
  return normal_share_below((depth - log_drift * years) / spread) +
         std::exp(2.0 * log_drift * depth / variance) * normal_share_below((depth + log_drift * years) / spread);
}

double monitored_first_passage(const Diffusion& value, double barrier, double years, double interval_years) {
  constexpr double beta = 0.5825971579390106;  // -zeta(1/2) / sqrt(2 pi)
  return first_passage(value, barrier * std::exp(-beta * value.volatility * std::sqrt(interval_years)), years);
}

}  // namespace waferline
