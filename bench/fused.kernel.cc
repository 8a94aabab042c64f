#include "fused_close.h"
#include "waferline/engine/credit_month.h"
#include "waferline/engine/kernels.h"
#include "waferline/engine/market_month.h"
#include "waferline/engine/record.h"

namespace waferline {
inline namespace WAFERLINE_LEVEL {
namespace {

/// The rare steps of a facility's month: chips that are sold.
void fused_sales(const Plan& plan, int t, bool some_sell, BlockState& state) {
  const FacilityPlan& facility = plan.facilities[0];
  const Row* values[max_fleets_per_facility];
  for (std::size_t f = 0; f < fused_lines; ++f)
    values[f] = &state.market.value[static_cast<std::size_t>(plan.fleet_chip[f])];
  const FacilityInputs in{.sofr = nullptr,
                          .discount = nullptr,
                          .absorption = &state.market.absorption,
                          .sponsor = nullptr,
                          .customer_upgraded = nullptr,
                          .fleet = nullptr,
                          .value_usd_per_gpu = values};
  if (some_sell) enforce(facility, t, in, state.facility[0]);
  if (t == facility.months - 1) sell_at_horizon(facility, t, in, state.facility[0]);
}

}  // namespace

double run_block_fused(const BlockRequest& request, BlockState& state) {
  const Plan& plan = *request.plan;
  const Key key = key_of(request.seed);
  const std::uint64_t first_path = request.block * block_width;
  start_market(plan, key, first_path, state.market);
  start_credit(plan, key, first_path, state);
  start_shown(plan, state);
  FusedReceipts receipts;
  FusedBetween between;
  for (int t = 0; t < plan.months; ++t) {
    if (t > 0) market_month(plan, key, first_path, t, state.market);
    obligors_month(plan, key, first_path, t, state);
    fused_leases(plan, key, first_path, t, state, receipts);
    const bool some_sell = fused_until_sale(plan, t, state, receipts, state.facility[0], between);
    fused_sales(plan, t, some_sell, state);
    fused_close(plan.facilities[0], t, state.market.rates.discount, between, state.facility[0], state.shown[0],
                state.worst_imbalance);
    show_releases(plan, t, state);
    fused_drivers(plan, t, state, state.driver);
    record_month(request.bands, t, request.lanes, state);
  }
  if (request.outcomes != nullptr) write_outcomes(plan.outcome_list, request.lanes, state, request.outcomes);
  double worst = 0;
  for (std::size_t p = 0; p < request.lanes; ++p) worst = worse(worst, state.worst_imbalance[p]);
  return worst;
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
