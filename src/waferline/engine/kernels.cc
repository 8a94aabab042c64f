#include "waferline/engine/kernels.h"

WAFERLINE_DECLARE_AT_EACH_LEVEL(double run_block(const BlockRequest&, BlockState&))

namespace waferline {

RunBlock block_kernel(Level level) { return WAFERLINE_AT_LEVEL(level, run_block); }

}  // namespace waferline
