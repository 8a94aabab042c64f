/// The rollover map of a facility as the page reads it.
#pragma once

#include "waferline/engine/plan.h"
#include "waferline/engine/results.h"
#include "waferline/report/json_numbers.h"
#include "waferline/world/world.h"

namespace waferline {

Json rollover_json(const World& world, const Plan& plan, const Results& results, std::size_t facility);

}  // namespace waferline
