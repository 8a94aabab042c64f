/// A block of paths: the unit that every inner loop works on.
///
/// A model keeps one `Row` per quantity (structure of arrays) and writes its formula as a plain loop over the paths of
/// the block, which the compiler turns into vector instructions. 128 lanes keep the sixty or so rows of a facility in
/// the first two cache levels and spread the cost of dispatch thin.
///
///     Row rent_usd, price_usd;
///     for (std::size_t p = 0; p < block_width; ++p) rent_usd[p] = price_usd[p] * quality;
#pragma once

#include <cstddef>
#include <cstdint>

namespace waferline {

inline constexpr std::size_t block_width = 128;

/// One double for each path of a block.
struct alignas(64) Row {
  double at[block_width];

  [[gnu::always_inline]] double& operator[](std::size_t path) { return at[path]; }
  [[gnu::always_inline]] double operator[](std::size_t path) const { return at[path]; }

  [[gnu::always_inline]] void fill(double value) {
    for (std::size_t p = 0; p < block_width; ++p) at[p] = value;
  }
};

/// One 32-bit integer (an index, a month, a flag) for each path of a block.
struct alignas(64) IndexRow {
  std::int32_t at[block_width];

  [[gnu::always_inline]] std::int32_t& operator[](std::size_t path) { return at[path]; }
  [[gnu::always_inline]] std::int32_t operator[](std::size_t path) const { return at[path]; }

  [[gnu::always_inline]] void fill(std::int32_t value) {
    for (std::size_t p = 0; p < block_width; ++p) at[p] = value;
  }
};

}  // namespace waferline
