#include "waferline/engine/bands.h"

#include <algorithm>
#include <cassert>

#include "waferline/engine/bytes.h"

namespace waferline {

namespace {

// In multiples of the nominal: 1e-9 of it is the grain, values up to 3.6e16 of it (and squares) are held.
constexpr MomentGrains nominal_grains{FixedPoint{40}, FixedPoint{40}};

void put_sum(std::string& bytes, const ExactSum& sum) {
  const ExactSum::Words words = sum.words();
  for (const std::uint64_t word : {words.low, words.high, words.out_of_range}) put(bytes, word);
  put(bytes, words.scale_bits);
}

bool take_sum(std::string_view& bytes, ExactSum::Words& words) {
  return take(bytes, words.low) && take(bytes, words.high) && take(bytes, words.out_of_range) &&
         take(bytes, words.scale_bits);
}

}  // namespace

Bands::Bands(int months, const std::vector<Observable>& quantities) : months_(months) {
  for (const Observable& quantity : quantities)
    targets_.push_back({quantity.offset, 1 / quantity.nominal, quantity.quantiles ? histograms_++ : no_histogram});
  counts_.assign(static_cast<std::size_t>(months) * histograms_ * band_shape.size(), 0);
  moments_.assign(static_cast<std::size_t>(months) * targets_.size(), Moments(nominal_grains));
}

std::span<const std::uint32_t> Bands::counts(int month, int quantity) const {
  const std::size_t histogram = targets_[static_cast<std::size_t>(quantity)].histogram;
  if (histogram == no_histogram) return {};
  const std::size_t first = (static_cast<std::size_t>(month) * histograms_ + histogram) * band_shape.size();
  return {counts_.data() + first, band_shape.size()};
}

void Bands::merge(const Bands& other) {
  assert(counts_.size() == other.counts_.size());
  waferline::merge(counts_, other.counts_);
  for (std::size_t i = 0; i < moments_.size(); ++i) moments_[i].merge(other.moments_[i]);
}

void Bands::clear() {
  std::fill(counts_.begin(), counts_.end(), 0U);
  std::fill(moments_.begin(), moments_.end(), Moments(nominal_grains));
}

std::uint64_t Bands::out_of_range() const {
  std::uint64_t total = 0;
  for (const Moments& moments : moments_) total += moments.out_of_range();
  return total;
}

std::string Bands::to_bytes() const {
  std::string bytes;
  put(bytes, std::uint64_t{counts_.size()});
  put(bytes, std::uint64_t{moments_.size()});
  const auto pairs = sparse(counts_);
  put(bytes, std::uint64_t{pairs.size()});
  for (const auto& [bucket, count] : pairs) {
    put(bytes, bucket);
    put(bytes, count);
  }
  for (const Moments& moments : moments_) {
    put(bytes, moments.count());
    put_sum(bytes, moments.sum());
    put_sum(bytes, moments.squares());
  }
  return bytes;
}

bool Bands::from_bytes(std::string_view bytes) {
  clear();
  std::uint64_t cells = 0, rows = 0, kept = 0;
  if (!take(bytes, cells) || !take(bytes, rows) || !take(bytes, kept)) return false;
  if (cells != counts_.size() || rows != moments_.size() || kept > bytes.size() / sizeof(BucketCount)) return false;
  std::vector<BucketCount> pairs(kept);
  for (auto& [bucket, count] : pairs)
    if (!take(bytes, bucket) || !take(bytes, count)) return false;
  if (!add_sparse(counts_, pairs)) return false;
  for (Moments& moments : moments_) {
    std::uint64_t count = 0;
    ExactSum::Words sum{}, squares{};
    if (!take(bytes, count) || !take_sum(bytes, sum) || !take_sum(bytes, squares)) return false;
    moments = Moments(count, ExactSum(sum), ExactSum(squares));
  }
  return bytes.empty();
}

}  // namespace waferline
