/// The best of several timed runs: on a shared machine the fastest run is the least disturbed one.
#pragma once

#include <time.h>

#include <algorithm>
#include <chrono>
#include <limits>

namespace waferline::bench {

inline double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Seconds of the fastest of `repeats` calls.
template <typename Function>
double best_seconds(int repeats, Function&& run) {
  double best = std::numeric_limits<double>::infinity();
  for (int i = 0; i < repeats; ++i) {
    const auto start = std::chrono::steady_clock::now();
    run();
    best = std::min(best, seconds_since(start));
  }
  return best;
}

/// Seconds that the calling thread has spent on a processor: what waiting for a turn does not add to.
inline double thread_cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace waferline::bench
