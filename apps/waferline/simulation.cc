#include "apps/waferline/simulation.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "apps/waferline/console.h"
#include "apps/waferline/exit_codes.h"
#include "apps/waferline/interrupt.h"
#include "apps/waferline/progress_bar.h"
#include "apps/waferline/whole_number.h"
#include "waferline/engine/summarise.h"

namespace waferline::app {

namespace {

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

constexpr std::uint64_t most_paths = 1'000'000'000;
constexpr std::uint64_t most_threads = 1024;

int report(const RunFailure& failure) {
  complain(failure.message + ".");
  switch (failure.kind) {
    case RunFailure::Kind::interrupted:
      return exit_interrupted;
    case RunFailure::Kind::environment:
      return exit_environment;
    case RunFailure::Kind::bug:
      break;
  }
  return exit_bug;
}

}  // namespace

void add_simulation_options(CLI::App& command, SimulationChoices& choices) {
  command
      .add_option_function<std::uint64_t>(
          "--paths",
          [&choices](std::uint64_t paths) {
            choices.paths = paths;
            choices.paths_given = true;
          },
          "random futures to run [100000]")
      ->check(whole_number(1, most_paths))
      ->type_name("N");
  add_seed_option(command, choices.seed, "of the random numbers; equal seeds, equal futures [1]");
  command.add_option("--threads", choices.threads, "0 stands for all the machine has; results do not depend on it [0]")
      ->check(whole_number(0, most_threads))
      ->type_name("T");
  command.add_option("--level", choices.level, "CPU level: v2, v3 or v4; results do not depend on it [the best]")
      ->type_name("LEVEL");
  command.add_flag("--fresh", choices.fresh, "start over instead of carrying on an unfinished run");
}

std::optional<RunOptions> run_options(const SimulationChoices& choices) {
  RunOptions options{.paths = choices.paths, .seed = choices.seed, .threads = choices.threads, .fresh = choices.fresh};
  if (choices.level.empty()) return options;
  const auto level = level_named(choices.level);
  const auto supported = supported_levels();
  if (level && std::find(supported.begin(), supported.end(), *level) != supported.end()) {
    options.level = *level;
    return options;
  }
  std::string names;
  for (const Level known : supported) names += (names.empty() ? "" : ", ") + std::string(name_of(known));
  complain(fmt::format("this machine cannot run level '{}'; it runs {}.", choices.level, names));
  return std::nullopt;
}

int threads_used(const RunOptions& options) {
  return options.threads > 0 ? options.threads : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

std::expected<Simulation, int> simulate(const Plan& plan, const RunOptions& options,
                                        const std::filesystem::path& folder) {
  const RunHooks hooks{.progress = progress_bar(), .interrupted = watch_for_interrupts()};
  const Clock::time_point start = Clock::now();
  auto summary = run_paths(plan, options, folder, hooks);
  stop_watching();
  clear_progress_bar();
  if (!summary) return std::unexpected(report(summary.error()));
  Simulation simulation{.summary = std::move(*summary), .results = {}, .simulate_seconds = seconds_since(start)};

  const Clock::time_point summarise_start = Clock::now();
  auto results = summarise(plan, options.seed, simulation.summary, folder);
  if (!results) return std::unexpected(report_failure(results.error()));
  simulation.results = std::move(*results);
  simulation.summarise_seconds = seconds_since(summarise_start);
  return simulation;
}

}  // namespace waferline::app
