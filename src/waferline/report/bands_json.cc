#include "waferline/report/bands_json.h"

#include <algorithm>
#include <array>

namespace waferline {

std::string page_unit(const std::string& unit) {
  constexpr std::array known = {"share",  "ratio",        "ltv",     "usd",     "bp",    "rate",  "years",
                                "months", "usd/gpu-hour", "usd/gpu", "usd/kwh", "count", "number"};
  if (std::find(known.begin(), known.end(), unit) != known.end()) return unit;
  if (unit == "fraction") return "rate";
  return unit == "flag" || unit == "status" || unit == "month" ? "count" : "number";
}

Json band_json(const Band& band, const std::string& name, const std::string& unit) {
  return {{"name", name},
          {"label", band.label},
          {"unit", page_unit(unit)},
          {"mean", json_numbers(band.mean)},
          {"mean_error", json_numbers(band.mean_error)},
          {"p05", json_numbers(band.p05)},
          {"p25", json_numbers(band.p25)},
          {"p50", json_numbers(band.p50)},
          {"p75", json_numbers(band.p75)},
          {"p95", json_numbers(band.p95)},
          {"present", json_numbers(band.present)}};
}

Json facility_bands_json(const Results& results, const FacilityResult& facility) {
  const std::string prefix = "facility." + facility.name + ".";
  Json bands = Json::array();
  for (const Band& band : results.bands) {
    if (!band.name.starts_with(prefix)) continue;
    const std::string name = band.name.substr(prefix.size());
    if (!name.starts_with("covenant.")) bands.push_back(band_json(band, name, band.unit));
  }
  return bands;
}

Json shares_json(const FacilityResult& facility) {
  Json list = Json::array();
  for (const ShareSeries& series : facility.shares)
    list.push_back({{"name", series.name},
                    {"label", series.label},
                    {"share", json_numbers(series.share)},
                    {"error", json_numbers(series.error)}});
  return list;
}

}  // namespace waferline
