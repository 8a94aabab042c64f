#include "apps/waferline/to_error.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "apps/waferline/console.h"
#include "apps/waferline/exit_codes.h"
#include "waferline/base/text.h"
#include "waferline/engine/checkpoint.h"
#include "waferline/report/words.h"
#include "waferline/store/run_folder.h"

namespace waferline::app {

namespace {

constexpr std::uint64_t first_stage = 4096;

const Figure* figure_named(const Results& results, const std::string& name) {
  for (const Figure& figure : results.figures)
    if (figure.name == name) return &figure;
  return nullptr;
}

int unknown_figure(const Results& results, const std::string& name) {
  std::vector<std::string_view> known(results.figures.size());
  for (std::size_t i = 0; i < known.size(); ++i) known[i] = results.figures[i].name;
  const std::string_view meant = closest_word(name, known);
  complain(fmt::format("the run has no figure '{}'{}.", name,
                       meant.empty() ? "" : fmt::format("; did you mean {}?", meant)));
  return exit_usage;
}

bool reached(const Figure& figure, const ErrorGoal& goal) {
  const double wanted = goal.relative ? goal.error * std::abs(figure.value) : goal.error;
  return std::isfinite(figure.value) && figure.standard_error <= wanted;
}

/// Paths that an earlier call left in the folder, and that this one carries on from.
std::uint64_t paths_kept(const Plan& plan, const RunOptions& options, const std::filesystem::path& folder) {
  if (options.fresh) return 0;
  const auto kept = load_checkpoint(RunFolder{folder}.checkpoint(), run_fingerprint(plan, options.seed),
                                    Bands(plan.months, plan.banded));
  return kept ? kept->paths : 0;
}

}  // namespace

std::optional<ErrorGoal> parse_error_goal(const std::string& text, const std::string& figure) {
  const bool relative = text.ends_with('%');
  const auto number = parse_number(relative ? text.substr(0, text.size() - 1) : text);
  if (!number || *number <= 0) return std::nullopt;
  return ErrorGoal{.error = relative ? *number / 100 : *number, .relative = relative, .figure = figure};
}

std::uint64_t next_stage(std::uint64_t paths) {
  std::uint64_t stage = first_stage;
  while (stage <= paths) stage = (stage & (stage - 1)) == 0 ? stage + stage / 2 : stage / 3 * 4;
  return stage;
}

std::expected<Simulation, int> simulate_to_error(const Plan& plan, RunOptions options, const ErrorGoal& goal,
                                                 const std::filesystem::path& folder) {
  const std::uint64_t most = options.paths;
  // A kept run that stands at a stage is judged there; between two, it is first carried on to the next.
  const std::uint64_t kept = std::min(paths_kept(plan, options, folder), most);
  options.paths = std::min(most, kept == 0 ? first_stage : next_stage(kept - 1));
  double simulate_seconds = 0, summarise_seconds = 0;
  while (true) {
    auto simulation = simulate(plan, options, folder);
    if (!simulation) return simulation;
    simulation->simulate_seconds = simulate_seconds += simulation->simulate_seconds;
    simulation->summarise_seconds = summarise_seconds += simulation->summarise_seconds;
    const Figure* figure = figure_named(simulation->results, goal.figure);
    if (figure == nullptr) return std::unexpected(unknown_figure(simulation->results, goal.figure));
    if (reached(*figure, goal)) return simulation;
    if (options.paths == most) {
      complain(fmt::format("{} is {} after {} paths, which is not yet the error asked for; --paths allows more.",
                           goal.figure, figure_words(figure->value, figure->standard_error, figure->unit),
                           count_words(static_cast<double>(most))));
      return simulation;
    }
    options.paths = std::min(most, next_stage(options.paths));
    options.fresh = false;
  }
}

}  // namespace waferline::app
