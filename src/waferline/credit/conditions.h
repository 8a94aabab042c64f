/// Conditions over the lanes of a block: every operand is computed, so that a loop of them becomes masks.
///
///     rows.alive[p] = all(falls, rows.alive[p] > 0.0) ? 0.0 : rows.alive[p];
#pragma once

#include "waferline/numeric/level.h"

namespace waferline {
inline namespace WAFERLINE_LEVEL {

template <class... Bools>
[[gnu::always_inline]] constexpr bool all(Bools... conditions) {
  return (... & conditions) != 0;
}

template <class... Bools>
[[gnu::always_inline]] constexpr bool any(Bools... conditions) {
  return (... | conditions) != 0;
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
