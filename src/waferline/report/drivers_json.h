/// What sets the bad paths apart, how losses are spread, and who had failed by the time of default.
#pragma once

#include "waferline/engine/results.h"
#include "waferline/report/json_numbers.h"

namespace waferline {

Json drivers_json(const FacilityResult& facility);
Json loss_json(const FacilityResult& facility);
Json default_causes_json(const FacilityResult& facility);

}  // namespace waferline
