#include "apps/waferline/run_output.h"

#include <fmt/core.h>

#include <array>

#include "apps/waferline/console.h"
#include "waferline/report/json_numbers.h"
#include "waferline/report/verdict.h"
#include "waferline/report/words.h"

namespace waferline::app {

namespace {

constexpr std::array shown_figures = {"pd",
                                      "lgd",
                                      "expected_loss",
                                      "es99",
                                      "break_even_spread_bp",
                                      "wal",
                                      "under_water.market.share",
                                      "under_water.liquidation.share"};

/// Full precision: programs compare.
Json exact(double value) { return std::isfinite(value) ? Json(value) : Json(); }

std::string facility_in_words(const Facility& facility, const Results& results, const FacilityResult& result) {
  const Verdict verdict = verdict_on(facility, results, result);
  std::string text = fmt::format("\n{}: {}. {}\n", result.name, word(verdict.grade), verdict.headline);
  std::vector<std::vector<std::string>> rows;
  for (const char* name : shown_figures) {
    const Figure figure = find_figure(result, name);
    if (!figure.label.empty())
      rows.push_back({"  " + figure.label, figure_words(figure.value, figure.standard_error, figure.unit)});
  }
  for (const CovenantResult& covenant : result.covenants)
    rows.push_back({fmt::format("  Covenant {} fails ({})", covenant.name, covenant.limit_text),
                    figure_words(covenant.breach_share, covenant.breach_error, "share")});
  return text + table(rows);
}

}  // namespace

std::string run_in_words(const WorldInput& input, const Simulation& simulation, const RunFolder& folder,
                         bool with_report) {
  const Progress& progress = simulation.summary.progress;
  const Results& results = simulation.results;
  const auto simulated = static_cast<double>(progress.done - progress.resumed_from);
  std::string text = fmt::format("{}: {} paths of {} months, seed {}", input.world.title,
                                 count_words(static_cast<double>(results.paths)), results.months, results.seed);
  if (progress.resumed_from > 0)
    text += fmt::format(", {} of them kept from before", count_words(static_cast<double>(progress.resumed_from)));
  if (simulated > 0)
    text += fmt::format(", in {:.2f} s ({} a second)", simulation.simulate_seconds,
                        count_words(simulated / simulation.simulate_seconds));
  text += '\n';
  for (std::size_t f = 0; f < results.facilities.size(); ++f)
    text += facility_in_words(input.world.facility[f], results, results.facilities[f]);
  text += "\n± is one standard error of sampling. Digest " + results.digest + ".\n";
  text += with_report ? "Report: " + folder.report().string() : "Results: " + folder.folder.string();
  return text;
}

std::string run_as_json(const Simulation& simulation, const RunFolder& folder, bool with_report) {
  const Results& results = simulation.results;
  Json json;
  json["digest"] = results.digest;
  json["paths"] = results.paths;
  json["seed"] = results.seed;
  json["months"] = results.months;
  json["start"] = results.start;
  json["resumed_from"] = simulation.summary.progress.resumed_from;
  json["seconds"] = simulation.simulate_seconds;
  json["folder"] = folder.folder.string();
  json["report"] = with_report ? Json(folder.report().string()) : Json();
  json["figures"] = Json::array();
  for (const Figure& figure : results.figures)
    json["figures"].push_back({{"name", figure.name},
                               {"value", exact(figure.value)},
                               {"standard_error", exact(figure.standard_error)},
                               {"unit", figure.unit}});
  return json_text(json);
}

}  // namespace waferline::app
