/// Hashes of what the block functions compute at one CPU level: equal on every machine, compiler and level.
///
/// Tests compare the levels of this machine with one another and with frozen values; `waferline` can show them, so that
/// two people who disagree about a number can first agree that their machines compute alike.
///
///     LevelProbe probe = probe_level(best_level());
#pragma once

#include <cstdint>

#include "waferline/numeric/levels.h"

namespace waferline {

struct LevelProbe {
  std::uint64_t uniforms, normals, exp, log, sincos, power, normal_cdf, exact_sum, histogram, loss_tail;

  friend bool operator==(const LevelProbe&, const LevelProbe&) = default;
};

/// Runs every block function over some 30,000 arguments at the given level, which this CPU must support.
LevelProbe probe_level(Level level);

}  // namespace waferline
