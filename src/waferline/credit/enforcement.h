/// Collateral: what the chips are worth to a lender, when they are sold, what a sale brings.
///
/// A month's forced sale of q effective units into a market that absorbs M brings on average
/// `V (1-h) (1-e^-z)/z` a chip, z = lambda q/M, less the selling cost share and the cost of removal, never below zero;
/// q counts the facility's own chips of all its fleets. The liquidation value spreads what is left over `sale_months`.
/// A fleet is collateral from its planned month of service on, when its cost counts for draws too.
/// Source: docs/model.md, sections 6 and 11 (step 10).
#pragma once

#include "waferline/credit/conditions.h"
#include "waferline/credit/facility_inputs.h"
#include "waferline/credit/facility_plan.h"
#include "waferline/credit/facility_rows.h"
#include "waferline/market/forced_sale.h"
#include "waferline/numeric/maths.h"

namespace waferline {
inline namespace WAFERLINE_LEVEL {

/// Chips that are there to be sold in month t: none before the planned month of service.
[[gnu::always_inline]] inline double units_pledged(const FacilityFleet& fleet, int t) {
  return t >= fleet.in_service ? fleet.units : 0.0;
}

[[gnu::always_inline]] inline double effective_units(const FacilityPlan& plan, int t) {
  double sum = 0.0;
  for (int f = 0; f < plan.fleet_count; ++f) {
    const FacilityFleet& fleet = plan.fleet[static_cast<std::size_t>(f)];
    sum += units_pledged(fleet, t) * fleet.effective_compute;
  }
  return sum;
}

/// What selling `share` of all units brings in month t, `per_month` of them in one month. USD after costs.
[[gnu::always_inline]] inline void sale_value(const FacilityPlan& plan, int t, const FacilityInputs& in,
                                              const Row& share, const Row& per_month, Row& usd) {
  const double all_units = effective_units(plan, t);
  Row price_share;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double sold = per_month[p] * all_units;
    const double z = plan.price_impact * sold / (*in.absorption)[p];
    price_share[p] = (1.0 - plan.quality_haircut) * impact_share(z) * (1.0 - plan.selling_cost_share);
  }
  usd.fill(0.0);
  for (int f = 0; f < plan.fleet_count; ++f) {
    const double units = units_pledged(plan.fleet[static_cast<std::size_t>(f)], t);
    const Row& value = *in.value_usd_per_gpu[f];
    for (std::size_t p = 0; p < block_width; ++p) {
      const double net = value[p] * price_share[p] - plan.removal_cost_usd_per_gpu;
      usd[p] += units * share[p] * (net > 0.0 ? net : 0.0);
    }
  }
}

/// Book, market, liquidation and going-concern value of what is left, and the loan against the first three.
[[gnu::always_inline]] inline void collateral_values(const FacilityPlan& plan, int t, const FacilityInputs& in,
                                                     FacilityRows& r) {
  using R = FacilityRows;
  const FacilityMonth& m = plan.month[static_cast<std::size_t>(t)];
  double net_book = 0.0;
  for (int f = 0; f < plan.fleet_count; ++f) net_book += m.net_book_usd[static_cast<std::size_t>(f)];
  r[R::market_value].fill(0.0);
  r[R::contract_value].fill(0.0);
  for (int f = 0; f < plan.fleet_count; ++f) {
    const double units = units_pledged(plan.fleet[static_cast<std::size_t>(f)], t);
    const Row& value = *in.value_usd_per_gpu[f];
    const Row& contract = in.fleet[f]->contract_value;
    for (std::size_t p = 0; p < block_width; ++p) {
      r[R::market_value][p] += units * r[R::left][p] * value[p];
      r[R::contract_value][p] += contract[p];
    }
  }
  Row per_month;
  for (std::size_t p = 0; p < block_width; ++p) per_month[p] = r[R::left][p] / plan.sale_months;
  sale_value(plan, t, in, r[R::left], per_month, r[R::liquidation_value]);
  for (std::size_t p = 0; p < block_width; ++p) {
    r[R::book_value][p] = net_book * r[R::left][p];
    const double operated = plan.operate_share * r[R::market_value][p];
    const double contract = r[R::contract_value][p];
    r[R::going_concern_value][p] = operated > contract ? operated : contract;
  }
}

/// Balance over value; infinite where something is owed on nothing, not a number once the facility is closed.
[[gnu::always_inline]] inline void loan_to_value(const Row& balance, const Row& value, const Row& open, Row& ltv,
                                                 Row& under_water) {
  constexpr double infinity = maths_detail::infinity;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double on_nothing = balance[p] > 0.0 ? infinity : 0.0;
    const double ratio = value[p] > 0.0 ? balance[p] / value[p] : on_nothing;
    ltv[p] = open[p] > 0.0 ? ratio : maths_detail::not_a_number;
    under_water[p] = all(open[p] > 0.0, balance[p] > value[p]) ? 1.0 : under_water[p];
  }
}

