#include "waferline/numeric/histogram.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace waferline {
namespace {

/// The bucket where the cumulative count reaches `rank`, and the count below it.
struct Place {
  std::size_t bucket;
  double below;
};

Place place_of(std::span<const std::uint32_t> counts, double rank) {
  std::uint64_t below = 0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    last = i;
    if (static_cast<double>(below + counts[i]) >= rank) break;
    below += counts[i];
  }
  return {last, static_cast<double>(below)};
}

}  // namespace

double HistogramShape::lower_edge(std::size_t bucket) const {
  const auto steps = static_cast<std::int64_t>(bucket) - 1;
  const auto upper_bits = static_cast<std::uint64_t>(steps + std::int64_t{low_exponent + 1023} * buckets_per_octave);
  return from_bits(upper_bits << 46);
}

std::uint64_t total_count(std::span<const std::uint32_t> counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

double quantile(const HistogramShape& shape, std::span<const std::uint32_t> counts, double p) {
  assert(counts.size() == shape.size());
  const auto total = static_cast<double>(total_count(counts));
  if (total == 0.0) return 0.0;
  const double rank = std::clamp(p, 0.0, 1.0) * total;
  const Place place = place_of(counts, rank);
  if (place.bucket == 0) return 0.0;
  const double low = shape.lower_edge(place.bucket);
  if (place.bucket + 1 == shape.size()) return low;
  const double share = std::clamp((rank - place.below) / counts[place.bucket], 0.0, 1.0);
  return low + share * (shape.upper_edge(place.bucket) - low);
}

double quantile_error(const HistogramShape& shape, std::span<const std::uint32_t> counts, double p) {
  const auto total = static_cast<double>(total_count(counts));
  if (total == 0.0) return std::numeric_limits<double>::infinity();
  const double spread = std::sqrt(p * (1.0 - p) / total);
  return 0.5 * (quantile(shape, counts, p + spread) - quantile(shape, counts, p - spread));
}

double quantile_blur(const HistogramShape& shape, std::span<const std::uint32_t> counts, double p) {
  if (!is_inside(shape, counts, p)) return 0.0;
  const auto bucket = static_cast<std::size_t>(bucket_of(shape, quantile(shape, counts, p)));
  return (shape.upper_edge(bucket) - shape.lower_edge(bucket)) / std::sqrt(12.0);
}

bool is_inside(const HistogramShape& shape, std::span<const std::uint32_t> counts, double p) {
  assert(counts.size() == shape.size());
  const auto total = static_cast<double>(total_count(counts));
  if (total == 0.0) return false;
  const std::size_t bucket = place_of(counts, std::clamp(p, 0.0, 1.0) * total).bucket;
  return bucket != 0 && bucket + 1 != shape.size();
}

void merge(std::span<std::uint32_t> into, std::span<const std::uint32_t> from) {
  assert(into.size() == from.size());
  for (std::size_t i = 0; i < into.size(); ++i) into[i] += from[i];
}

std::vector<BucketCount> sparse(std::span<const std::uint32_t> counts) {
  std::vector<BucketCount> pairs;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] != 0) pairs.emplace_back(static_cast<std::uint32_t>(i), counts[i]);
  }
  return pairs;
}

bool add_sparse(std::span<std::uint32_t> counts, std::span<const BucketCount> pairs) {
  if (!std::ranges::all_of(pairs, [&](const BucketCount& pair) { return pair.first < counts.size(); })) return false;
  for (const auto& [bucket, count] : pairs) counts[bucket] += count;
  return true;
}

}  // namespace waferline
