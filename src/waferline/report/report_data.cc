#include "waferline/report/report_data.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "waferline/report/bands_json.h"
#include "waferline/report/cash_json.h"
#include "waferline/report/chips_json.h"
#include "waferline/report/covenants_json.h"
#include "waferline/report/drivers_json.h"
#include "waferline/report/facility_words.h"
#include "waferline/report/market_rows.h"
#include "waferline/report/notes.h"
#include "waferline/report/rating.h"
#include "waferline/report/replays_json.h"
#include "waferline/report/rollover_json.h"
#include "waferline/report/verdict.h"
#include "waferline/report/words.h"

namespace waferline {

namespace {

constexpr const char* schema = "waferline-report/1";  // SCHEMA in web/src/report_data.ts
constexpr std::array key_figures = {"pd",   "expected_loss", "break_even_spread_bp",
                                    "es99", "lgd",           "under_water.liquidation.share"};

Json figures_json(const FacilityResult& facility) {
  const std::string prefix = "facility." + facility.name + ".";
  Json list = Json::array();
  for (const Figure& figure : facility.figures) {
    const std::string name = figure.name.substr(prefix.size());
    list.push_back({{"name", name},
                    {"label", figure.label},
                    {"unit", page_unit(figure.unit)},
                    {"value", json_number(figure.value)},
                    {"standard_error", json_number(figure.standard_error)},
                    {"help", figure.help},
                    {"key", std::find(key_figures.begin(), key_figures.end(), name) != key_figures.end()}});
  }
  return list;
}

Json verdict_json(const Verdict& verdict) {
  return {{"grade", word(verdict.grade)},
          {"headline", verdict.headline},
          {"sentences", verdict.sentences},
          {"rule", verdict.rule}};
}

Json rating_json(const FacilityResult& result, int months_to_maturity) {
  const Figure pd = find_figure(result, "pd");
  const auto rating = model_rating(pd.value, pd.standard_error, months_to_maturity);
  if (!rating) return nullptr;
  std::string scale = rating->scale;
  if (const double lossless = lossless_defaults(result); lossless > 0)
    scale += fmt::format(
        " It counts every default alike, and {:.0f}% of them lose nothing: for loss, read expected "
        "loss and shortfall.",
        100 * lossless);
  return {{"grade", rating->grade}, {"scale", scale}};
}

Json terms_json(const World& world, const Facility& facility) {
  Json list = Json::array();
  for (const Term& term : terms_of(world, facility)) {
    Json row = {{"label", term.label}, {"value", term.value}, {"source", term.source}};
    if (!term.items.empty()) row["items"] = term.items;
    if (term.wide) row["wide"] = true;
    list.push_back(std::move(row));
  }
  return list;
}

Json facility_json(const ReportInputs& inputs, std::size_t f) {
  const Facility& facility = inputs.world.facility[f];
  const FacilityNames& names = inputs.plan.facility_names[f];
  const FacilityResult& result = inputs.results.facilities[f];
  const Verdict verdict = verdict_on(facility, inputs.results, result);
  const int life = std::min(months_between(inputs.plan.start, facility.maturity.month) + 1, inputs.plan.months);
  return {{"name", result.name},
          {"label", inputs.world.facility.size() == 1 ? inputs.world.title : result.label},
          {"borrower", names.borrower},
          {"verdict", verdict_json(verdict)},
          {"rating", rating_json(result, life)},
          {"terms", terms_json(inputs.world, facility)},
          {"figures", figures_json(result)},
          {"market", market_rows_json(facility, result, verdict, inputs.market_prices)},
          {"bands", facility_bands_json(inputs.results, result)},
          {"shares", shares_json(result)},
          {"covenants", covenants_json(inputs.results, names, result)},
          {"cash", cash_json(inputs.plan, inputs.results, f)},
          {"rollover", rollover_json(inputs.world, inputs.plan, inputs.results, f)},
          {"drivers", drivers_json(result)},
          {"loss", loss_json(result)},
          {"default_causes", default_causes_json(result)},
          {"replays", replays_json(inputs.plan, inputs.results, f, inputs.level)}};
}

}  // namespace

Json report_data(const ReportInputs& inputs) {
  Json facilities = Json::array();
  for (std::size_t f = 0; f < inputs.results.facilities.size(); ++f) facilities.push_back(facility_json(inputs, f));
  return {{"schema", schema},
          {"title", inputs.world.title},
          {"start", inputs.results.start},
          {"months", inputs.results.months},
          {"paths", inputs.results.paths},
          {"seed", std::to_string(inputs.results.seed)},
          {"digest", inputs.results.digest},
          {"version", inputs.manifest.version},
          {"run_date", inputs.run_date},
          {"facilities", std::move(facilities)},
          {"chips", chips_json(inputs.world, inputs.plan, inputs.results)},
          {"releases", releases_json(inputs.world)},
          {"assumptions", assumptions_json(inputs.assumptions)},
          {"model_notes", model_notes_json(inputs.world, inputs.assumptions)},
          {"checks", checks_json(inputs.results)},
          {"manifest", manifest_rows_json(inputs.manifest)}};
}

}  // namespace waferline
