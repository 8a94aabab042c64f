/// Monthly series as the page reads them: bands and shares.
#pragma once

#include <string>

#include "waferline/engine/results.h"
#include "waferline/report/json_numbers.h"

namespace waferline {

/// `name` and `unit` are those of the page. Months in which the quantity does not exist on any path are null.
Json band_json(const Band& band, const std::string& name, const std::string& unit);

/// All bands of a facility but its covenants', under the names that follow `facility.NAME.`.
Json facility_bands_json(const Results& results, const FacilityResult& facility);
Json shares_json(const FacilityResult& facility);

/// The page knows a fixed set of units; what it does not know is shown as a number.
std::string page_unit(const std::string& unit);

}  // namespace waferline
