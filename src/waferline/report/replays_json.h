/// The paths worth replaying, told month by month on the page.
#pragma once

#include "waferline/engine/plan.h"
#include "waferline/engine/replay.h"
#include "waferline/engine/results.h"
#include "waferline/numeric/levels.h"
#include "waferline/report/json_numbers.h"

namespace waferline {

/// Runs the picked paths again (one block each) and tells them with the series that matter to this facility.
Json replays_json(const Plan& plan, const Results& results, std::size_t facility, Level level);

/// The series of a replay that belong on a facility's page: its own main rows, its chips' rents and values.
bool shown_in_replay(const std::string& name, const std::string& facility, const Plan& plan);

}  // namespace waferline
