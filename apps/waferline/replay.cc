#include "waferline/engine/replay.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "apps/waferline/console.h"
#include "apps/waferline/exit_codes.h"
#include "apps/waferline/verb.h"
#include "apps/waferline/world_input.h"
#include "waferline/report/json_numbers.h"
#include "waferline/report/words.h"

namespace waferline::app {

namespace {

struct ReplayChoices {
  std::string world;
  std::vector<std::string> overrides;
  std::uint64_t path = 0, seed = 1;
  bool json = false, all = false;
};

/// The columns of the table for one facility: what a credit officer reads first.
constexpr std::array facility_columns = {"balance",   "value_market",  "value_liquidation", "ltv_liquidation", "bills",
                                         "opex_paid", "interest_paid", "principal_paid",    "sponsor_paid"};

std::string cell(double value, const std::string& unit) {
  if (!std::isfinite(value)) return "-";
  if (unit == "usd") return fmt::format("{:.1f}", value / 1e6);
  if (unit == "share" || unit == "ltv" || unit == "rate" || unit == "fraction")
    return fmt::format("{:.1f}%", 100 * value);
  return fmt::format("{:.4g}", value);
}

std::string heading(const std::string& name, const std::string& unit) { return unit == "usd" ? name + ", $m" : name; }

std::string month_table(const Plan& plan, const Replay& replay, const FacilityNames& facility) {
  const std::string stem = "facility." + facility.name + ".";
  std::vector<const ReplaySeries*> columns;
  std::vector<std::string> head = {"month"};
  const auto add = [&](const std::string& full, const std::string& shown) {
    for (const ReplaySeries& series : replay.series) {
      if (series.name != full) continue;
      columns.push_back(&series);
      head.push_back(heading(shown, series.unit));
    }
  };
  for (const char* name : facility_columns) add(stem + name, name);
  for (const CovenantNames& covenant : facility.covenants)
    add(stem + "covenant." + covenant.name + ".value", covenant.name);
  std::vector<std::vector<std::string>> rows = {head};
  for (int t = 0; t < plan.months; ++t) {
    std::vector<std::string> row = {to_string(add_months(plan.start, t))};
    for (const ReplaySeries* series : columns)
      row.push_back(cell(series->values[static_cast<std::size_t>(t)], series->unit));
    rows.push_back(std::move(row));
  }
  return table(rows);
}

std::string event_line(const Plan& plan, const ReplayEvent& event) {
  constexpr const char* marks[] = {" ", "!", "#"};
  std::string text = fmt::format("{} {} {}: {}", to_string(add_months(plan.start, event.month)),
                                 marks[static_cast<int>(event.kind)], event.subject, event.text);
  if (event.unit.empty()) return text;
  const std::string value = figure_words(event.value, std::nan(""), event.unit);
  text += std::isfinite(event.limit)
              ? fmt::format(" (value {}, limit {})", value, figure_words(event.limit, std::nan(""), event.unit))
              : fmt::format(" ({})", value);
  return text;
}

/// Every observable as comma-separated values, one row a month.
void say_everything(const Plan& plan, const Replay& replay) {
  std::string line = "month";
  for (const ReplaySeries& series : replay.series) line += "," + series.name;
  say(line);
  for (int t = 0; t < plan.months; ++t) {
    line = to_string(add_months(plan.start, t));
    for (const ReplaySeries& series : replay.series) {
      const double value = series.values[static_cast<std::size_t>(t)];
      line += std::isfinite(value) ? fmt::format(",{:.17g}", value) : ",";
    }
    say(line);
  }
}

Json replay_json(const Plan& plan, const Replay& replay, std::uint64_t seed) {
  Json json = {{"path", replay.path}, {"seed", seed}, {"start", to_string(plan.start)}, {"months", plan.months}};
  json["events"] = Json::array();
  for (const ReplayEvent& event : replay.events) {
    constexpr const char* kinds[] = {"note", "warn", "bad"};
    Json row = {{"month", to_string(add_months(plan.start, event.month))},
                {"subject", event.subject},
                {"text", event.text},
                {"kind", kinds[static_cast<int>(event.kind)]}};
    if (!event.unit.empty()) {
      row["value"] = std::isfinite(event.value) ? Json(event.value) : Json();
      row["limit"] = std::isfinite(event.limit) ? Json(event.limit) : Json();
      row["unit"] = event.unit;
    }
    json["events"].push_back(std::move(row));
  }
  json["series"] = Json::array();
  for (const ReplaySeries& series : replay.series) {
    Json values = Json::array();
    for (const double value : series.values) values.push_back(std::isfinite(value) ? Json(value) : Json());
    json["series"].push_back(
        {{"name", series.name}, {"label", series.label}, {"unit", series.unit}, {"values", std::move(values)}});
  }
  return json;
}

int replay(const ReplayChoices& choices) {
  const auto input = read_world(choices.world, choices.overrides);
  if (!input) return report_problems(input.error());
  const Plan& plan = *input->plan;
  const Replay story = replay_path(plan, choices.seed, choices.path);
  if (choices.json) {
    say(json_text(replay_json(plan, story, choices.seed)));
  } else if (choices.all) {
    say_everything(plan, story);
  } else {
    say(fmt::format("{}, path {} of seed {}", plan.title, choices.path, choices.seed));
    for (const FacilityNames& facility : plan.facility_names)
      say(fmt::format("\nFacility {}\n{}", facility.name, month_table(plan, story, facility)));
    say("What happened (! a warning, # bad):");
    for (const ReplayEvent& event : story.events) say("  " + event_line(plan, event));
  }
  return exit_done;
}

}  // namespace

Verb add_replay(CLI::App& app) {
  const auto choices = std::make_shared<ReplayChoices>();
  CLI::App* command =
      app.add_subcommand("replay", "tell one path's story, month by month, with every trigger's value, limit and date");
  add_world_options(*command, choices->world, choices->overrides);
  command->add_option("--path", choices->path, "number of the path, from 0")
      ->required()
      ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1} << 62U))
      ->type_name("N");
  command->add_option("--seed", choices->seed, "of the run the path is from [1]")->type_name("S");
  command->add_flag("--all", choices->all, "every quantity, as comma-separated values");
  command->add_flag("--json", choices->json, "everything, as JSON");
  command->footer(
      "A path can be replayed alone, whatever run it was seen in; the report names three worth it.\n\n"
      "Example:\n  waferline replay worlds/coreweave-ddtl3 --path 4711");
  return {command, [choices] { return replay(*choices); }};
}

}  // namespace waferline::app
