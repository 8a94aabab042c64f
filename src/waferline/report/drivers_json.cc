#include "waferline/report/drivers_json.h"

#include "waferline/report/bands_json.h"
#include "waferline/report/words.h"

namespace waferline {

Json drivers_json(const FacilityResult& facility) {
  if (facility.drivers.empty() || facility.bad_paths == 0) return nullptr;
  Json rows = Json::array();
  for (const DriverResult& driver : facility.drivers)
    rows.push_back({{"name", driver.name},
                    {"label", driver.label},
                    {"unit", page_unit(driver.unit)},
                    {"mean_all", json_number(driver.mean_all)},
                    {"mean_bad", json_number(driver.mean_bad)},
                    {"difference", json_number(driver.difference)},
                    {"difference_error", json_number(driver.difference_error)},
                    {"standardised", json_number(driver.standardised)}});
  return {{"bad_paths_are", facility.bad_paths_are}, {"bad_paths", facility.bad_paths}, {"rows", std::move(rows)}};
}

Json loss_json(const FacilityResult& facility) {
  if (facility.loss_bin_share.empty()) return nullptr;
  const Figure any_loss = find_figure(facility, "loss_probability");
  return {{"no_loss_share", json_number(1 - any_loss.value)},
          {"no_loss_error", json_number(any_loss.standard_error)},
          {"bin_edges", json_numbers(facility.loss_bin_edges)},
          {"bin_share", json_numbers(facility.loss_bin_share)}};
}

Json default_causes_json(const FacilityResult& facility) {
  Json list = Json::array();
  for (const Cause& cause : facility.default_causes)
    list.push_back({{"label", cause.label}, {"share", json_number(cause.share)}, {"error", json_number(cause.error)}});
  return list;
}

}  // namespace waferline
