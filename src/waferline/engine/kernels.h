/// The block kernel at each CPU level this program was compiled for.
#pragma once

#include <cstddef>
#include <cstdint>

#include "waferline/engine/bands.h"
#include "waferline/engine/plan.h"
#include "waferline/engine/state.h"
#include "waferline/numeric/levels.h"

namespace waferline {

/// Called after every month of a block, for replays; `context` is the caller's.
struct MonthObserver {
  void (*after_month)(void* context, int month, const BlockState& state) = nullptr;
  void* context = nullptr;
};

struct BlockRequest {
  const Plan* plan = nullptr;
  std::uint64_t seed = 0;
  std::uint64_t block = 0;     ///< paths block·128 ...
  std::size_t lanes = 128;     ///< how many of them count
  BandsView bands;             ///< no quantities: nothing is recorded
  double* outcomes = nullptr;  ///< lanes × plan.outcomes, path after path; may be null
  MonthObserver observer;
};

/// Runs all months of one block. Returns the worst imbalance of cash or units, in multiples of what rounding may leave.
using RunBlock = double (*)(const BlockRequest& request, BlockState& state);

RunBlock block_kernel(Level level);

}  // namespace waferline
