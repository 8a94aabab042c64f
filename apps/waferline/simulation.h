/// Simulating a plan into a folder, as `run` and `compare` do it.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>

#include "waferline/engine/results.h"
#include "waferline/engine/run.h"

namespace waferline::app {

/// What `run` and `compare` let the user choose.
struct SimulationChoices {
  std::uint64_t paths = 100'000;
  bool paths_given = false;
  std::uint64_t seed = 1;
  int threads = 0;
  std::string level;  ///< empty: the best
  bool fresh = false;
};

void add_simulation_options(CLI::App& command, SimulationChoices& choices);

/// Nothing, after a complaint, if this machine cannot run the level.
std::optional<RunOptions> run_options(const SimulationChoices& choices);

/// Threads that a choice of 0 stands for.
int threads_used(const RunOptions& options);

struct Simulation {
  RunSummary summary;
  Results results;
  double simulate_seconds = 0, summarise_seconds = 0;
};

/// Runs with a progress bar and sums up. The error is an exit code; what went wrong has been said.
std::expected<Simulation, int> simulate(const Plan& plan, const RunOptions& options,
                                        const std::filesystem::path& folder);

}  // namespace waferline::app
