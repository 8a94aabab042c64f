/// The loss distribution as a share of what was lent: value at risk and expected shortfall, in memory that stays 384 kB
/// however many paths run.
///
/// Losses in [0, 1] fall into 2^14 linear bins. A bin keeps its count and the exact integer sums of offsets from its
/// lower edge and of their squares, so everything but the split of one bin is exact, and merging is an addition.
///
///     VaR(a)   the loss that the worst share 1 - a of the paths reach; uniform within its bin: within 6.1e-5
///     ES(a)    mean of the worst share 1 - a of the losses; within 1e-6 for smooth losses, 6.1e-5 always
///     s.e.     sqrt(Var[(L - VaR)+] / n) / (1 - a).  Source: Manistre & Hancock, NAAJ 9(2), 2005, eq. 3.6;
///              Rockafellar & Uryasev, J. Risk 2(3), 2000, for the estimator
///
///     LossTail tail;
///     tail.out_of_range += count_losses(tail.bins.data(), loss_share, lanes);   // in a kernel
///     tail.expected_shortfall(0.99), tail.expected_shortfall_error(0.99);
///
/// Losses outside [0, 1] are put at the nearer end and counted; not-a-numbers are put at 1 and counted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "waferline/numeric/bits.h"
#include "waferline/numeric/block.h"
#include "waferline/numeric/level.h"

namespace waferline {

/// Offsets are in 2^-45 (a bin is 2^31 wide), squares of offsets in 2^-59: 2^32 losses fit in a bin.
struct LossBin {
  std::uint64_t count = 0, offsets = 0, squared_offsets = 0;

  friend bool operator==(const LossBin&, const LossBin&) = default;
};

inline constexpr std::size_t loss_bins = std::size_t{1} << 14;

inline namespace WAFERLINE_LEVEL {

/// Adds the first `lanes` losses of a row to bins[0 ... loss_bins); returns how many lay outside [0, 1].
[[gnu::always_inline]] inline std::uint64_t count_losses(LossBin* bins, const Row& loss_share,
                                                         std::size_t lanes = block_width) {
  std::uint64_t grains[block_width];
  std::uint64_t outside = 0;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double loss = loss_share.at[p];
    const bool below = loss < 0.0;
    const bool inside_or_below = loss <= 1.0;
    const double kept = inside_or_below ? (below ? 0.0 : loss) : 1.0;
    grains[p] = static_cast<std::uint64_t>(nearest_integer(kept * 0x1p45));
    outside += (p < lanes && (below || !inside_or_below)) ? 1 : 0;
  }
  for (std::size_t p = 0; p < lanes; ++p) {
    const std::uint64_t bin = grains[p] >> 31;
    const std::uint64_t last = bin < loss_bins ? bin : loss_bins - 1;
    const std::uint64_t offset = grains[p] - (last << 31);
    bins[last].count += 1;
    bins[last].offsets += offset;
    bins[last].squared_offsets += (offset * offset) >> 31;
  }
  return outside;
}

}  // namespace WAFERLINE_LEVEL

struct LossTail {
  std::vector<LossBin> bins = std::vector<LossBin>(loss_bins);
  std::uint64_t out_of_range = 0;

  void merge(const LossTail& other);

  std::uint64_t count() const;
  double mean() const;
  double value_at_risk(double level) const;
  /// Half the width between the values at risk at level -+ sqrt(level (1-level) / n): the binomial interval of the
  /// order statistic. Infinite with fewer than two losses.
  double value_at_risk_error(double level) const;
  double expected_shortfall(double level) const;
  /// Infinite with fewer than two losses.
  double expected_shortfall_error(double level) const;

  friend bool operator==(const LossTail&, const LossTail&) = default;
};

}  // namespace waferline
