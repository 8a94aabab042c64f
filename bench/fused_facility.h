/// The facility's month as two loops, before and after chips are sold.
#pragma once

#include "fused_lane.h"
#include "fused_leases.h"
#include "waferline/credit/facility.h"
#include "waferline/engine/show.h"

namespace waferline {
inline namespace WAFERLINE_LEVEL {

/// What the month leaves in rows between the two loops, where neither the state nor a record needs it.
struct FusedBetween {
  Row opening_balance, opening_accounts, open;
};

/// Values of what is left: four fleets of one chip, then four of another.
struct FusedValues {
  double market, liquidation;
};

[[gnu::always_inline]] inline FusedValues fused_values(const FacilityPlan& plan, const double* units, double all_units,
                                                       double left, double first_value, double second_value,
                                                       double absorption) {
  const double z = plan.price_impact * (left / plan.sale_months * all_units) / absorption;
  const double share = (1.0 - plan.quality_haircut) * impact_share(z) * (1.0 - plan.selling_cost_share);
  const double first_net = first_value * share - plan.removal_cost_usd_per_gpu;
  const double second_net = second_value * share - plan.removal_cost_usd_per_gpu;
  const double first_price = first_net > 0.0 ? first_net : 0.0, second_price = second_net > 0.0 ? second_net : 0.0;
  FusedValues values{0.0, 0.0};
#pragma GCC unroll 8
  for (int f = 0; f < 8; ++f) {
    values.market += units[f] * left * (f < 4 ? first_value : second_value);
    values.liquidation += units[f] * left * (f < 4 ? first_price : second_price);
  }
  return values;
}

/// A covenant's state on a path, and what its test of the month came to.
struct FusedTest {
  double failures, cures_left, first_breach, cure;
};

/// The test of a covenant on num/den, to be at least its limit and curable with cash, or at most and not.
template <bool at_least>
[[gnu::always_inline]] inline void fused_test(const CovenantPlan& covenant, int t, bool tested, bool sponsor_alive,
                                              double num, double den, FusedTest& test) {
  const bool counted = t >= covenant.cures_free_until;
  const double slack = 1e-6 * std::fabs(covenant.limit), gap = covenant.limit * den - num;
  const bool fails = all(tested, den > 0.0, (at_least ? gap : -gap) > slack * den);
  const bool cured =
      all(at_least, fails, sponsor_alive, any(!counted, test.cures_left >= 1.0), gap <= covenant.cure_max_usd);
  test.cure = cured ? gap : 0.0;
  test.cures_left -= all(cured, counted) ? 1.0 : 0.0;
  const double in_a_row = all(fails, !cured) ? test.failures + 1.0 : 0.0;
  test.failures = tested ? in_a_row : test.failures;
  test.first_breach = all(fails, test.first_breach < 0.0) ? static_cast<double>(t) : test.first_breach;
}

/// A ratio as it is shown.
[[gnu::always_inline]] inline double fused_ratio(double num, double den) {
  const double value = den > 0.0 ? num / den : maths_detail::infinity;
  return value < most_shown_ltv ? value : most_shown_ltv;
}

/// Steps 1 to 10 but the sale; returns whether chips are sold on some path.
[[gnu::always_inline]] inline bool fused_until_sale(const Plan& world, int t, const BlockState& market_state,
                                                    const FusedReceipts& __restrict sums, FacilityRows& __restrict r,
                                                    FusedBetween& __restrict between) {
  using R = FacilityRows;
  const FacilityPlan& plan = world.facilities[0];
  const FacilityMonth& month_terms = plan.month[static_cast<std::size_t>(t)];
  const FusedMonth m = fused_month(plan, t);
  const CovenantPlan dscr = plan.covenant[0], realization = plan.covenant[1], liquidity = plan.covenant[2],
                     unpaid = plan.covenant[3];
  const double month = t, projected = projected_in_window(plan, t, 3), all_units = effective_units(plan, t);
  const bool dscr_tested = t >= dscr.first, receipts_projected = month_terms.projected_receipts_usd > 0.0;
  double units[8], net_book = 0.0;
  for (std::size_t f = 0; f < 8; ++f) {
    units[f] = units_pledged(plan.fleet[f], t);
    net_book += month_terms.net_book_usd[f];
  }
  const int now = t % 3, before = (t + 2) % 3, earlier = (t + 1) % 3;  // the windows' months; 0 before the start
  const Row& first_value = market_state.market.value[static_cast<std::size_t>(world.fleet_chip[0])];
  const Row& second_value = market_state.market.value[static_cast<std::size_t>(world.fleet_chip[4])];
  const Row &sofr = market_state.market.rates.sofr, &discount = market_state.market.rates.discount;
  const Row &absorbed = market_state.market.absorption, &sponsor = market_state.obligor_operator[0].alive;
  const Row& upgraded = market_state.customer[0].upgraded;
  unsigned some = 0;
  WAFERLINE_FUSED_LANES
  for (std::size_t p = 0; p < block_width; ++p) {
    FusedLane x;
    x.status = r[R::status][p];
    x.open = x.status < closed;
    x.trapped = any(x.status > performing, r[R::covenant_trap + 3][p] > 0.0);
    x.balance = r[R::balance][p], x.funded = r[R::funded][p], x.arrears = r[R::arrears][p], x.left = r[R::left][p];
    x.collection = r[R::account][p], x.liquidity = r[R::account + 1][p], x.reserve = r[R::account + 2][p];
    fused_dues(plan, m, sofr[p], x);

    const double open = x.open ? 1.0 : 0.0;
    const bool sponsor_alive = sponsor[p] > 0.0;
    x.bills = sums.bills[p] * open, x.receipts = sums.contract_receipts[p] * open, x.opex_due = sums.opex[p] * open;
    x.cures = open * r[R::pending_cures][p], x.proceeds = open * r[R::pending_proceeds][p];
    x.collection += x.bills + x.hedge_receipt + x.cures + x.proceeds;
    x.guarantee = all(x.open, sponsor_alive, upgraded[p] <= 0.0) ? maths_detail::infinity : 0.0;
    fused_payments(m, plan.guarantee_share, x);

    const double hedge_missed = x.hedge_due - x.hedge_paid, principal_missed = x.principal_due - x.principal_paid;
    const double more = x.arrears > principal_missed ? x.arrears : principal_missed;
    const double most = more > hedge_missed ? more : hedge_missed;
    const double missed_months = most > 1.0 ? r[R::missed_months][p] + 1.0 : 0.0;

    const FusedValues value =
        fused_values(plan, units, all_units, x.left, first_value[p], second_value[p], absorbed[p]);
    const double book = net_book * x.left, operated = plan.operate_share * value.market;
    const double going_concern = operated > sums.contract_value[p] ? operated : sums.contract_value[p];
    const double ever_market = r[R::under_water_market][p], ever_sold = r[R::under_water_liquidation][p];
    r[R::under_water_market][p] = all(x.open, x.balance > value.market) ? 1.0 : ever_market;
    r[R::under_water_liquidation][p] = all(x.open, x.balance > value.liquidation) ? 1.0 : ever_sold;

    const double income = x.bills - x.opex_due;
    const double service = x.accrued + x.fees_due + x.hedge_due - x.hedge_receipt + x.schedule_due;
    const double income_sum = r[R::income_history + earlier][p] + r[R::income_history + before][p] + income;
    const double service_sum = r[R::service_history + earlier][p] + r[R::service_history + before][p] + service;
    const double receipts_sum = r[R::receipts_history + earlier][p] + r[R::receipts_history + before][p] + x.receipts;
    const double unpaid_run = all(receipts_projected, x.receipts <= 0.0) ? r[R::unpaid_run][p] + 1.0 : 0.0;
    const bool tested = all(x.status < accelerated, x.balance > 0.0);
    FusedTest test[4];
#pragma GCC unroll 4
    for (int c = 0; c < 4; ++c)
      test[c] = {r[R::covenant_failures + c][p], r[R::covenant_cures_left + c][p], r[R::covenant_first_breach + c][p],
                 0.0};
    fused_test<true>(dscr, t, all(tested, dscr_tested), sponsor_alive, income_sum, service_sum, test[0]);
    fused_test<true>(realization, t, tested, sponsor_alive, receipts_sum, projected, test[1]);
    fused_test<true>(liquidity, t, tested, sponsor_alive, x.liquidity, m.liquidity_target, test[2]);
    fused_test<false>(unpaid, t, tested, sponsor_alive, unpaid_run, 1.0, test[3]);
    const bool event = any(test[0].failures > dscr.cure_months, test[1].failures > realization.cure_months,
                           test[2].failures > liquidity.cure_months);
    const bool clean =
        all(test[0].failures <= 0.0, test[1].failures <= 0.0, test[2].failures <= 0.0, test[3].failures <= 0.0);
    const double still_trapped = test[3].failures > 0.0 ? r[R::covenant_trap + 3][p] : 0.0;

    const bool payment_default = missed_months > plan.grace_months, stood_still = x.status == standstill;
    const bool enters = all(x.status == performing, any(payment_default, event));
    const bool restored = all(stood_still, clean, missed_months <= 0.0);
    const double count = stood_still ? r[R::standstill_count][p] + 1.0 : 0.0;
    const bool still = any(enters, all(stood_still, !restored));
    const bool accelerates = all(still, count >= plan.standstill_months);
    const double waits = still ? standstill : x.status, unless_accelerated = restored ? performing : waits;
    const double status = accelerates ? accelerated : unless_accelerated;
    const double acceleration = accelerates ? month : r[R::acceleration_month][p];
    const double default_before = r[R::default_month][p], owed = x.balance + x.arrears;
    const bool defaults = all(default_before < 0.0, x.open, any(payment_default, accelerates));

    const double held = month - acceleration - plan.repossession_lag_months;
    const bool repossessed = all(status == accelerated, held >= 0.0, x.left > 0.0, owed > 1.0);
    const bool better = any(value.liquidation > going_concern, value.liquidation >= owed);
    const bool sells = all(repossessed, any(r[R::lots_sold][p] > 0.0, better, held >= plan.operate_max_months));
    some |= sells ? 1u : 0u;

    r[R::status][p] = status, r[R::balance][p] = x.balance, r[R::funded][p] = x.funded, r[R::arrears][p] = x.arrears;
    r[R::account][p] = x.collection, r[R::account + 1][p] = x.liquidity, r[R::account + 2][p] = x.reserve;
    r[R::missed_months][p] = missed_months, r[R::standstill_count][p] = count;
    r[R::acceleration_month][p] = acceleration, r[R::default_month][p] = defaults ? month : default_before;
    r[R::exposure_at_default][p] = defaults ? owed : r[R::exposure_at_default][p];
    r[R::exposure_at_default_pv][p] = defaults ? owed * discount[p] : r[R::exposure_at_default_pv][p];
    r[R::pending_cures][p] = test[0].cure + test[1].cure + test[2].cure, r[R::pending_proceeds][p] = 0.0;
    r[R::unpaid_run][p] = unpaid_run,
    r[R::covenant_trap + 3][p] = test[3].failures > unpaid.cure_months ? 1.0 : still_trapped;
    r[R::income_history + now][p] = income, r[R::service_history + now][p] = service;
    r[R::receipts_history + now][p] = x.receipts;
#pragma GCC unroll 4
    for (int c = 0; c < 4; ++c) {
      r[R::covenant_failures + c][p] = test[c].failures, r[R::covenant_cures_left + c][p] = test[c].cures_left;
      r[R::covenant_first_breach + c][p] = test[c].first_breach;
    }
    r[R::book_value][p] = book, r[R::market_value][p] = value.market, r[R::liquidation_value][p] = value.liquidation;
    r[R::going_concern_value][p] = going_concern, r[R::selling_now][p] = sells ? 1.0 : 0.0;
    r[R::bills][p] = x.bills, r[R::contract_receipts][p] = x.receipts, r[R::cures][p] = x.cures;
    r[R::proceeds][p] = x.proceeds, r[R::draw][p] = x.draw, r[R::sponsor_share][p] = x.sponsor_share;
    r[R::hedge_receipt][p] = x.hedge_receipt, r[R::guarantee_paid][p] = x.guarantee_paid;
    r[R::opex_paid][p] = x.opex_paid, r[R::fees_paid][p] = x.fees_paid, r[R::hedge_paid][p] = x.hedge_paid;
    r[R::interest_paid][p] = x.interest_paid, r[R::principal_paid][p] = x.principal_paid;
    r[R::sponsor_paid][p] = x.sponsor_paid, r[R::trapped][p] = x.trapped ? 1.0 : 0.0;
    between.open[p] = open, between.opening_balance[p] = x.opening_balance;
    between.opening_accounts[p] = x.opening_accounts;
    r[R::covenant_value][p] = fused_ratio(income_sum, service_sum);
    r[R::covenant_value + 1][p] = fused_ratio(receipts_sum, projected);
    r[R::covenant_value + 2][p] = fused_ratio(x.liquidity, m.liquidity_target);
    r[R::covenant_value + 3][p] = unpaid_run < most_shown_ltv ? unpaid_run : most_shown_ltv;
  }
  return some != 0;
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
