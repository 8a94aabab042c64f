#include "waferline/engine/summarise.h"

#include <fmt/core.h>

#include <cmath>

#include "waferline/engine/bad_paths.h"
#include "waferline/engine/digest.h"
#include "waferline/engine/facility_statistics.h"
#include "waferline/engine/path_file.h"

namespace waferline {

namespace {

Band band_of(const Plan& plan, const Bands& bands, int quantity, std::uint64_t paths) {
  const Observable& what = plan.banded[static_cast<std::size_t>(quantity)];
  Band band;
  band.name = what.name;
  band.label = what.label;
  band.unit = what.unit;
  for (int month = 0; month < plan.months; ++month) {
    const Moments& moments = bands.moments(month, quantity);
    const auto counts = bands.counts(month, quantity);
    const bool exists = moments.count() > 0;
    const auto number = [&](double value) { return exists ? value * what.nominal : std::nan(""); };
    const auto order = [&](double p) {
      return what.quantiles ? number(quantile(band_shape, counts, p)) : std::nan("");
    };
    const auto order_error = [&](double p) {
      if (!what.quantiles) return std::nan("");
      return number(std::hypot(quantile_error(band_shape, counts, p), quantile_blur(band_shape, counts, p)));
    };
    band.mean.push_back(number(moments.mean()));
    band.mean_error.push_back(number(moments.standard_error()));
    band.p05.push_back(order(0.05));
    band.p25.push_back(order(0.25));
    band.p50.push_back(order(0.50));
    band.p75.push_back(order(0.75));
    band.p95.push_back(order(0.95));
    band.p05_error.push_back(order_error(0.05));
    band.p50_error.push_back(order_error(0.50));
    band.p95_error.push_back(order_error(0.95));
    band.present.push_back(static_cast<double>(moments.count()) / static_cast<double>(paths));
  }
  return band;
}

/// The share of paths for which a flag holds, from its band's mean: flags are 0 or 1 on every path in every month.
ShareSeries share_series(const Plan& plan, const Bands& bands, int quantity, std::string name) {
  ShareSeries series{std::move(name), plan.banded[static_cast<std::size_t>(quantity)].label, {}, {}};
  for (int month = 0; month < plan.months; ++month) {
    const Moments& moments = bands.moments(month, quantity);
    const auto held = static_cast<std::uint64_t>(std::llround(moments.mean() * static_cast<double>(moments.count())));
    const Share share = share_of(held, moments.count());
    series.share.push_back(share.value);
    series.error.push_back(share.error);
  }
  return series;
}

void add_quantile_figures(const Band& band, std::vector<Figure>& figures) {
  for (std::size_t month = 0; month < band.mean.size(); ++month) {
    if (std::isnan(band.mean[month])) continue;
    const auto add = [&](const char* what, double value, double error) {
      if (!std::isnan(value))
        figures.push_back({fmt::format("{}.{}.month{:02}", band.name, what, month),
                           fmt::format("{}, {}, month {}", band.label, what, month), band.unit, value, error,
                           "over the paths in which it exists in that month"});
    };
    add("mean", band.mean[month], band.mean_error[month]);
    add("p05", band.p05[month], band.p05_error[month]);
    add("p50", band.p50[month], band.p50_error[month]);
    add("p95", band.p95[month], band.p95_error[month]);
  }
}

}  // namespace

std::expected<Results, FileFailure> summarise(const Plan& plan, std::uint64_t seed, const RunSummary& run,
                                              const std::filesystem::path& folder) {
  Results results;
  results.paths = run.progress.done;
  results.seed = seed;
  results.months = plan.months;
  results.start = to_string(plan.start);
  results.worst_imbalance = run.worst_imbalance;
  results.out_of_range = run.bands.out_of_range();

  const std::filesystem::path file = folder / "paths.bin";
  const std::size_t fields = plan.outcomes.size();
  Digest digest;
  digest.add(run.bands.to_bytes());

  std::vector<FacilityStatistics> first_pass;
  for (std::size_t f = 0; f < plan.facility_names.size(); ++f) first_pass.emplace_back(plan, f);
  const auto counted = for_each_path(file, fields, results.paths, [&](std::uint64_t, const double* outcomes) {
    digest.add(std::as_bytes(std::span(outcomes, fields)));
    for (FacilityStatistics& facility : first_pass) facility.add(outcomes);
  });
  if (!counted) return std::unexpected(counted.error());
  results.digest = digest.hex();

  std::vector<BadPaths> second_pass;
  for (const FacilityStatistics& facility : first_pass) second_pass.emplace_back(plan, facility);
  const auto compared = for_each_path(file, fields, results.paths, [&](std::uint64_t path, const double* outcomes) {
    for (BadPaths& facility : second_pass) facility.add(path, outcomes);
  });
  if (!compared) return std::unexpected(compared.error());

  for (int quantity = 0; quantity < run.bands.quantities(); ++quantity)
    if (plan.banded[static_cast<std::size_t>(quantity)].unit != "flag")
      results.bands.push_back(band_of(plan, run.bands, quantity, results.paths));
  for (std::size_t f = 0; f < first_pass.size(); ++f) {
    FacilityResult facility = first_pass[f].result();
    second_pass[f].finish(facility);
    results.out_of_range += first_pass[f].out_of_range();
    const std::string prefix = "facility." + facility.name + ".";
    for (int quantity = 0; quantity < run.bands.quantities(); ++quantity) {
      const Observable& what = plan.banded[static_cast<std::size_t>(quantity)];
      if (what.unit == "flag" && what.name.starts_with(prefix))
        facility.shares.push_back(share_series(plan, run.bands, quantity, what.name.substr(prefix.size())));
    }
    results.figures.insert(results.figures.end(), facility.figures.begin(), facility.figures.end());
    results.facilities.push_back(std::move(facility));
  }
  for (const Band& band : results.bands) add_quantile_figures(band, results.figures);
  return results;
}

}  // namespace waferline
