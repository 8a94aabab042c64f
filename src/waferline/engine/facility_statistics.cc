#include "waferline/engine/facility_statistics.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "waferline/numeric/histogram.h"

namespace waferline {

namespace {

constexpr MomentGrains dollar_grains{FixedPoint{10}, FixedPoint{-30}};  // 1e-3 USD; squares up to 1e38
constexpr MomentGrains share_grains{unit_grain, unit_grain};
constexpr std::size_t loss_histogram_bins = 40;
constexpr std::uint64_t enough_defaults = 200;  // fewer tell too little about what defaults have in common
constexpr double loss_badness = 1024;           // any loss is worse than any lack of cover
constexpr HistogramShape badness_shape{.low_exponent = -12, .high_exponent = 12};

void count_month(std::vector<std::uint64_t>& by_month, double month) {
  if (month >= 0) ++by_month[static_cast<std::size_t>(month)];
}

Figure figure(const std::string& facility, std::string name, std::string label, std::string unit, Share value,
              std::string help) {
  return {fmt::format("facility.{}.{}", facility, name),
          std::move(label),
          std::move(unit),
          value.value,
          value.error,
          std::move(help)};
}

ShareSeries cumulative(std::string name, std::string label, const std::vector<std::uint64_t>& by_month,
                       std::uint64_t paths) {
  ShareSeries series{std::move(name), std::move(label), {}, {}};
  std::uint64_t so_far = 0;
  for (const std::uint64_t count : by_month) {
    so_far += count;
    const Share share = share_of(so_far, paths);
    series.share.push_back(share.value);
    series.error.push_back(share.error);
  }
  return series;
}

}  // namespace

Share share_of(std::uint64_t count, std::uint64_t paths) {
  if (paths == 0) return {0, std::numeric_limits<double>::infinity()};
  const double n = static_cast<double>(paths), k = static_cast<double>(count);
  const double towards_half = (k + 1) / (n + 2);  // Laplace: an event never seen still has an error
  return {k / n, std::sqrt(towards_half * (1 - towards_half) / n)};
}

FacilityStatistics::FacilityStatistics(const Plan& plan, std::size_t facility)
    : plan_(plan),
      facility_(facility),
      loss_share_(share_grains),
      loss_given_default_(dollar_grains),
      average_life_(dollar_grains),
      break_even_(dollar_grains),
      default_by_month_(static_cast<std::size_t>(plan.months)),
      loss_bins_(loss_histogram_bins),
      badness_counts_(badness_shape.size()) {
  const FacilityNames& names = plan.facility_names[facility];
  const auto column = [&](const char* field) { return plan.outcome_column("facility." + names.name + "." + field); };
  column_ = {.default_month = column("default_month"),
             .exposure_pv = column("exposure_at_default_pv"),
             .loss_pv = column("loss_pv"),
             .funded = column("funded"),
             .principal = column("principal_sum"),
             .principal_years = column("principal_years_sum"),
             .balance_pv = column("exposure_pv_sum"),
             .closed_month = column("closed_month"),
             .under_water_market = column("under_water_market"),
             .under_water_liquidation = column("under_water_liquidation"),
             .worst_cover = column("worst_ltv_liquidation"),
             .operator_default = plan.outcome_column("operator." + names.borrower + ".default_month"),
             .first_breach = {},
             .customer_default = {}};
  for (const std::string& customer : names.customers)
    column_.customer_default.push_back(plan.outcome_column("customer." + customer + ".default_month"));
  for (const CovenantNames& covenant : names.covenants)
    column_.first_breach.push_back(column(("first_breach." + covenant.name).c_str()));
  first_breach_by_month_.assign(names.covenants.size(),
                                std::vector<std::uint64_t>(static_cast<std::size_t>(plan.months)));
  breaks_first_.assign(names.covenants.size(), 0);
}

void FacilityStatistics::add(const double* outcomes) {
  ++paths_;
  const double default_month = outcomes[column_.default_month];
  if (default_month >= 0) {
    ++defaults_;
    const auto failed_by_then = [&](std::size_t column) {
      return outcomes[column] >= 0 && outcomes[column] <= default_month;
    };
    const bool customer = std::any_of(column_.customer_default.begin(), column_.customer_default.end(), failed_by_then);
    ++failed_before_[(customer ? 1U : 0U) + (failed_by_then(column_.operator_default) ? 2U : 0U)];
  }
  count_month(default_by_month_, default_month);
  open_at_horizon_ += outcomes[column_.closed_month] < 0 ? 1 : 0;
  under_water_market_ += outcomes[column_.under_water_market] > 0 ? 1 : 0;
  under_water_liquidation_ += outcomes[column_.under_water_liquidation] > 0 ? 1 : 0;

  const double funded = outcomes[column_.funded], loss = outcomes[column_.loss_pv];
  const double loss_share = funded > 0 ? loss / funded : 0;
  loss_share_.add(loss_share);
  Row one;
  one.fill(0);
  one[0] = loss_share;
  tail_.out_of_range += count_losses(tail_.bins.data(), one, 1);
  if (loss_share > 0) {
    ++losses_;
    const double bin = std::min(loss_share, 1.0) * static_cast<double>(loss_histogram_bins);
    ++loss_bins_[std::min(static_cast<std::size_t>(bin), loss_histogram_bins - 1)];
  }
  loss_given_default_.add(loss, outcomes[column_.exposure_pv]);
  average_life_.add(outcomes[column_.principal_years], outcomes[column_.principal]);
  break_even_.add(loss, outcomes[column_.balance_pv]);

  double earliest = std::numeric_limits<double>::infinity();
  for (std::size_t c = 0; c < column_.first_breach.size(); ++c) {
    const double month = outcomes[column_.first_breach[c]];
    count_month(first_breach_by_month_[c], month);
    if (month >= 0) earliest = std::min(earliest, month);
  }
  for (std::size_t c = 0; c < column_.first_breach.size(); ++c)
    breaks_first_[c] += outcomes[column_.first_breach[c]] == earliest ? 1 : 0;
  ++badness_counts_[static_cast<std::size_t>(bucket_of(badness_shape, badness(outcomes)))];
}

double FacilityStatistics::badness(const double* outcomes) const {
  const double loss = outcomes[column_.loss_pv], funded = outcomes[column_.funded];
  const double uncovered = std::min(outcomes[column_.worst_cover], loss_badness - 1);
  return loss > 0 ? loss_badness * (1 + loss / funded) : uncovered;
}

bool FacilityStatistics::judged_by_default() const { return defaults_ >= enough_defaults; }

std::uint64_t FacilityStatistics::out_of_range() const {
  std::uint64_t total = tail_.out_of_range + loss_share_.out_of_range();
  for (const Ratio* ratio : {&loss_given_default_, &average_life_, &break_even_})
    total += ratio->numerator().out_of_range() + ratio->denominator().out_of_range() + ratio->products().out_of_range();
  return total;
}

double FacilityStatistics::badness_quantile(double p) const { return quantile(badness_shape, badness_counts_, p); }

double FacilityStatistics::bad_from() const {
  // The edge of the quantile's bucket, not a place within it: the worst path, at least, lies above.
  const auto bucket = static_cast<std::size_t>(bucket_of(badness_shape, badness_quantile(0.99)));
  return bucket > 0 ? badness_shape.lower_edge(bucket) : 0;
}

std::string FacilityStatistics::bad_paths_are() const {
  return judged_by_default() ? "paths in default" : "the worst 1% by loss, then by liquidation cover";
}

FacilityResult FacilityStatistics::result() const {
  const FacilityNames& names = plan_.facility_names[facility_];
  FacilityResult result;
  result.name = names.name;
  result.label = names.label;
  result.bad_paths_are = bad_paths_are();
  add_figures(names, result);
  add_covenants(names, result);
  result.shares.push_back(cumulative("defaulted", "In default by then", default_by_month_, paths_));
  add_losses(result);
  add_causes(result);
  return result;
}

void FacilityStatistics::add_figures(const FacilityNames& names, FacilityResult& result) const {
  const auto add = [&](std::string name, std::string label, std::string unit, Share value, std::string help) {
    result.figures.push_back(
        figure(names.name, std::move(name), std::move(label), std::move(unit), value, std::move(help)));
  };
  add("pd", "Probability of default", "share", share_of(defaults_, paths_),
      "paths with a payment default or an acceleration, over all paths");
  add("lgd", "Loss given default", "share", {loss_given_default_.value(), loss_given_default_.standard_error()},
      "present value of losses over present value of exposure at default, over paths in default");
  add("expected_loss", "Expected loss", "share", {loss_share_.mean(), loss_share_.standard_error()},
      "mean present value of loss over the amount funded, over all paths");
  add("es99", "Expected shortfall, 99%", "share",
      {tail_.expected_shortfall(0.99), tail_.expected_shortfall_error(0.99)},
      "mean loss share of the worst 1% of paths");
  add("var99", "Loss not exceeded in 99% of paths", "share",
      {tail_.value_at_risk(0.99), tail_.value_at_risk_error(0.99)}, "the loss share that 1% of paths exceed");
  add("loss_probability", "Probability of any loss", "share", share_of(losses_, paths_),
      "paths with a loss of principal or interest, over all paths");
  add("wal", "Weighted average life", "years", {average_life_.value(), average_life_.standard_error()},
      "time to principal, weighted by principal, from the start");
  add("break_even_spread_bp", "Break-even spread", "bp",
      {1e4 * break_even_.value(), 1e4 * break_even_.standard_error()},
      "present value of losses over present value of balance outstanding: the spread that pays for expected loss "
      "alone");
  add("under_water.market.share", "Ever under water at market value", "share", share_of(under_water_market_, paths_),
      "paths in which the loan exceeds the market value of its chips in some month");
  add("under_water.liquidation.share", "Ever under water at liquidation value", "share",
      share_of(under_water_liquidation_, paths_),
      "paths in which the loan exceeds what a forced sale would fetch in some month");
  add("open_at_horizon", "Still open at the horizon", "share", share_of(open_at_horizon_, paths_),
      "paths that end with the loan neither repaid nor written off");
}

void FacilityStatistics::add_covenants(const FacilityNames& names, FacilityResult& result) const {
  for (std::size_t c = 0; c < names.covenants.size(); ++c) {
    const CovenantNames& covenant = names.covenants[c];
    std::uint64_t breaches = 0;
    std::vector<double> by_month;
    for (const std::uint64_t count : first_breach_by_month_[c]) {
      breaches += count;
      by_month.push_back(static_cast<double>(count) / static_cast<double>(paths_));
    }
    const Share breach = share_of(breaches, paths_), first = share_of(breaks_first_[c], paths_);
    result.figures.push_back(figure(names.name, "first_breach." + covenant.name + ".share",
                                    covenant.label + ": ever failed", "share", breach,
                                    "paths in which the test fails at least once, cured or not, over all paths"));
    result.covenants.push_back({.name = covenant.name,
                                .label = covenant.label,
                                .test = covenant.test,
                                .limit_text = covenant.limit_text,
                                .limit = covenant.limit,
                                .is_minimum = covenant.is_minimum,
                                .first_test = covenant.first_test,
                                .breach_share = breach.value,
                                .breach_error = breach.error,
                                .breaks_first_share = first.value,
                                .breaks_first_error = first.error,
                                .first_breach_by_month = std::move(by_month)});
  }
}

void FacilityStatistics::add_losses(FacilityResult& result) const {
  for (std::size_t b = 0; b <= loss_histogram_bins; ++b)
    result.loss_bin_edges.push_back(static_cast<double>(b) / static_cast<double>(loss_histogram_bins));
  for (const std::uint64_t count : loss_bins_)
    result.loss_bin_share.push_back(static_cast<double>(count) / static_cast<double>(paths_));
}

void FacilityStatistics::add_causes(FacilityResult& result) const {
  constexpr std::array who = {"Neither customer nor operator had failed: cash or covenant alone",
                              "The customer had failed, the operator had not",
                              "The operator had failed, the customer had not", "Customer and operator had both failed"};
  for (std::size_t w = 0; w < who.size(); ++w) {
    const Share share = share_of(failed_before_[w], paths_);
    result.default_causes.push_back({who[w], share.value, share.error});
  }
}

}  // namespace waferline
