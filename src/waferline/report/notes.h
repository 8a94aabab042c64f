/// What a reader must know besides the figures: what the data cannot identify, and what was checked or counted.
#pragma once

#include <vector>

#include "waferline/engine/results.h"
#include "waferline/report/json_numbers.h"
#include "waferline/store/manifest.h"
#include "waferline/world/describe.h"

namespace waferline {

Json model_notes_json(const World& world, const std::vector<Assumption>& assumptions);
Json assumptions_json(const std::vector<Assumption>& assumptions);
Json checks_json(const Results& results);
Json manifest_rows_json(const Manifest& manifest);

}  // namespace waferline
