/// `--to-error 1% --of facility.ddtl3.pd`: more paths until a figure is known well enough.
///
/// Stages have 4,096 paths, then half as many again, then double, and so on: fixed numbers, so that where a run stops
/// depends on its figures alone and not on the machine's speed.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>

#include "apps/waferline/simulation.h"

namespace waferline::app {

struct ErrorGoal {
  double error = 0;
  bool relative = false;  ///< of the figure's own value
  std::string figure;
};

/// "1%" is relative, "0.002" absolute; nothing for anything else.
std::optional<ErrorGoal> parse_error_goal(const std::string& text, const std::string& figure);

/// The first stage with more than `paths` paths; 4096 x 1, 1.5, 2, 3, 4, 6, ...
std::uint64_t next_stage(std::uint64_t paths);

/// As `simulate`, stage by stage. Stops at `options.paths` and says so if the goal is not reached.
std::expected<Simulation, int> simulate_to_error(const Plan& plan, RunOptions options, const ErrorGoal& goal,
                                                 const std::filesystem::path& folder);

}  // namespace waferline::app
