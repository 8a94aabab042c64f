#include "waferline/report/covenants_json.h"

#include "waferline/report/bands_json.h"
#include "waferline/report/verdict.h"
#include "waferline/report/words.h"

namespace waferline {

namespace {

/// How a test's value and limit are read: cover as 1.40x, realization, liquidity and loan to value in per cent.
const char* unit_of(const std::string& test) {
  if (test.starts_with("ltv_")) return "ltv";
  if (test == "contract_realization" || test == "minimum_liquidity") return "share";
  if (test == "unpaid_months") return "months";
  if (test == "operator_default") return "count";
  return "ratio";
}

}  // namespace

Json covenants_json(const Results& results, const FacilityNames& names, const FacilityResult& facility) {
  Json list = Json::array();
  for (std::size_t c = 0; c < facility.covenants.size(); ++c) {
    const CovenantResult& covenant = facility.covenants[c];
    const char* unit = unit_of(covenant.test);
    const std::string value_name = "facility." + facility.name + ".covenant." + covenant.name;
    const Band* value = find_band(results, value_name);
    Json row = {{"name", covenant.name},
                {"label", c < names.covenants.size() ? names.covenants[c].label : covenant.name},
                {"test", covenant.test},
                {"limit_text", limit_words(covenant)},
                {"limit", json_number(covenant.limit)},
                {"is_minimum", covenant.is_minimum},
                {"effect", c < names.covenants.size() ? names.covenants[c].effect : ""},
                {"first_test", covenant.first_test},
                {"breach_share", json_number(covenant.breach_share)},
                {"breach_error", json_number(covenant.breach_error)},
                {"breaks_first_share", json_number(covenant.breaks_first_share)},
                {"breaks_first_error", json_number(covenant.breaks_first_error)},
                {"first_breach_by_month", json_numbers(covenant.first_breach_by_month)}};
    if (value == nullptr)
      row["value"] = nullptr;
    else
      row["value"] = band_json(*value, covenant.name, unit);
    row["unit"] = unit;
    list.push_back(std::move(row));
  }
  return list;
}

}  // namespace waferline
