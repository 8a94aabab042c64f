/// Philox4x32-10: a random function of (counter, key), with no state to carry.
///
/// Ten rounds turn a 128-bit counter and a 64-bit key into 128 random bits. A draw is named by its counter alone, so
/// any path, month and purpose can be drawn by itself, in any order, on any machine. Source: Salmon, Moraes, Dror,
/// Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11 (table 2 and figure 4).
///
///     Words w = philox({path_low, path_high, month, purpose << 16 | index}, key_of(seed));
#pragma once

#include <cstdint>

#include "waferline/numeric/level.h"

namespace waferline {

struct Key {
  std::uint32_t k0, k1;
};

struct Counter {
  std::uint32_t c0, c1, c2, c3;
};

struct Words {
  std::uint32_t w0, w1, w2, w3;
};

/// The low word of the seed becomes k0, the high word k1.
[[gnu::always_inline]] constexpr Key key_of(std::uint64_t seed) {
  return {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
}

inline namespace WAFERLINE_LEVEL {

/// Four random words for one counter.
[[gnu::always_inline]] inline Words philox(Counter counter, Key key) {
  // Words ride in 64-bit lanes whose upper half is ignored: a vector unit multiplies the low halves of 64-bit lanes in
  // one instruction, and needs no shuffles to pack them again.
  constexpr std::uint64_t low_half = 0xffffffff;
  constexpr std::uint64_t multiplier0 = 0xD2511F53, multiplier1 = 0xCD9E8D57;
  constexpr std::uint32_t weyl0 = 0x9E3779B9, weyl1 = 0xBB67AE85;
  std::uint64_t c0 = counter.c0, c1 = counter.c1, c2 = counter.c2, c3 = counter.c3;
  std::uint32_t k0 = key.k0, k1 = key.k1;
#pragma GCC unroll 10
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t product0 = multiplier0 * (c0 & low_half);
    const std::uint64_t product1 = multiplier1 * (c2 & low_half);
    c0 = (product1 >> 32) ^ c1 ^ k0;
    c1 = product1;
    c2 = (product0 >> 32) ^ c3 ^ k1;
    c3 = product0;
    k0 += weyl0;
    k1 += weyl1;
  }
  return {static_cast<std::uint32_t>(c0), static_cast<std::uint32_t>(c1), static_cast<std::uint32_t>(c2),
          static_cast<std::uint32_t>(c3)};
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
