/// One path's month of DDTL 3.0: what lives between its steps, dues and the list of payments written out.
#pragma once

#include <cmath>

#include "waferline/credit/conditions.h"
#include "waferline/credit/facility_plan.h"
#include "waferline/credit/facility_rows.h"
#include "waferline/numeric/maths.h"

// Rows are distinct, and a lane never reads what another wrote. Long loops have no registers left to interleave with.
#if defined(__clang__)
#define WAFERLINE_FUSED_LANES _Pragma("clang loop vectorize(assume_safety) interleave_count(1)")
#else
#define WAFERLINE_FUSED_LANES _Pragma("GCC ivdep")
#endif

namespace waferline {
inline namespace WAFERLINE_LEVEL {

/// What a month brings on every path alike.
struct FusedMonth {
  double year_fraction, planned_draw, most_funded, own_share, undrawn_fee, scheduled_before, scheduled_share, cap;
  double liquidity_target;
  bool first, mature;
};

[[gnu::always_inline]] inline FusedMonth fused_month(const FacilityPlan& plan, int t) {
  const FacilityMonth& m = plan.month[static_cast<std::size_t>(t)];
  double net_book = 0.0;
  for (std::size_t f = 0; f < 8; ++f) net_book += m.net_book_usd[f];
  return {.year_fraction = m.days / 360.0,
          .planned_draw = m.may_draw ? m.planned_draw_usd : 0.0,
          .most_funded = plan.commitment_usd < m.advance_limit_usd ? plan.commitment_usd : m.advance_limit_usd,
          .own_share = 1.0 / plan.advance_rate - 1.0,
          .undrawn_fee = m.may_draw ? plan.undrawn_fee * (m.days / 360.0) : 0.0,
          .scheduled_before = t > 0 ? plan.month[static_cast<std::size_t>(t - 1)].scheduled_share : 0.0,
          .scheduled_share = m.scheduled_share,
          .cap = plan.cap_share * net_book,
          .liquidity_target = m.target_usd[1],
          .first = t == 0,
          .mature = t >= plan.maturity};
}

/// One path's month, in registers.
struct FusedLane {
  bool open, trapped;
  double status, balance, funded, arrears, left, opening_balance, opening_accounts;
  double draw, sponsor_share, accrued, interest_due, hedge_due, hedge_receipt, fees_due, schedule_due, principal_due,
      principal_outstanding;
  double bills, receipts, opex_due, cures, proceeds;
  double collection, liquidity, reserve, guarantee, sponsor_paid;
  double opex_paid, fees_paid, hedge_paid, interest_paid, principal_paid, guarantee_paid;
};

[[gnu::always_inline]] inline void fused_dues(const FacilityPlan& plan, const FusedMonth& m, double sofr,
                                              FusedLane& x) {
  x.opening_balance = x.balance;
  x.opening_accounts = x.collection + x.liquidity + x.reserve;
  const double room = m.most_funded - x.funded, draw = m.planned_draw < room ? m.planned_draw : room;
  x.draw = all(x.status == performing, draw > 0.0) ? draw : 0.0;
  x.sponsor_share = x.draw * m.own_share;
  x.balance += x.draw;
  x.funded += x.draw;

  const double base = sofr > plan.floor ? sofr : plan.floor;
  const double rate = base + plan.margin + (x.status > performing ? plan.default_margin : 0.0);
  x.accrued = x.opening_balance * rate * m.year_fraction;
  x.interest_due = x.accrued + x.arrears;

  const double notional = plan.swap_share * (m.first ? x.opening_balance : (x.funded - x.draw) * m.scheduled_before);
  const double pays = (plan.swap_rate - sofr) * m.year_fraction * notional;
  const double net = x.status < accelerated ? pays : 0.0;
  x.hedge_due = net > 0.0 ? net : 0.0;
  x.hedge_receipt = net < 0.0 ? -net : 0.0;
  const double fee = x.status == performing ? m.undrawn_fee * (plan.commitment_usd - x.funded) : 0.0;
  x.fees_due = (x.open ? 1.0 : 0.0) * (fee + plan.agent_fee_usd_per_month);

  const double schedule = x.funded > 0.0 ? x.funded * m.scheduled_share : 0.0;
  const double depreciated = x.left > 0.0 ? m.cap * x.left : 0.0;
  const double within = schedule < depreciated ? schedule : depreciated;
  const double limit = any(m.mature, x.status == accelerated) ? 0.0 : within;
  const double due = x.balance - limit, scheduled = x.balance - schedule;
  x.principal_due = due > 0.0 ? due : 0.0;
  x.schedule_due = scheduled > 0.0 ? scheduled : 0.0;
  x.principal_outstanding = x.balance;
}

/// Moves up to what is missing of the goal; returns what moved.
[[gnu::always_inline]] inline double fused_pay(double& from, double& into, double goal) {
  const double missing = goal - into, least = from < missing ? from : missing;
  const double moved = least > 0.0 ? least : 0.0;
  from -= moved;
  into += moved;
  return moved;
}

/// A guarantor's half of what is missing, while nothing is trapped.
[[gnu::always_inline]] inline void fused_guarantee(double& from, double& into, double goal, double share, bool when,
                                                   double& sum) {
  const double missing = share * (goal - into), least = from < missing ? from : missing;
  const double moved = all(when, least > 0.0) ? least : 0.0;
  from -= moved;
  into += moved;
  sum += moved;
}

/// Everything there is, where a flag holds.
[[gnu::always_inline]] inline void fused_sweep(double& from, double& into, double keep, bool when) {
  const double available = from - keep, moved = all(when, available > 0.0) ? available : 0.0;
  from -= moved;
  into += moved;
}

[[gnu::always_inline]] inline void fused_dues_from(double& account, FusedLane& x) {
  fused_pay(account, x.opex_paid, x.opex_due);
  fused_pay(account, x.fees_paid, x.fees_due);
  fused_pay(account, x.hedge_paid, x.hedge_due);
  fused_pay(account, x.interest_paid, x.interest_due);
  fused_pay(account, x.principal_paid, x.principal_due);
}

[[gnu::always_inline]] inline void fused_payments(const FusedMonth& m, double guarantee_share, FusedLane& x) {
  x.opex_paid = x.fees_paid = x.hedge_paid = x.interest_paid = x.principal_paid = 0.0;
  x.sponsor_paid = x.guarantee_paid = 0.0;
  const bool free = !x.trapped;
  fused_sweep(x.liquidity, x.collection, m.liquidity_target, free);
  fused_dues_from(x.collection, x);
  fused_dues_from(x.reserve, x);
  fused_dues_from(x.liquidity, x);
  fused_guarantee(x.guarantee, x.hedge_paid, x.hedge_due, guarantee_share, free, x.guarantee_paid);
  fused_guarantee(x.guarantee, x.interest_paid, x.interest_due, guarantee_share, free, x.guarantee_paid);
  fused_guarantee(x.guarantee, x.principal_paid, x.principal_due, guarantee_share, free, x.guarantee_paid);
  fused_pay(x.collection, x.liquidity, m.liquidity_target);
  fused_sweep(x.collection, x.reserve, 0.0, x.trapped);
  fused_sweep(x.reserve, x.sponsor_paid, 0.0, free);
  fused_sweep(x.collection, x.sponsor_paid, 0.0, free);
  x.balance -= x.principal_paid;
  x.arrears = x.interest_due - x.interest_paid;
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
