/// Elementary functions whose bits we own: the same result on every compiler, CPU level and machine.
///
/// Each is one straight line of +, -, *, /, fma and selects over a scalar, so a plain loop over a `Row` becomes vector
/// code. libm is not called: its results differ between versions and its calls stop vectorisation.
/// Errors are in units in the last place (ulp) of the exact result and are tested against 113-bit references:
///
///     exp(x)              1.00 ulp   all x; 0 below -745.13, infinity above 709.78, subnormal results in between
///     log(x)              0.90 ulp   all x; -infinity at 0, not-a-number below
///     sincos_turns(u)     0.95 ulp   |u| <= 2^49; sin and cos of 2 pi u with u reduced exactly
///     power(x, y)         (1 + 2.7 |y ln x|) ulp   x > 0, finite y: exp(y log x)
///     normal_cdf(x)       8 ulp      x >= -37.5; 0 below -38.5
///
///     for (std::size_t p = 0; p < block_width; ++p) rent[p] = rent0 * exp(log_rent[p]);
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

#include "waferline/numeric/bits.h"
#include "waferline/numeric/level.h"

namespace waferline {
inline namespace WAFERLINE_LEVEL {

namespace maths_detail {

inline constexpr double ln2 = 0x1.62e42fefa39efp-1, ln2_rest = 0x1.abc9e3b39803fp-56;
inline constexpr double log2_e = 0x1.71547652b82fep0;
inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// e^(x - k ln 2) for the integer k nearest to x / ln 2: 1 + r + r^2 P(r), P minimax of degree 10, error below 2^-60.
[[gnu::always_inline]] inline double exp_reduced(double x, double k) {
  // The leading part of ln 2 has 42 bits, so that k times it and the first difference are exact.
  constexpr double ln2_42_bits = 0x1.62e42fefa38p-1, ln2_after_42 = 0x1.ef35793c7673p-45;
  const double r = std::fma(-k, ln2_after_42, std::fma(-k, ln2_42_bits, x));
  double p = 0x1.1f86fc33b678cp-29;
  p = std::fma(p, r, 0x1.af4ee430652acp-26);
  p = std::fma(p, r, 0x1.27e4cfa93cbffp-22);
  p = std::fma(p, r, 0x1.71de01a1ad725p-19);
  p = std::fma(p, r, 0x1.a01a01ab9a61p-16);
  p = std::fma(p, r, 0x1.a01a01ac20fc4p-13);
  p = std::fma(p, r, 0x1.6c16c16c156a2p-10);
  p = std::fma(p, r, 0x1.111111111004dp-7);
  p = std::fma(p, r, 0x1.5555555555557p-5);
  p = std::fma(p, r, 0x1.5555555555557p-3);
  p = std::fma(p, r, 0.5);
  return 1.0 + std::fma(r * r, p, r);
}

/// log(2^exponent * x) for a normal, finite, positive x.
/// x = 2^k (1+f), 1+f in [sqrt(1/2), sqrt 2); with s = f/(2+f), log(1+f) = 2 atanh(s) = f - f^2/2 + s (f^2/2 + R(s^2)),
/// R minimax, error below 2^-57 relative.
[[gnu::always_inline]] inline double log_scaled(double x, double exponent) {
  constexpr std::uint64_t sqrt_half = 0x3fe6a09e667f3bcd, one = 0x3ff0000000000000;
  constexpr std::uint64_t fraction = 0x000fffffffffffff, two_to_52 = 0x4330000000000000;
  const std::uint64_t shifted = bits_of(x) + (one - sqrt_half);
  const double f = from_bits((shifted & fraction) + sqrt_half) - 1.0;
  const double k = from_bits((shifted >> 52) | two_to_52) - (0x1p52 + 1023.0) + exponent;
  const double s = f / (2.0 + f);
  const double z = s * s;
  double p = 0x1.2b5f5b2f7190cp-3;
  p = std::fma(p, z, 0x1.39fdcbbcee0e7p-3);
  p = std::fma(p, z, 0x1.7462b925f9f72p-3);
  p = std::fma(p, z, 0x1.c71c62d649d8dp-3);
  p = std::fma(p, z, 0x1.2492492dfb9b8p-2);
  p = std::fma(p, z, 0x1.99999999952b9p-2);
  p = std::fma(p, z, 0x1.5555555555558p-1);
  const double half_square = 0.5 * f * f;
  const double small = std::fma(s, std::fma(p, z, half_square), k * ln2_rest);
  return std::fma(k, ln2, f - (half_square - small));
}

}  // namespace maths_detail

/// e^x for |x| <= 708, without the clamps of `exp`. 1.00 ulp.
[[gnu::always_inline]] inline double exp_moderate(double x) {
  using maths_detail::exp_reduced, maths_detail::log2_e;
  const double shifted = std::fma(x, log2_e, rounding_shift);
  const double k = shifted - rounding_shift;
  return exp_reduced(x, k) * from_bits((bits_of(shifted) + 1023) << 52);
}

/// e^x for every x. 1.00 ulp. Not-a-number passes through.
[[gnu::always_inline]] inline double exp(double x) {
  using maths_detail::exp_reduced, maths_detail::log2_e;
  x = x < -746.0 ? -746.0 : x;
  x = x > 710.0 ? 710.0 : x;
  const double k = std::fma(x, log2_e, rounding_shift) - rounding_shift;
  // 2^k in two factors, so that results below 2^-1022 are rounded once and those above 2^1024 become infinite.
  const double half = std::fma(k, 0.5, rounding_shift);
  const double rest = (k - (half - rounding_shift)) + rounding_shift;
  return exp_reduced(x, k) * from_bits((bits_of(half) + 1023) << 52) * from_bits((bits_of(rest) + 1023) << 52);
}

/// Natural logarithm of a normal, finite, positive x, without the selects of `log`. 0.90 ulp.
[[gnu::always_inline]] inline double log_ordinary(double x) { return maths_detail::log_scaled(x, 0.0); }

/// Natural logarithm. 0.90 ulp. log(0) = -infinity; below zero, not a number.
[[gnu::always_inline]] inline double log(double x) {
  using maths_detail::infinity, maths_detail::log_scaled, maths_detail::not_a_number;
  const bool subnormal = x < 0x1p-1022;
  const double result = log_scaled(subnormal ? x * 0x1p54 : x, subnormal ? -54.0 : 0.0);
  const double at_most_zero = x == 0.0 ? -infinity : not_a_number;
  const double at_least_max = x < infinity ? result : infinity;
  return x > 0.0 ? at_least_max : at_most_zero;
}

/// x^y = exp(y log x) for x > 0. Rounding in y log x is magnified by its size: (1 + 2.7 |y ln x|) ulp.
[[gnu::always_inline]] inline double power(double x, double y) { return exp(y * log(x)); }

/// sin(2 pi u) and cos(2 pi u), 0.95 ulp, |u| <= 2^49. Quarter turns give exact 0, 1 and -1.
[[gnu::always_inline]] inline void sincos_turns(double u, double* sine, double* cosine) {
  constexpr double two_pi = 0x1.921fb54442d18p2, two_pi_rest = 0x1.1a62633145c07p-52;
  const double shifted = std::fma(u, 4.0, rounding_shift);
  const std::uint64_t quarter = bits_of(shifted);
  const double r = std::fma(shifted - rounding_shift, -0.25, u);  // exact, |r| <= 1/8
  const double z = r * r;
  double s = 0x1.e4a9327454c47p1;
  s = std::fma(s, z, -0x1.e3027c19b467bp3);
  s = std::fma(s, z, 0x1.50783206ab3dap5);
  s = std::fma(s, z, -0x1.32d2cce4fe916p6);
  s = std::fma(s, z, 0x1.466bc6775a463p6);
  s = std::fma(s, z, -0x1.4abbce625be52p5);
  s = std::fma(r, two_pi, r * std::fma(s, z, two_pi_rest));
  double c = -0x1.ac077c3d39168p0;
  c = std::fma(c, z, 0x1.f9b7a4a3edf25p2);
  c = std::fma(c, z, -0x1.a6d1d2d5fcbcdp4);
  c = std::fma(c, z, 0x1.e1f50664cca8cp5);
  c = std::fma(c, z, -0x1.55d3c7e3b7782p6);
  c = std::fma(c, z, 0x1.03c1f081b5a23p6);
  c = std::fma(c, z, -0x1.3bd3cc9be45dep4);
  c = std::fma(c, z, 1.0);
  // Odd quarters swap sine and cosine; sine is negated in quarters 2 and 3, cosine in 1 and 2.
  const bool odd = (quarter & 1) != 0;
  const std::uint64_t sign = 0x8000000000000000;
  *sine = from_bits(bits_of(odd ? c : s) ^ ((quarter << 62) & sign));
  *cosine = from_bits(bits_of(odd ? s : c) ^ (((quarter + 1) << 62) & sign));
}

/// P(Z <= x) for a standard normal Z. 8 ulp for x >= -37.5; not-a-number passes through.
/// With t = |x|: exp(t^2/2) P(Z <= -t) (1 + 2t) is a polynomial in (t-4)/(t+4), minimax of degree 23, error 2^-53.7.
/// Source of the form: Shepherd & Laframboise, Mathematics of Computation 36(153), 1981.
[[gnu::always_inline]] inline double normal_cdf(double x) {
  const double size = from_bits(bits_of(x) & 0x7fffffffffffffff);
  const double t = size > 40.0 ? 40.0 : size;
  const double w = (t - 4.0) / (t + 4.0);
  double p = -0x1.86625d968045bp-30;
  p = std::fma(p, w, -0x1.4f0b66efb30ecp-29);
  p = std::fma(p, w, 0x1.c9c0ddc4a912bp-27);
  p = std::fma(p, w, 0x1.1e53333b83729p-25);
  p = std::fma(p, w, -0x1.adfced08614c6p-25);
  p = std::fma(p, w, -0x1.ea0e9689e5762p-23);
  p = std::fma(p, w, 0x1.d471490ace18ep-25);
  p = std::fma(p, w, 0x1.40c878dd32237p-20);
  p = std::fma(p, w, 0x1.43f4df2915b6ep-21);
  p = std::fma(p, w, -0x1.8af58c6039b27p-18);
  p = std::fma(p, w, -0x1.9501118020f0dp-18);
  p = std::fma(p, w, 0x1.08b70f793402dp-15);
  p = std::fma(p, w, 0x1.3daa027ad7fc4p-15);
  p = std::fma(p, w, -0x1.ac8ffc63f0c94p-13);
  p = std::fma(p, w, -0x1.2c889bcc29a8fp-13);
  p = std::fma(p, w, 0x1.9d653b54e5d94p-10);
  p = std::fma(p, w, -0x1.3d35c15cd78b4p-10);
  p = std::fma(p, w, -0x1.5877b9b2deb56p-7);
  p = std::fma(p, w, 0x1.6b6ea911d42eep-5);
  p = std::fma(p, w, -0x1.862fda1bf0793p-4);
  p = std::fma(p, w, 0x1.0800fd0f64204p-3);
  p = std::fma(p, w, -0x1.8ac5bd7636366p-4);
  p = std::fma(p, w, -0x1.78fbb7ec2d8fep-6);
  p = std::fma(p, w, 0x1.b30b52fe27787p-1);
  const double square = t * t;
  const double square_rest = std::fma(t, t, -square);
  const double density = exp(-0.5 * square) * std::fma(square_rest, -0.5, 1.0);
  const double lower = density * p / std::fma(2.0, t, 1.0);
  return x < 0.0 ? lower : 1.0 - lower;
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
