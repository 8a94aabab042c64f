/// What `run` says when it is done: a page of text for people, or JSON for programs.
#pragma once

#include <filesystem>
#include <string>

#include "apps/waferline/simulation.h"
#include "apps/waferline/world_input.h"
#include "waferline/store/run_folder.h"

namespace waferline::app {

std::string run_in_words(const WorldInput& input, const Simulation& simulation, const RunFolder& folder,
                         bool with_report);
std::string run_as_json(const Simulation& simulation, const RunFolder& folder, bool with_report);

}  // namespace waferline::app
