// How fast whole worlds run: path-months a second on one thread and on two, at each CPU level.
//
// Two rates: by the clock on the wall, and by processor time, which is what the threads would reach on cores of their
// own. Both threads run all the while, so that what they share (cache, memory) is shared in either rate.
#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <thread>
#include <vector>

#include "stopwatch.h"
#include "waferline/engine/compile.h"
#include "waferline/engine/kernels.h"
#include "waferline/world/reader.h"

using namespace waferline;

namespace {

struct Speed {
  double wall = 0, cpu = 0;  ///< blocks a second
};

/// Runs `blocks` on each of `threads` threads, recording and writing outcomes as a run does.
Speed run_blocks(const Plan& plan, Level level, int threads, int blocks) {
  const auto start = std::chrono::steady_clock::now();
  std::vector<double> cpu_seconds(static_cast<std::size_t>(threads));
  const auto work = [&](int thread) {
    const auto state = std::make_unique<BlockState>();
    Bands bands(plan.months, plan.banded);
    std::vector<double> outcomes(block_width * plan.outcomes.size());
    const double before = bench::thread_cpu_seconds();
    for (int block = 0; block < blocks; ++block)
      block_kernel(level)({.plan = &plan,
                           .seed = 1,
                           .block = static_cast<std::uint64_t>(block * threads + thread),
                           .lanes = block_width,
                           .bands = bands.view(),
                           .outcomes = outcomes.data(),
                           .observer = {}},
                          *state);
    cpu_seconds[static_cast<std::size_t>(thread)] = bench::thread_cpu_seconds() - before;
  };
  std::vector<std::jthread> running;
  for (int t = 0; t < threads; ++t) running.emplace_back(work, t);
  running.clear();  // joins
  Speed speed{.wall = blocks * threads / bench::seconds_since(start)};
  for (const double seconds : cpu_seconds) speed.cpu += blocks / seconds;
  return speed;
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
  fmt::print("{:<8}{:>8}{:>26}{:>26}{:>26}\n", "level", "threads", "M path-months/s of wall", "of processor time",
             "100,000 x 60 takes (s)");
  for (const Level level : supported_levels()) {
    if (count > 2 && name_of(level) != std::string_view(arguments[2])) continue;
    for (const int threads : {1, 2}) {
      Speed best;
      for (int repeat = 0; repeat < 8; ++repeat) {
        const Speed now = run_blocks(**plan, level, threads, level == supported_levels().back() ? 96 : 24);
        best = {std::max(best.wall, now.wall), std::max(best.cpu, now.cpu)};
      }
      const double months_of_block = static_cast<double>(block_width) * (*plan)->months;
      fmt::print("{:<8}{:>8}{:>26.2f}{:>26.2f}{:>26.2f}\n", name_of(level), threads, best.wall * months_of_block / 1e6,
                 best.cpu * months_of_block / 1e6, 6e6 / (best.cpu * months_of_block));
    }
  }
}
