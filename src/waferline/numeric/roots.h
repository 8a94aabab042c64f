/// The root of a function between two points where its signs differ: for set-up and for `solve`, not for block loops.
///
/// Chandrupatla's method: inverse quadratic interpolation where it is safe, bisection elsewhere, so it never does much
/// worse than bisection and usually needs 6 to 12 evaluations.
/// Source: T. R. Chandrupatla, Advances in Engineering Software 28(3), 1997; Scherer, Computational Physics,
/// 2013, 6.1.7.
///
///     std::optional<double> rate = find_root([&](double r) { return npv(r); }, 0.0, 1.0);
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace waferline {

/// A point within `tolerance` (absolute, never finer than 4 ulp) of a sign change of f between low and high; empty if
/// f(low) and f(high) have the same sign or f returns a not-a-number.
template <typename Function>
std::optional<double> find_root(Function&& f, double low, double high, double tolerance = 1e-12) {
  // The newest point is a; the sign change lies between a and b; c is the point that b or a replaced.
  double a = high, b = low, c = low;
  double f_a = f(a), f_b = f(b), f_c = f_b;
  if (f_a == 0.0) return a;
  if (f_b == 0.0) return b;
  if (!(std::signbit(f_a) != std::signbit(f_b)) || std::isnan(f_a) || std::isnan(f_b)) return std::nullopt;

  double step = 0.5;                // share of the way from a to b
  constexpr int most_steps = 2200;  // bisection from one end of the doubles to the other
  for (int i = 0; i < most_steps; ++i) {
    const double x = a + step * (b - a);
    const double f_x = f(x);
    if (std::isnan(f_x)) return std::nullopt;
    if (std::signbit(f_x) == std::signbit(f_a)) {
      c = std::exchange(a, x);
      f_c = std::exchange(f_a, f_x);
    } else {
      c = std::exchange(b, std::exchange(a, x));
      f_c = std::exchange(f_b, std::exchange(f_a, f_x));
    }
    const double best = std::abs(f_a) < std::abs(f_b) ? a : b;
    if (f_a == 0.0) return a;
    const double ulp = std::numeric_limits<double>::epsilon() * std::abs(best);
    const double share = (2.0 * ulp + 0.5 * tolerance) / std::abs(b - a);
    if (share > 0.5 || !(std::abs(b - a) > 0.0)) return best;

    const double xi = (a - b) / (c - b);
    const double phi = (f_a - f_b) / (f_c - f_b);
    const bool interpolate = phi * phi < xi && (1.0 - phi) * (1.0 - phi) < 1.0 - xi;
    step = 0.5;
    if (interpolate) {
      step = f_a / (f_b - f_a) * (f_c / (f_b - f_c)) + (c - a) / (b - a) * (f_a / (f_c - f_a)) * (f_b / (f_c - f_b));
    }
    step = std::clamp(step, share, 1.0 - share);
  }
  return std::nullopt;
}

}  // namespace waferline
