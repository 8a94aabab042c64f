// How fast whole worlds run: path-months a second on one thread and on all, at each CPU level.
#include <fmt/core.h>

#include <memory>
#include <thread>
#include <vector>

#include "stopwatch.h"
#include "waferline/engine/compile.h"
#include "waferline/engine/kernels.h"
#include "waferline/world/reader.h"

using namespace waferline;

namespace {

/// Runs `blocks` over `threads` threads, recording and writing outcomes as a run does.
void run_blocks(const Plan& plan, Level level, int threads, int blocks) {
  const auto work = [&](int first) {
    const auto state = std::make_unique<BlockState>();
    Bands bands(plan.months, plan.banded);
    std::vector<double> outcomes(block_width * plan.outcomes.size());
    for (int block = first; block < blocks; block += threads)
      block_kernel(level)({.plan = &plan,
                           .seed = 1,
                           .block = static_cast<std::uint64_t>(block),
                           .lanes = block_width,
                           .bands = bands.view(),
                           .outcomes = outcomes.data(),
                           .observer = {}},
                          *state);
  };
  std::vector<std::jthread> running;
  for (int t = 0; t < threads; ++t) running.emplace_back(work, t);
}

}  // namespace

// run_speed [WORLD [LEVEL]]
int main(int count, char** arguments) {
  const char* folder = count > 1 ? arguments[1] : "worlds/coreweave-ddtl3";
  const auto world = load_world(folder);
  if (!world) {
    for (const Problem& problem : world.error()) fmt::print(stderr, "{}\n", to_string(problem));
    return 3;
  }
  const auto plan = compile(*world);
  if (!plan) {
    for (const Problem& problem : plan.error()) fmt::print(stderr, "{}\n", to_string(problem));
    return 3;
  }
  fmt::print("{}: {} months, {} banded quantities, {} outcomes\n", folder, (*plan)->months, (*plan)->banded.size(),
             (*plan)->outcomes.size());
  fmt::print("{:<8}{:>8}{:>24}{:>26}\n", "level", "threads", "M path-months/s (best)", "100,000 x 60 takes (s)");
  for (const Level level : supported_levels()) {
    if (count > 2 && name_of(level) != std::string_view(arguments[2])) continue;
    for (const int threads : {1, 2}) {
      const int blocks = level == supported_levels().back() ? 256 : 64;
      const double seconds = bench::best_seconds(5, [&] { run_blocks(**plan, level, threads, blocks); });
      const double best = blocks * static_cast<double>(block_width) * (*plan)->months / seconds;
      fmt::print("{:<8}{:>8}{:>24.2f}{:>26.2f}\n", name_of(level), threads, best / 1e6, 6e6 / best);
    }
  }
}
