#include "waferline/report/replays_json.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "waferline/report/bands_json.h"
#include "waferline/report/words.h"

namespace waferline {

namespace {

constexpr std::array own_series = {"balance",
                                   "value_market",
                                   "value_liquidation",
                                   "value_book",
                                   "ltv_market",
                                   "ltv_liquidation",
                                   "bills",
                                   "contract_receipts",
                                   "opex_paid",
                                   "interest_paid",
                                   "principal_paid",
                                   "sponsor_paid",
                                   "guarantee_paid",
                                   "cures",
                                   "proceeds",
                                   "rate",
                                   "loss"};

const ReplaySeries* find(const Replay& replay, const std::string& name) {
  for (const ReplaySeries& series : replay.series)
    if (series.name == name) return &series;
  return nullptr;
}

/// How the path ends for the loan.
std::string ending(const Replay& replay, const std::string& stem) {
  const ReplaySeries *loss = find(replay, stem + "loss"), *balance = find(replay, stem + "balance");
  if (loss != nullptr && !loss->values.empty() && loss->values.back() > 0)
    return fmt::format("It ends with {} lost.", usd_words(loss->values.back()));
  if (balance != nullptr && !balance->values.empty() && balance->values.back() > 1)
    return fmt::format("It ends with {} outstanding.", usd_words(balance->values.back()));
  return "It ends with the loan repaid.";
}

/// The chips of a facility's fleets.
bool is_pledged_chip(const Plan& plan, const std::string& facility, const std::string& chip) {
  for (std::size_t f = 0; f < plan.facility_names.size(); ++f) {
    if (plan.facility_names[f].name != facility) continue;
    const FacilityLinks& links = plan.facility_links[f];
    for (int i = 0; i < links.fleet_count; ++i) {
      const auto fleet = static_cast<std::size_t>(links.fleets[static_cast<std::size_t>(i)]);
      if (plan.chip_names[static_cast<std::size_t>(plan.fleet_chip[fleet])] == chip) return true;
    }
  }
  return false;
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

bool concerns(const ReplayEvent& event, const std::string& facility) {
  return !event.subject.starts_with("facility.") || event.subject == "facility." + facility;
}

const char* kind_word(ReplayEvent::Kind kind) {
  return kind == ReplayEvent::Kind::bad ? "bad" : kind == ReplayEvent::Kind::warning ? "warn" : "note";
}

Json events_json(const Plan& plan, const Replay& replay, const std::string& facility) {
  Json events = Json::array();
  for (const ReplayEvent& event : replay.events) {
    if (!concerns(event, facility)) continue;
    Json row = {{"month", to_string(add_months(plan.start, event.month))},
                {"text", capitalised(event.text)},
                {"kind", kind_word(event.kind)}};
    if (!event.unit.empty()) {
      row["value"] = json_number(event.value);
      row["limit"] = json_number(event.limit);
      row["unit"] = page_unit(event.unit);
    }
    events.push_back(std::move(row));
  }
  return events;
}

Json series_json(const Plan& plan, const Replay& replay, const std::string& facility) {
  const std::string stem = "facility." + facility + ".";
  Json list = Json::array();
  for (const ReplaySeries& series : replay.series) {
    if (!shown_in_replay(series.name, facility, plan)) continue;
    const bool own = series.name.starts_with(stem);
    list.push_back({{"name", own ? series.name.substr(stem.size()) : series.name},
                    {"label", series.label},
                    {"unit", page_unit(series.unit)},
                    {"values", json_numbers(series.values)}});
  }
  return list;
}

}  // namespace

bool shown_in_replay(const std::string& name, const std::string& facility, const Plan& plan) {
  const std::string stem = "facility." + facility + ".";
  if (name.starts_with(stem)) {
    const std::string own = name.substr(stem.size());
    const bool main = std::find(own_series.begin(), own_series.end(), own) != own_series.end();
    return main || own.starts_with("account.") || (own.starts_with("covenant.") && own.ends_with(".value"));
  }
  if (!name.starts_with("chip.")) return name == "market.sofr";
  const std::size_t dot = name.rfind('.');
  const std::string field = name.substr(dot + 1), chip = name.substr(5, dot - 5);
  return (field == "rent_usd_per_gpu_hour" || field == "value_usd") && is_pledged_chip(plan, facility, chip);
}

Json replays_json(const Plan& plan, const Results& results, std::size_t facility, Level level) {
  const FacilityResult& result = results.facilities[facility];
  constexpr std::array titles = {"Median path", "A bad path", "The worst path"};
  Json list = Json::array();
  for (std::size_t i = 0; i < result.picks.size(); ++i) {
    const PathPick& pick = result.picks[i];
    const Replay replay = replay_path(plan, results.seed, pick.path, level);
    list.push_back({{"title", i < titles.size() ? titles[i] : pick.why.c_str()},
                    {"why", capitalised(pick.why) + ". " + ending(replay, "facility." + result.name + ".")},
                    {"path", std::to_string(pick.path)},
                    {"series", series_json(plan, replay, result.name)},
                    {"events", events_json(plan, replay, result.name)}});
  }
  return list;
}

}  // namespace waferline
