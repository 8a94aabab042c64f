/// What a run keeps of every month: for each banded quantity a histogram, a sum and a sum of squares.
///
/// All integers, so adding blocks or merging threads in any order gives the same bits, and the size depends on months
/// and quantities alone, never on paths. A lane whose value is not a number (a ratio of a closed loan) does not exist
/// in that month and is not counted.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "waferline/engine/observable.h"
#include "waferline/numeric/histogram.h"
#include "waferline/numeric/moments.h"

namespace waferline {

/// From 2^-12 to 2^12 nominals of a quantity, 64 buckets an octave: quantiles exact to 1.6%.
inline constexpr HistogramShape band_shape{.low_exponent = -12, .high_exponent = 12};

inline constexpr std::size_t no_histogram = ~std::size_t{0};

/// One quantity's place in the state and how it is scaled; kernels read an array of these.
struct BandTarget {
  std::size_t offset = 0;                ///< bytes from the start of BlockState
  double per_nominal = 1;                ///< 1/nominal, exact
  std::size_t histogram = no_histogram;  ///< which of a month's histograms is its own
};

/// The arrays behind Bands as a kernel sees them, month after month.
struct BandsView {
  const BandTarget* targets = nullptr;
  std::size_t quantities = 0, histograms = 0;  ///< a month's
  std::uint32_t* counts = nullptr;             ///< band_shape.size() for each histogram
  Moments* moments = nullptr;
};

class Bands {
 public:
  Bands() = default;
  Bands(int months, const std::vector<Observable>& quantities);

  int months() const { return months_; }
  int quantities() const { return static_cast<int>(targets_.size()); }
  double nominal(int quantity) const { return 1 / targets_[static_cast<std::size_t>(quantity)].per_nominal; }

  BandsView view() { return {targets_.data(), targets_.size(), histograms_, counts_.data(), moments_.data()}; }
  /// The histogram of a quantity in a month; empty if it keeps none.
  std::span<const std::uint32_t> counts(int month, int quantity) const;
  const Moments& moments(int month, int quantity) const {
    return moments_[static_cast<std::size_t>(month) * targets_.size() + static_cast<std::size_t>(quantity)];
  }

  void merge(const Bands& other);
  void clear();
  std::uint64_t out_of_range() const;

  std::string to_bytes() const;
  /// False, with unspecified contents, if `bytes` are not those of bands of this shape.
  bool from_bytes(std::string_view bytes);

 private:
  int months_ = 0;
  std::size_t histograms_ = 0;
  std::vector<BandTarget> targets_;
  std::vector<std::uint32_t> counts_;
  std::vector<Moments> moments_;
};

inline namespace WAFERLINE_LEVEL {

/// Rows of one month on their way into its histograms, several of which are counted together.
struct Uncounted {
  static constexpr std::size_t most = 16;

  std::size_t rows = 0;
  IndexRow cells[most];  ///< indices into the month's counts
};

[[gnu::always_inline]] inline std::uint32_t* counts_of(const BandsView& bands, std::size_t month) {
  return bands.counts + month * bands.histograms * band_shape.size();
}

[[gnu::always_inline]] inline void count_rows(const BandsView& bands, std::size_t month, Uncounted& uncounted) {
  count_together(uncounted.cells, uncounted.rows, counts_of(bands, month));
  uncounted.rows = 0;
}

/// Adds the first `lanes` values of a row to a quantity's month, leaving out those that are not numbers. Its histogram
/// is complete after `count_rows`, to be called when `uncounted` is full and at the end of the month.
[[gnu::always_inline]] inline void record_row(const BandsView& bands, std::size_t month, std::size_t quantity,
                                              const Row& row, std::size_t lanes, Uncounted& uncounted) {
  const BandTarget& target = bands.targets[quantity];
  Row nominals;
  std::int64_t count = 0;
  for (std::size_t p = 0; p < block_width; ++p) {
    const bool exists = static_cast<int>(p < lanes) & static_cast<int>(row[p] == row[p]);
    nominals[p] = exists ? row[p] * target.per_nominal : 0.0;
    count += exists ? 1 : 0;
  }
  const auto existing = static_cast<std::size_t>(count);
  bands.moments[month * bands.quantities + quantity].add_scattered(nominals, existing);
  if (target.histogram == no_histogram) return;

  const std::size_t first = target.histogram * band_shape.size();
  IndexRow& cells = uncounted.cells[uncounted.rows++];
  for (std::size_t p = 0; p < block_width; ++p)
    cells[p] = static_cast<std::int32_t>(first) + bucket_of(band_shape, nominals[p]);
  // Every lane is going to be counted: what does not exist, as 0 in the bucket below the range.
  counts_of(bands, month)[first] -= static_cast<std::uint32_t>(block_width - existing);
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
