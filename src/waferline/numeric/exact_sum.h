/// Sums that do not depend on the order of their terms.
///
/// Each value is rounded once, to the nearest multiple of 2^-scale_bits (ties to even); multiples are added as
/// integers, so threads, shards and ranks may add and merge in any order and get the same bits. The sum of n values is
/// within n * 2^-(scale_bits+1) of the exact sum. Values of 2^(95-scale_bits) and more, infinities and not-a-numbers
/// are left out and counted in `out_of_range()`: a sum is to be believed only if that is zero. 2^32 values always fit.
///
///     scale_bits   grain     range
///     20           9.5e-7    3.8e22     money in USD
///     6            0.016     6.2e26     squares of money: values up to 2.5e13 USD
///     50           8.9e-16   3.5e13     rents, ratios, shares; their squares: values up to 5.9e6
///
///     ExactSum loss_usd(money_grain);
///     loss_usd.add_row(loss, lanes);
///     total.merge(loss_usd);
#pragma once

#include <cassert>
#include <cstdint>

#include "waferline/numeric/bits.h"
#include "waferline/numeric/block.h"
#include "waferline/numeric/level.h"

namespace waferline {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

/// The grain of a fixed-point sum: values are kept as multiples of 2^-scale_bits. Between -900 and 900.
struct FixedPoint {
  int scale_bits;

  friend bool operator==(FixedPoint, FixedPoint) = default;
};

inline constexpr FixedPoint money_grain{20}, money_square_grain{6}, unit_grain{50};

inline namespace WAFERLINE_LEVEL {

/// A value as high * 2^50 + low grains, |high| < 2^45 and |low| <= 2^49; all zero if it is out of range.
/// Two halves, because the rounding shift works up to 2^51 and a sum of squares needs more.
struct Grains {
  std::int64_t high, low;
  bool out_of_range;
};

[[gnu::always_inline]] inline Grains to_grains(double value, double grains_per_unit) {
  const double scaled = value * grains_per_unit;
  const bool in_range = scaled > -0x1p95 && scaled < 0x1p95;
  const double kept = in_range ? scaled : 0.0;
  const double shifted = kept * 0x1p-50 + rounding_shift;
  const double rest = kept - (shifted - rounding_shift) * 0x1p50;  // exact
  return {static_cast<std::int64_t>(bits_of(shifted) - bits_of(rounding_shift)), nearest_integer(rest), !in_range};
}

}  // namespace WAFERLINE_LEVEL

/// An exact sum in fixed point. Equal sums have equal members.
class ExactSum {
 public:
  /// What a checkpoint stores: two's complement words of the total.
  struct Words {
    std::uint64_t low, high, out_of_range;
    std::int32_t scale_bits;
  };

  [[gnu::always_inline]] explicit constexpr ExactSum(FixedPoint grain) : grain_(grain) {
    assert(grain.scale_bits >= -900 && grain.scale_bits <= 900);
  }

  [[gnu::always_inline]] explicit constexpr ExactSum(const Words& words)
      : total_(static_cast<Int128>(UInt128{words.high} << 64 | words.low)),
        out_of_range_(words.out_of_range),
        grain_{words.scale_bits} {}

  [[gnu::always_inline]] void add(double value) {
    const Grains grains = to_grains(value, grains_per_unit());
    total_ += Int128{grains.high} * (Int128{1} << 50) + grains.low;
    out_of_range_ += grains.out_of_range;
  }

  /// Adds the first `lanes` values of a row.
  [[gnu::always_inline]] void add_row(const Row& row, std::size_t lanes = block_width) {
    const double per_unit = grains_per_unit();
    std::int64_t high = 0, low = 0, out_of_range = 0;
    for (std::size_t p = 0; p < lanes; ++p) {
      const Grains grains = to_grains(row.at[p], per_unit);
      high += grains.high;
      low += grains.low;
      out_of_range += grains.out_of_range;
    }
    total_ += Int128{high} * (Int128{1} << 50) + low;
    out_of_range_ += static_cast<std::uint64_t>(out_of_range);
  }

  [[gnu::always_inline]] void merge(const ExactSum& other) {
    assert(grain_ == other.grain_);
    total_ += other.total_;
    out_of_range_ += other.out_of_range_;
  }

  /// The sum, rounded once to a double.
  [[gnu::always_inline]] double value() const {
    return static_cast<double>(total_) * from_bits(static_cast<std::uint64_t>(1023 - grain_.scale_bits) << 52);
  }

  /// How many values were left out because they were too large or not numbers.
  [[gnu::always_inline]] std::uint64_t out_of_range() const { return out_of_range_; }
  [[gnu::always_inline]] FixedPoint grain() const { return grain_; }
  [[gnu::always_inline]] Int128 grains() const { return total_; }

  [[gnu::always_inline]] Words words() const {
    const auto bits = static_cast<UInt128>(total_);
    return {static_cast<std::uint64_t>(bits), static_cast<std::uint64_t>(bits >> 64), out_of_range_, grain_.scale_bits};
  }

  friend bool operator==(const ExactSum&, const ExactSum&) = default;

 private:
  [[gnu::always_inline]] double grains_per_unit() const {
    return from_bits(static_cast<std::uint64_t>(1023 + grain_.scale_bits) << 52);
  }

  Int128 total_ = 0;
  std::uint64_t out_of_range_ = 0;
  FixedPoint grain_;
};

}  // namespace waferline
