/// Doubles as bits and back, and the rounding trick that the maths and the sums share.
#pragma once

#include <cstdint>

#include "waferline/numeric/level.h"

namespace waferline {
inline namespace WAFERLINE_LEVEL {

[[gnu::always_inline]] inline std::uint64_t bits_of(double x) { return __builtin_bit_cast(std::uint64_t, x); }
[[gnu::always_inline]] inline double from_bits(std::uint64_t bits) { return __builtin_bit_cast(double, bits); }

/// 1.5 * 2^52. Adding it to |x| < 2^51 rounds x to the nearest integer, ties to even, and leaves that integer in the
/// low bits of the sum; it costs one addition at every CPU level, while conversion instructions for 64-bit integers
/// exist at v4 alone.
inline constexpr double rounding_shift = 0x1.8p52;

/// The nearest integer to x, |x| < 2^51, as a 64-bit integer.
[[gnu::always_inline]] inline std::int64_t nearest_integer(double x) {
  return static_cast<std::int64_t>(bits_of(x + rounding_shift) - 0x4338000000000000);
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
