/// What a block leaves behind: the banded rows of every month, and one line of outcomes for each path.
#pragma once

#include "waferline/engine/bands.h"
#include "waferline/engine/plan.h"
#include "waferline/engine/state.h"

namespace waferline {
inline namespace WAFERLINE_LEVEL {

[[gnu::always_inline]] inline void record_month(const BandsView& bands, int t, std::size_t lanes,
                                                const BlockState& state) {
  const auto month = static_cast<std::size_t>(t);
  Uncounted uncounted;
  for (std::size_t quantity = 0; quantity < bands.quantities; ++quantity) {
    if (uncounted.rows == Uncounted::most) count_rows(bands, month, uncounted);
    record_row(bands, month, quantity, row_at(state, bands.targets[quantity].offset), lanes, uncounted);
  }
  count_rows(bands, month, uncounted);
}

[[gnu::always_inline]] inline void write_outcomes(const OutcomeList& list, std::size_t lanes, const BlockState& state,
                                                  double* outcomes) {
  for (std::size_t field = 0; field < list.count; ++field) {
    const Row& row = row_at(state, list.offsets[field]);
    for (std::size_t p = 0; p < lanes; ++p) outcomes[p * list.count + field] = row[p];
  }
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
