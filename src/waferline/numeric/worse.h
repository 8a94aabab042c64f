/// The larger of two figures that must stay small, where not-a-number is worse than any: it can't hide behind a
/// comparison, which is false of it either way.
///
///     worst = worse(worst, imbalance[p]);      // worst <= limit fails once any imbalance was not a number
#pragma once

#include "waferline/numeric/level.h"

namespace waferline {
inline namespace WAFERLINE_LEVEL {

[[gnu::always_inline]] constexpr double worse(double one, double other) {
  return one >= other || one != one ? one : other;
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
