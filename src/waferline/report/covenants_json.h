/// The covenants of a facility: how often each breaks, which breaks first, and the tested value month by month.
#pragma once

#include "waferline/engine/plan.h"
#include "waferline/engine/results.h"
#include "waferline/report/json_numbers.h"

namespace waferline {

Json covenants_json(const Results& results, const FacilityNames& names, const FacilityResult& facility);

}  // namespace waferline
