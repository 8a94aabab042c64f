/// First passage of a chip's value through its loan: the same model for us and for the rivals.
///
/// Geometric Brownian motion from 1, watched at 60 month-ends: a path defaults if it ever stands below the barrier.
/// ln V(t+1) = ln V(t) + (drift - vol^2 / 2) / 12 + vol / sqrt(12) * Z. Every path runs all 60 steps in every entry.
#pragma once

#include <cstdint>

#include "waferline/numeric/block.h"
#include "waferline/numeric/philox.h"

namespace waferline::bench {

struct FirstPassage {
  double drift_per_year = 0.0;
  double volatility_per_year = 0.35;
  double barrier = 0.6;
  int months = 60;  // even: one draw serves two months
};

/// The model with its per-month constants worked out.
struct FirstPassagePlan {
  double log_drift, log_volatility, log_barrier;
  int months;
  Key key;
};

/// One block of paths, in the state at the end.
struct FirstPassageBlock {
  Row log_value, lowest;
};

/// Share of `paths` paths that pass below the barrier, by QuantLib's path generator.
double quantlib_first_passage(const FirstPassage& model, std::uint64_t paths, std::uint32_t seed);

}  // namespace waferline::bench
