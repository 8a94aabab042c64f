/// Steps 1 to 5 of a facility's month: draw, interest, hedge and fees, principal due, receipts.
/// Source: docs/model.md, section 11. USD; rates are annual, over days/360.
#pragma once

#include "waferline/credit/conditions.h"
#include "waferline/credit/facility_inputs.h"
#include "waferline/credit/facility_plan.h"
#include "waferline/credit/facility_rows.h"
#include "waferline/numeric/maths.h"

namespace waferline {
inline namespace WAFERLINE_LEVEL {

/// Step 1: the plan's draw, inside the commitment and the advance rate. It and the sponsor's share pay for equipment.
[[gnu::always_inline]] inline void draw_funds(const FacilityPlan& plan, int t, FacilityRows& r) {
  using R = FacilityRows;
  const FacilityMonth& m = plan.month[static_cast<std::size_t>(t)];
  const double planned = m.may_draw ? m.planned_draw_usd : 0.0;
  const double most = plan.commitment_usd < m.advance_limit_usd ? plan.commitment_usd : m.advance_limit_usd;
  const double own = 1.0 / plan.advance_rate - 1.0;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double room = most - r[R::funded][p];
    const double draw = planned < room ? planned : room;
    const double drawn = all(r[R::status][p] == performing, draw > 0.0) ? draw : 0.0;
    r[R::draw][p] = drawn;
    r[R::sponsor_share][p] = drawn * own;
    r[R::equipment][p] = drawn + r[R::sponsor_share][p];
    r[R::balance][p] += drawn;
    r[R::funded][p] += drawn;
  }
}

/// Step 2: interest on the balance before the draw, and what is still owed of earlier interest.
[[gnu::always_inline]] inline void interest_dues(const FacilityPlan& plan, int t, const FacilityInputs& in,
                                                 FacilityRows& r) {
  using R = FacilityRows;
  const double year_fraction = plan.month[static_cast<std::size_t>(t)].days / 360.0;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double sofr = (*in.sofr)[p];
    const double base = sofr > plan.floor ? sofr : plan.floor;
    const double extra = r[R::status][p] > performing ? plan.default_margin : 0.0;
    r[R::rate][p] = base + plan.margin + extra;
    r[R::interest_accrued][p] = r[R::opening_balance][p] * r[R::rate][p] * year_fraction;
    r[R::interest_due][p] = r[R::interest_accrued][p] + r[R::arrears][p];
  }
}

/// Step 3: the swap's net payment on its share of last month's scheduled balance, the fee on what is undrawn, the
/// agent's fee.
[[gnu::always_inline]] inline void hedge_and_fee_dues(const FacilityPlan& plan, int t, const FacilityInputs& in,
                                                      FacilityRows& r) {
  using R = FacilityRows;
  const FacilityMonth& m = plan.month[static_cast<std::size_t>(t)];
  const double year_fraction = m.days / 360.0;
  const double scheduled = t > 0 ? plan.month[static_cast<std::size_t>(t - 1)].scheduled_share : 0.0;
  const double undrawn_fee = m.may_draw ? plan.undrawn_fee * year_fraction : 0.0;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double funded_before = r[R::funded][p] - r[R::draw][p];
    const double notional = plan.swap_share * (t > 0 ? funded_before * scheduled : r[R::opening_balance][p]);
    const double pays = (plan.swap_rate - (*in.sofr)[p]) * year_fraction * notional;
    const double net = r[R::status][p] < accelerated ? pays : 0.0;
    r[R::hedge_due][p] = net > 0.0 ? net : 0.0;
    r[R::hedge_receipt][p] = net < 0.0 ? -net : 0.0;
    const double fee = r[R::status][p] == performing ? undrawn_fee * (plan.commitment_usd - r[R::funded][p]) : 0.0;
    r[R::fees_due][p] = r[R::open][p] * (fee + plan.agent_fee_usd_per_month);
  }
}

/// Step 4: what brings the balance inside the least of the facility's limbs; everything once mature or accelerated.
[[gnu::always_inline]] inline void principal_dues(const FacilityPlan& plan, int t, FacilityRows& r) {
  using R = FacilityRows;
  const FacilityMonth& m = plan.month[static_cast<std::size_t>(t)];
  constexpr double no_limit = maths_detail::infinity;
  double net_book = 0.0;
  for (int f = 0; f < plan.fleet_count; ++f) net_book += m.net_book_usd[static_cast<std::size_t>(f)];
  const double schedule_share = plan.limb_schedule ? m.scheduled_share : no_limit;
  const double cap = plan.limb_depreciated_cost ? plan.cap_share * net_book : no_limit;
  const double contracted = plan.limb_contracted_cash ? m.contracted_cash_limit_usd : no_limit;
  const bool mature = t >= plan.maturity;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double balance = r[R::balance][p];
    const double schedule = r[R::funded][p] > 0.0 ? r[R::funded][p] * schedule_share : 0.0;
    const double depreciated = r[R::left][p] > 0.0 ? cap * r[R::left][p] : 0.0;
    double limit = schedule < depreciated ? schedule : depreciated;
    limit = contracted < limit ? contracted : limit;
    limit = any(mature, r[R::status][p] == accelerated) ? 0.0 : limit;
    const double due = balance - limit, scheduled = balance - schedule;
    r[R::limit][p] = limit;
    r[R::principal_due][p] = due > 0.0 ? due : 0.0;
    r[R::schedule_due][p] = scheduled > 0.0 ? scheduled : 0.0;
    r[R::principal_outstanding][p] = balance;
  }
}

/// Step 5: bills, hedge receipts, last month's cures and proceeds reach the collection account; opex falls due.
[[gnu::always_inline]] inline void receive(const FacilityPlan& plan, const FacilityInputs& in, FacilityRows& r) {
  using R = FacilityRows;
  r[R::bills].fill(0.0);
  r[R::contract_receipts].fill(0.0);
  r[R::opex_due].fill(0.0);
  for (int f = 0; f < plan.fleet_count; ++f) {
    const FleetRows& fleet = *in.fleet[f];
    for (std::size_t p = 0; p < block_width; ++p) {
      r[R::bills][p] += fleet.bills[p];
      r[R::contract_receipts][p] += fleet.contract_receipts[p];
      r[R::opex_due][p] += fleet.opex[p];
    }
  }
  for (std::size_t p = 0; p < block_width; ++p) {
    const double open = r[R::open][p];
    r[R::bills][p] *= open;
    r[R::contract_receipts][p] *= open;
    r[R::opex_due][p] *= open;
    r[R::cures][p] = open * r[R::pending_cures][p];
    r[R::proceeds][p] = open * r[R::pending_proceeds][p];
    r[R::pending_cures][p] = 0.0;
    r[R::pending_proceeds][p] = 0.0;
    r[R::account][p] += r[R::bills][p] + r[R::hedge_receipt][p] + r[R::cures][p] + r[R::proceeds][p];

    const double upgraded = in.customer_upgraded ? (*in.customer_upgraded)[p] : 0.0;
    const bool fallen_away = all(plan.guarantee_falls_away, upgraded > 0.0);
    const bool stands = all(open > 0.0, in.sponsor->alive[p] > 0.0, !fallen_away);
    r[R::guarantee][p] = stands ? maths_detail::infinity : 0.0;
  }
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