/// Which paths sell this month: in enforcement long enough, and selling, or better sold, or told to, or out of time.
/// Lenders get what they are owed and no more: where a sale repays them, what else the chips could earn is not theirs.
[[gnu::always_inline]] inline bool decide_to_sell(const FacilityPlan& plan, int t, FacilityRows& r) {
  using R = FacilityRows;
  const bool rule_sell = plan.disposal == DisposalRule::sell, rule_best = plan.disposal == DisposalRule::best;
  unsigned some = 0;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double held = t - r[R::acceleration_month][p] - plan.repossession_lag_months;
    const double owed = r[R::balance][p] + r[R::arrears][p], value = r[R::liquidation_value][p];
    const bool repossessed = all(r[R::status][p] == accelerated, held >= 0.0, r[R::left][p] > 0.0, owed > 1.0);
    const bool better = all(rule_best, any(value > r[R::going_concern_value][p], value >= owed));
    const bool begins = any(rule_sell, better, held >= plan.operate_max_months);
    const bool sells = all(repossessed, any(r[R::lots_sold][p] > 0.0, begins));
    r[R::selling_now][p] = sells ? 1.0 : 0.0;
    some |= sells ? 1u : 0u;
  }
  return some != 0;
}

/// Owing, in standstill or accelerated, and with a default month: what the end of the run settles.
[[gnu::always_inline]] inline bool in_open_default(const FacilityRows& r, std::size_t p) {
  using R = FacilityRows;
  const double status = r[R::status][p];
  return all(any(status == standstill, status == accelerated), r[R::default_month][p] >= 0.0,
             r[R::balance][p] + r[R::arrears][p] > 1.0);
}

/// Step 10: one lot of the original units at the month's price; proceeds arrive next month.
[[gnu::always_inline]] inline void enforce(const FacilityPlan& plan, int t, const FacilityInputs& in, FacilityRows& r) {
  using R = FacilityRows;
  if (!decide_to_sell(plan, t, r)) return;
  Row after, lot, usd;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double lots = r[R::lots_sold][p] + 1.0;
    after[p] = lots >= plan.sale_months ? 0.0 : 1.0 - lots / plan.sale_months;
    lot[p] = r[R::selling_now][p] > 0.0 ? r[R::left][p] - after[p] : 0.0;
  }
  sale_value(plan, t, in, lot, lot, usd);
  for (std::size_t p = 0; p < block_width; ++p) {
    r[R::lots_sold][p] += r[R::selling_now][p];
    r[R::left][p] = r[R::selling_now][p] > 0.0 ? after[p] : r[R::left][p];
    r[R::sold_share][p] += lot[p];
    r[R::pending_proceeds][p] += usd[p];
  }
}

/// Last month of the world: where a default is open, all that is left is sold at its liquidation value, and the month's
/// proceeds are in hand at once.
[[gnu::always_inline]] inline void sell_at_horizon(const FacilityPlan& plan, int t, const FacilityInputs& in,
                                                   FacilityRows& r) {
  using R = FacilityRows;
  Row rest, per_month, usd;
  for (std::size_t p = 0; p < block_width; ++p) {
    const bool sells = in_open_default(r, p);
    rest[p] = sells ? r[R::left][p] : 0.0;
    per_month[p] = rest[p] / plan.sale_months;
  }
  sale_value(plan, t, in, rest, per_month, usd);
  for (std::size_t p = 0; p < block_width; ++p) {
    const double in_hand = in_open_default(r, p) ? r[R::pending_proceeds][p] : 0.0;
    r[R::left][p] -= rest[p];
    r[R::sold_share][p] += rest[p];
    r[R::pending_proceeds][p] -= in_hand;
    r[R::proceeds][p] += usd[p] + in_hand;
    r[R::account][p] += usd[p] + in_hand;
  }
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
