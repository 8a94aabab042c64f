#include "waferline/numeric/tail.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "waferline/numeric/exact_sum.h"

namespace waferline {
namespace {

constexpr double grain = 0x1p-45, bin_width = 0x1p-14;

double lower_edge(std::size_t bin) { return static_cast<double>(bin) * bin_width; }

/// Sums over the losses above the value at risk.
struct Tail {
  double value_at_risk = 0.0;
  double count = 0.0;           // losses in the tail, the share of a split bin included
  double excess = 0.0;          // sum of L - VaR
  double squared_excess = 0.0;  // sum of (L - VaR)^2
};

Tail tail_above(const LossTail& losses, double level) {
  const auto total = static_cast<double>(losses.count());
  const double wanted = (1.0 - level) * total;
  std::uint64_t above = 0;
  std::size_t split = loss_bins;
  while (split > 0) {
    --split;
    if (static_cast<double>(above + losses.bins[split].count) >= wanted && losses.bins[split].count > 0) break;
    above += losses.bins[split].count;
  }
  Tail tail;
  const LossBin& bin = losses.bins[split];
  if (bin.count == 0) return tail;

  // The split bin is taken as uniform around its own mean, as wide as the bin lets it be: exact for a point mass at an
  // edge (no loss at all), and its top share has its mean halfway between the value at risk and the upper end.
  const auto count = static_cast<double>(bin.count);
  const double mean = static_cast<double>(bin.offsets) / count * grain;
  const double reach = std::min(mean, std::max(bin_width - mean, 0.0));
  const double share = std::clamp((wanted - static_cast<double>(above)) / count, 0.0, 1.0);
  const double length = 2.0 * reach * share;  // from the value at risk to the upper end
  tail.value_at_risk = lower_edge(split) + mean + reach - length;
  tail.count = static_cast<double>(above) + share * count;
  tail.excess = share * count * length / 2.0;
  tail.squared_excess = share * count * length * length / 3.0;
  for (std::size_t i = split + 1; i < loss_bins; ++i) {
    const LossBin& higher = losses.bins[i];
    if (higher.count == 0) continue;
    const double distance = lower_edge(i) - tail.value_at_risk;
    const double offsets = static_cast<double>(higher.offsets) * grain;
    tail.excess += static_cast<double>(higher.count) * distance + offsets;
    tail.squared_excess += static_cast<double>(higher.count) * distance * distance + 2.0 * distance * offsets +
                           static_cast<double>(higher.squared_offsets) * 0x1p-59;
  }
  return tail;
}

}  // namespace

void LossTail::merge(const LossTail& other) {
  assert(bins.size() == other.bins.size());
  for (std::size_t i = 0; i < bins.size(); ++i) {
    bins[i].count += other.bins[i].count;
    bins[i].offsets += other.bins[i].offsets;
    bins[i].squared_offsets += other.bins[i].squared_offsets;
  }
  out_of_range += other.out_of_range;
}

std::uint64_t LossTail::count() const {
  std::uint64_t total = 0;
  for (const LossBin& bin : bins) total += bin.count;
  return total;
}

double LossTail::mean() const {
  UInt128 grains = 0;
  for (std::size_t i = 0; i < bins.size(); ++i) grains += (UInt128{i} << 31) * bins[i].count + bins[i].offsets;
  const std::uint64_t total = count();
  return total == 0 ? 0.0 : static_cast<double>(grains) * grain / static_cast<double>(total);
}

double LossTail::value_at_risk(double level) const { return tail_above(*this, level).value_at_risk; }

double LossTail::value_at_risk_error(double level) const {
  const auto n = static_cast<double>(count());
  if (n < 2.0) return std::numeric_limits<double>::infinity();
  const double step = std::sqrt(level * (1.0 - level) / n);
  return (value_at_risk(std::min(1.0, level + step)) - value_at_risk(std::max(0.0, level - step))) / 2.0;
}

double LossTail::expected_shortfall(double level) const {
  const Tail tail = tail_above(*this, level);
  return tail.count == 0.0 ? tail.value_at_risk : tail.value_at_risk + tail.excess / tail.count;
}

double LossTail::expected_shortfall_error(double level) const {
  const auto n = static_cast<double>(count());
  if (n < 2.0) return std::numeric_limits<double>::infinity();
  const Tail tail = tail_above(*this, level);
  const double mean_excess = tail.excess / n;
  const double variance = std::max(0.0, tail.squared_excess / n - mean_excess * mean_excess);
  return std::sqrt(variance / (n - 1.0)) / (1.0 - level);
}

}  // namespace waferline
