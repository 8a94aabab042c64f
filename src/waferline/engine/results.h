/// What a person reads after a run: figures with their errors, bands by month, covenants, drivers, and which paths to
/// look at. Computed from the recorded bands and the path file in one pass, in path order; nothing here depends on
/// threads.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <vector>

namespace waferline {

/// One number with its standard error, for example "facility.ddtl3.pd" in unit "share".
struct Figure {
  std::string name, label, unit;
  double value = 0;
  double standard_error = 0;
  std::string help;  ///< one sentence: what is counted over what
};

/// A quantity month by month. All vectors have one entry per month.
struct Band {
  std::string name, label, unit;
  std::vector<double> mean, mean_error;
  std::vector<double> p05, p25, p50, p75, p95;
  std::vector<double> p05_error, p50_error, p95_error;
  std::vector<double> present;  ///< share of all paths that have the quantity in the month
};

/// The share of all paths for which something holds in a month (or has happened by it).
struct ShareSeries {
  std::string name, label;
  std::vector<double> share, error;
};

struct CovenantResult {
  std::string name, label, test, limit_text;  ///< label: "Debt service cover"
  double limit = 0;
  bool is_minimum = true;
  std::string first_test;                                 ///< "2027-10"
  double breach_share = 0, breach_error = 0;              ///< paths with a first breach, cured or not
  double breaks_first_share = 0, breaks_first_error = 0;  ///< paths in which no other covenant broke earlier
  std::vector<double> first_breach_by_month;              ///< share of paths
};

/// How bad paths differ from all paths in something that drives them.
struct DriverResult {
  std::string name, label, unit;
  double mean_all = 0, mean_bad = 0, difference = 0, difference_error = 0, standardised = 0;
};

/// A path worth replaying, and why.
struct PathPick {
  std::uint64_t path = 0;
  std::string why;  ///< "median loss", "first percentile", "worst"
};

/// Who had failed by the time of default.
struct Cause {
  std::string label;
  double share = 0, error = 0;  ///< of all paths
};

struct FacilityResult {
  std::string name, label;
  std::vector<Figure> figures;  ///< also in Results::figures
  std::vector<CovenantResult> covenants;
  std::vector<DriverResult> drivers;
  std::uint64_t bad_paths = 0;      ///< paths the drivers compare with all others
  std::string bad_paths_are;        ///< "paths in default" or "the worst 1% by collateral cover"
  std::vector<ShareSeries> shares;  ///< defaulted so far, under water against market and liquidation value, trapped
  std::vector<double> loss_bin_edges, loss_bin_share;  ///< loss as a share of funded, over paths with a loss
  std::vector<Cause> default_causes;
  std::vector<PathPick> picks;
};

struct Results {
  std::uint64_t paths = 0, seed = 0;
  int months = 0;
  std::string start;   ///< "2026-07"
  std::string digest;  ///< 32 hex digits: equal digests mean equal bits of every recorded number
  std::vector<Figure> figures;
  std::vector<Band> bands;
  std::vector<FacilityResult> facilities;
  std::uint64_t out_of_range = 0;  ///< recorded values outside a histogram's or sum's range
  double worst_imbalance = 0;  ///< of cash or units in any facility's month, in multiples of what rounding may leave
};

}  // namespace waferline
