/// Random draws for a block of paths, each named by (path, month, purpose, index).
///
/// The counter of a draw is (path low 32, path high 32, month, purpose << 16 | index), the key is the seed's; lane p of
/// a row belongs to path `first_path + p`. So one path can be replayed alone, and two worlds share their randomness.
/// One counter gives two uniforms or two normals. Purpose and index are below 2^16.
///
/// A uniform is (k + 1/2) 2^-52 for the top 52 bits k of a word pair: exact, symmetric about 1/2, never 0 or 1.
/// A normal pair is Box & Muller's (1958): r = sqrt(-2 ln u1), z1 = r cos(2 pi u2), z2 = r sin(2 pi u2); |z| < 8.57.
///
///     Row z1, z2;
///     normals(z1, z2, key_of(seed), block * block_width, month, purpose_rent, chip);
#pragma once

#include <cmath>
#include <cstdint>

#include "waferline/numeric/block.h"
#include "waferline/numeric/level.h"
#include "waferline/numeric/maths.h"
#include "waferline/numeric/philox.h"

namespace waferline {

/// Two uniforms, or two normals, from one counter.
struct Pair {
  double first, second;
};

inline namespace WAFERLINE_LEVEL {

/// A double strictly between 0 and 1 from 64 random bits, of which the top 52 count.
[[gnu::always_inline]] inline double open_unit(std::uint64_t random_bits) {
  constexpr std::uint64_t exponent_of_one = 0x3ff0000000000000;
  return from_bits((random_bits >> 12) | exponent_of_one) - (1.0 - 0x1p-53);  // exact: 53 bits suffice
}

/// Two uniforms for one path.
[[gnu::always_inline]] inline Pair uniforms(Key key, std::uint64_t path, std::uint32_t month, std::uint32_t purpose,
                                            std::uint32_t index) {
  const Words w = philox(
      {static_cast<std::uint32_t>(path), static_cast<std::uint32_t>(path >> 32), month, purpose << 16 | index}, key);
  return {open_unit(std::uint64_t{w.w1} << 32 | w.w0), open_unit(std::uint64_t{w.w3} << 32 | w.w2)};
}

/// Two independent standard normals from two independent uniforms.
[[gnu::always_inline]] inline Pair box_muller(Pair u) {
  const double radius = std::sqrt(-2.0 * log_ordinary(u.first));
  double sine, cosine;
  sincos_turns(u.second, &sine, &cosine);
  return {radius * cosine, radius * sine};
}

/// Two standard normals for one path.
[[gnu::always_inline]] inline Pair normals(Key key, std::uint64_t path, std::uint32_t month, std::uint32_t purpose,
                                           std::uint32_t index) {
  return box_muller(uniforms(key, path, month, purpose, index));
}

/// Two rows of uniforms for paths first_path, first_path + 1, ...
[[gnu::always_inline]] inline void uniforms(Row& u1, Row& u2, Key key, std::uint64_t first_path, std::uint32_t month,
                                            std::uint32_t purpose, std::uint32_t index) {
  for (std::size_t p = 0; p < block_width; ++p) {
    const Pair u = uniforms(key, first_path + p, month, purpose, index);
    u1[p] = u.first;
    u2[p] = u.second;
  }
}

/// Two rows of standard normals for paths first_path, first_path + 1, ...
[[gnu::always_inline]] inline void normals(Row& z1, Row& z2, Key key, std::uint64_t first_path, std::uint32_t month,
                                           std::uint32_t purpose, std::uint32_t index) {
  // Two loops, because the constants of both together overflow the vector registers (one loop is a third slower).
  uniforms(z1, z2, key, first_path, month, purpose, index);
  for (std::size_t p = 0; p < block_width; ++p) {
    const Pair z = box_muller({z1[p], z2[p]});
    z1[p] = z.first;
    z2[p] = z.second;
  }
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
