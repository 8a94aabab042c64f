#include <fmt/core.h>

#include "waferline/report/notes.h"
#include "waferline/report/words.h"

namespace waferline {

namespace {

Json check(const std::string& label, double value, const char* unit, bool ok, std::string help) {
  return {{"label", label}, {"value", json_number(value)}, {"unit", unit}, {"ok", ok}, {"help", std::move(help)}};
}

}  // namespace

Json checks_json(const Results& results) {
  constexpr double few_open = 0.01, precise_enough = 0.1;
  Json checks = Json::array();
  checks.push_back(
      check("Worst imbalance of cash or units", results.worst_imbalance, "number", results.worst_imbalance <= 1,
            "Cash in less cash out less what accounts took in, of any facility, month and path, in multiples "
            "of what rounding may leave; above 1 the run would have stopped."));
  checks.push_back(
      check("Values out of range", static_cast<double>(results.out_of_range), "count", results.out_of_range == 0,
            "Values that were not finite or too large for the exact sums, and losses above all that was funded."));
  for (const FacilityResult& facility : results.facilities) {
    const Figure open = find_figure(facility, "open_at_horizon"), pd = find_figure(facility, "pd");
    checks.push_back(check(facility.name + ": still open at the horizon", open.value, "share", open.value <= few_open,
                           "Paths that end with the loan neither repaid nor written off count no loss."));
    const double relative = pd.value > 0 ? pd.standard_error / pd.value : 0;
    checks.push_back(check(facility.name + ": error of the default probability, over that probability", relative,
                           "share", relative <= precise_enough,
                           "More paths make it smaller: four times as many halve it."));
  }
  return checks;
}

Json manifest_rows_json(const Manifest& manifest) {
  Json rows = Json::array();
  const auto add = [&](const std::string& label, const std::string& value) {
    if (!value.empty()) rows.push_back({{"label", label}, {"value", value}});
  };
  add("Command", manifest.command);
  for (const std::string& override : manifest.overrides) add("Set", override);
  add("Compiler", manifest.compiler);
  add("CPU level", manifest.level);
  add("Threads", std::to_string(manifest.threads));
  add("Started", manifest.started);
  for (const Timing& timing : manifest.timings) add("Seconds to " + timing.what, fmt::format("{:.2f}", timing.seconds));
  for (const FileHash& file : manifest.world_files)
    add(file.file, fmt::format("{} bytes, XXH3-128 {}", count_words(static_cast<double>(file.bytes)), file.xxh3));
  return rows;
}

}  // namespace waferline
