// The life of one block of paths, compiled once per CPU level.
#include "waferline/engine/credit_month.h"
#include "waferline/engine/kernels.h"
#include "waferline/engine/market_month.h"
#include "waferline/engine/record.h"
#include "waferline/engine/show.h"
#include "waferline/numeric/worse.h"

namespace waferline {
inline namespace WAFERLINE_LEVEL {

namespace {

void start_block(const Plan& plan, Key key, std::uint64_t first_path, BlockState& state) {
  start_market(plan, key, first_path, state.market);
  start_credit(plan, key, first_path, state);
  start_shown(plan, state);
}

void run_credit(const Plan& plan, Key key, std::uint64_t first_path, int t, BlockState& state) {
  obligors_month(plan, key, first_path, t, state);
  fleets_month(plan, key, first_path, t, state);
  facilities_month(plan, t, state);
}

double worst_of(const Row& row, std::size_t lanes) {
  double worst = 0;
  for (std::size_t p = 0; p < lanes; ++p) worst = worse(worst, row[p]);
  return worst;
}

}  // namespace

double run_block(const BlockRequest& request, BlockState& state) {
  const Plan& plan = *request.plan;
  const Key key = key_of(request.seed);
  const std::uint64_t first_path = request.block * block_width;
  start_block(plan, key, first_path, state);
  for (int t = 0; t < plan.months; ++t) {
    if (t > 0) market_month(plan, key, first_path, t, state.market);
    run_credit(plan, key, first_path, t, state);
    show_month(plan, t, state);
    record_month(request.bands, t, request.lanes, state);
    if (request.observer.after_month != nullptr) request.observer.after_month(request.observer.context, t, state);
  }
  if (request.outcomes != nullptr) write_outcomes(plan.outcome_list, request.lanes, state, request.outcomes);
  return worst_of(state.worst_imbalance, request.lanes);
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
