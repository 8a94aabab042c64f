/// Bands (p5, p50, p95 ...) of a positive quantity, from a histogram that merges exactly.
///
/// A bucket's index is read straight from the bits of the double: its exponent and the top 6 bits of its fraction, so
/// an octave has 64 buckets, each 1.1 to 1.6 % wide. Counts are integers: merging threads, shards and ranks is an
/// addition, in any order. Counts live wherever the caller keeps them (60 months x 30 quantities in one allocation).
///
///     constexpr HistogramShape shape;                                   // 2^-20 ... 2^20, 2,562 buckets, 10 kB
///     std::vector<std::uint32_t> counts(shape.size());
///     count_row(shape, counts.data(), rent, lanes);                     // in a kernel
///     quantile(shape, counts, 0.05), quantile_error(shape, counts, 0.05);
///
/// Below the range (zero and negative included) and above it (infinity and not-a-number included) values are counted in
/// the first and last bucket. A quantile that falls there is reported as 0 or as the top of the range, and `is_inside`
/// says so. A bucket holds at most 2^32 - 1 values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "waferline/numeric/bits.h"
#include "waferline/numeric/block.h"
#include "waferline/numeric/level.h"

namespace waferline {

/// The range 2^low_exponent ... 2^high_exponent of a log-bucket histogram.
struct HistogramShape {
  std::int32_t low_exponent = -20;
  std::int32_t high_exponent = 20;

  static constexpr std::int32_t buckets_per_octave = 64;

  /// Buckets in all, with the one below (index 0) and the one above (index size - 1).
  [[gnu::always_inline]] constexpr std::size_t size() const { return static_cast<std::size_t>(overflow_bucket()) + 1; }
  [[gnu::always_inline]] constexpr std::int32_t overflow_bucket() const {
    return (high_exponent - low_exponent) * buckets_per_octave + 1;
  }

  /// Edges of bucket i, 1 <= i < overflow: values v with lower_edge <= v < upper_edge.
  double lower_edge(std::size_t bucket) const;
  double upper_edge(std::size_t bucket) const { return lower_edge(bucket + 1); }

  friend bool operator==(const HistogramShape&, const HistogramShape&) = default;
};

inline namespace WAFERLINE_LEVEL {

[[gnu::always_inline]] inline std::int32_t bucket_of(const HistogramShape& shape, double value) {
  // The upper word alone decides: sign, 11 bits of exponent, 20 of fraction. Negative values give a negative index.
  const auto upper_word = static_cast<std::int32_t>(bits_of(value) >> 32);
  const std::int32_t bucket = (upper_word >> 14) - (shape.low_exponent + 1023) * HistogramShape::buckets_per_octave + 1;
  const std::int32_t top = shape.overflow_bucket();
  const std::int32_t at_least_zero = bucket < 0 ? 0 : bucket;
  return at_least_zero > top ? top : at_least_zero;
}

/// Counts the first `lanes` values of a row into counts[0 ... shape.size()).
[[gnu::always_inline]] inline void count_row(const HistogramShape& shape, std::uint32_t* counts, const Row& row,
                                             std::size_t lanes = block_width) {
  IndexRow bucket;
  for (std::size_t p = 0; p < block_width; ++p) bucket[p] = bucket_of(shape, row[p]);
  for (std::size_t p = 0; p < lanes; ++p) ++counts[bucket[p]];
}

/// Counts all lanes of `rows` rows, given as indices into `counts`, which holds a histogram for each.
///
/// Lane by lane across the rows: an increment waits for the one before it in the same bucket, and a row often lies in
/// one bucket, so a row after another would mostly wait.
[[gnu::always_inline]] inline void count_together(const IndexRow* cells, std::size_t rows, std::uint32_t* counts) {
  for (std::size_t p = 0; p < block_width; ++p) {
    for (std::size_t row = 0; row < rows; ++row) ++counts[cells[row][p]];
  }
}

}  // namespace WAFERLINE_LEVEL

std::uint64_t total_count(std::span<const std::uint32_t> counts);

/// The value below which a share p of the counted values lies, linear within the bucket; 0 when nothing was counted.
double quantile(const HistogramShape& shape, std::span<const std::uint32_t> counts, double p);

/// Standard error of a quantile: half the width between the quantiles at p -+ sqrt(p (1-p) / n), the binomial interval
/// of the order statistic. Source: David & Nagaraja, Order Statistics, 3rd ed., 7.1. Infinite when nothing was counted.
double quantile_error(const HistogramShape& shape, std::span<const std::uint32_t> counts, double p);

/// What a bucket blurs: the standard deviation of a value spread evenly over the quantile's bucket, its width/sqrt(12).
/// Zero outside the range. Add it to the standard error in quadrature.
double quantile_blur(const HistogramShape& shape, std::span<const std::uint32_t> counts, double p);

/// Whether the quantile lies within the range, rather than in the bucket below or above it.
bool is_inside(const HistogramShape& shape, std::span<const std::uint32_t> counts, double p);

/// into += from, bucket by bucket.
void merge(std::span<std::uint32_t> into, std::span<const std::uint32_t> from);

/// The (bucket, count) pairs that are not zero: what a checkpoint stores.
using BucketCount = std::pair<std::uint32_t, std::uint32_t>;
std::vector<BucketCount> sparse(std::span<const std::uint32_t> counts);

/// Adds stored pairs to counts; false, and nothing added, if a bucket lies outside.
bool add_sparse(std::span<std::uint32_t> counts, std::span<const BucketCount> pairs);

}  // namespace waferline
