/// Conditions over the lanes of a block: every operand is computed, so that a loop of them becomes masks.
///
///     rows.alive[p] = all(falls, rows.alive[p] > 0.0) ? 0.0 : rows.alive[p];
#pragma once

#include "waferline/numeric/block.h"
#include "waferline/numeric/level.h"

namespace waferline {
inline namespace WAFERLINE_LEVEL {

/// Rows for operands that are left out.
inline constexpr Row zero_row{};
inline constexpr Row one_row = [] {
  Row row{};
  for (double& x : row.at) x = 1.0;
  return row;
}();

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
