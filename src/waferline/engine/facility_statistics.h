/// What the path file says of one facility: counts, sums and the tail, gathered path by path.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "waferline/engine/plan.h"
#include "waferline/engine/results.h"
#include "waferline/numeric/moments.h"
#include "waferline/numeric/tail.h"

namespace waferline {

/// First pass over the path file: figures, covenants, shares by month, loss distribution.
class FacilityStatistics {
 public:
  FacilityStatistics(const Plan& plan, std::size_t facility);
  void add(const double* outcomes);
  /// How bad a path is: its loss where there is one, else by how little the chips would have covered the loan.
  double badness(const double* outcomes) const;
  /// The badness above which a path is among the bad ones; valid after the first pass.
  double bad_from() const;
  std::string bad_paths_are() const;
  FacilityResult result() const;
  /// Whether enough paths default for these to be the bad ones; else the worst by badness are.
  bool judged_by_default() const;
  /// Losses outside [0, 1] of what was funded, and sums that did not fit.
  std::uint64_t out_of_range() const;
  std::size_t default_column() const { return column_.default_month; }
  double badness_quantile(double p) const;

 private:
  struct Columns {
    std::size_t default_month, exposure_pv, loss_pv, funded, principal, principal_years, balance_pv, closed_month,
        under_water_market, under_water_liquidation, worst_cover, operator_default;
    std::vector<std::size_t> first_breach, customer_default;
  };
  void add_figures(const FacilityNames& names, FacilityResult& result) const;
  void add_covenants(const FacilityNames& names, FacilityResult& result) const;
  void add_losses(FacilityResult& result) const;
  void add_causes(FacilityResult& result) const;

  const Plan& plan_;
  std::size_t facility_;
  Columns column_;
  std::uint64_t paths_ = 0, defaults_ = 0, losses_ = 0, open_at_horizon_ = 0, under_water_market_ = 0,
                under_water_liquidation_ = 0;
  Moments loss_share_;
  Ratio loss_given_default_, average_life_, break_even_;
  LossTail tail_;
  std::vector<std::uint64_t> default_by_month_, loss_bins_;
  std::vector<std::vector<std::uint64_t>> first_breach_by_month_;
  std::vector<std::uint64_t> breaks_first_;
  std::array<std::uint64_t, 4>
      failed_before_{};  ///< defaults by who had failed by then: +1 a customer, +2 the operator
  std::vector<std::uint32_t> badness_counts_;
};

/// Share and its binomial standard error.
struct Share {
  double value = 0, error = 0;
};
Share share_of(std::uint64_t count, std::uint64_t paths);

}  // namespace waferline
