/// The engine's rival: the month of CoreWeave's DDTL 3.0 written by hand as a few long loops.
///
/// What is fixed in the code and would otherwise be data: eight fleets in service from the start, each under one
/// take-or-pay line of the one customer; four of one chip, then four of another; three accounts; the twenty-three
/// payments; four covenants; the limbs, guarantee and disposal rule. Numbers come from the Plan. Between its steps a
/// month lives in registers, and only what is carried on or recorded is stored. What is shared with the engine: the
/// market's kernels, the obligors' month, the rare steps (chips that fall vacant or are sold) and the recording.
#pragma once

#include "waferline/engine/kernels.h"

namespace waferline::bench {

/// Whether the plan has the shape that the loops are written for.
bool fits_fused(const Plan& plan);

/// `run_block` of the fused loops at a level.
RunBlock fused_kernel(Level level);

}  // namespace waferline::bench
