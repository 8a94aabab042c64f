/// The best of several timed runs: on a shared machine the fastest run is the least disturbed one.
#pragma once

#include <algorithm>
#include <chrono>
#include <limits>

namespace waferline::bench {

/// Seconds of the fastest of `repeats` calls.
template <typename Function>
double best_seconds(int repeats, Function&& run) {
  double best = std::numeric_limits<double>::infinity();
  for (int i = 0; i < repeats; ++i) {
    const auto start = std::chrono::steady_clock::now();
    run();
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

}  // namespace waferline::bench
