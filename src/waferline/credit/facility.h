/// A facility's month, step by step as docs/model.md section 11 numbers them.
///
///     start_facility(plan, rows);
///     for t: facility_month(plan, t, inputs, rows);        // after customers, operators and leases of month t
///     rows[FacilityRows::loss_pv]                          // per path, USD
///
/// Nothing happens in a closed facility: its flows are zero and its state stands. Every month the cash that came in is
/// compared with the cash that went out; `imbalance` is their difference over what is allowed, one cent per billion
/// dollars moved, and must not exceed 1.
#pragma once

#include "waferline/credit/covenants.h"
#include "waferline/credit/enforcement.h"
#include "waferline/credit/facility_dues.h"
#include "waferline/credit/facility_inputs.h"
#include "waferline/credit/facility_plan.h"
#include "waferline/credit/facility_rows.h"
#include "waferline/credit/facility_status.h"
#include "waferline/credit/waterfall.h"
#include "waferline/numeric/worse.h"

namespace waferline {
inline namespace WAFERLINE_LEVEL {

[[gnu::always_inline]] inline void start_facility(const FacilityPlan& plan, FacilityRows& r) {
  using R = FacilityRows;
  for (Row& row : r.row) row.fill(0.0);
  r[R::unlimited].fill(maths_detail::infinity);
  r[R::always].fill(1.0);
  r[R::balance].fill(plan.opening_balance_usd);
  r[R::funded].fill(plan.opening_funded_usd);
  r[R::left].fill(1.0);
  r[R::acceleration_month].fill(never);
  r[R::default_month].fill(never);
  r[R::closed_month].fill(never);
  for (int a = 0; a < plan.account_count; ++a) {
    r[R::account + a].fill(plan.opening_account_usd[static_cast<std::size_t>(a)]);
  }
  for (int c = 0; c < plan.covenant_count; ++c) {
    r[R::covenant_cures_left + c].fill(plan.covenant[static_cast<std::size_t>(c)].cures);
    r[R::covenant_first_breach + c].fill(never);
  }
}

[[gnu::always_inline]] inline void add_accounts(const FacilityPlan& plan, const FacilityRows& r, Row& sum) {
  sum = r[FacilityRows::account];
  for (int a = 1; a < plan.account_count; ++a) {
    for (std::size_t p = 0; p < block_width; ++p) sum[p] += r[FacilityRows::account + a][p];
  }
}

/// What stood before anything happens: who is open, who is trapped by last month's tests, balance and accounts.
[[gnu::always_inline]] inline void begin_facility_month(const FacilityPlan& plan, int t, FacilityRows& r) {
  using R = FacilityRows;
  const FacilityMonth& m = plan.month[static_cast<std::size_t>(t)];
  for (std::size_t p = 0; p < block_width; ++p) {
    r[R::open][p] = r[R::status][p] < closed ? 1.0 : 0.0;
    r[R::trapped][p] = r[R::status][p] > performing ? 1.0 : 0.0;
    r[R::opening_balance][p] = r[R::balance][p];
  }
  for (int c = 0; c < plan.covenant_count; ++c) {
    if (plan.covenant[static_cast<std::size_t>(c)].effect != CovenantEffect::cash_trap) continue;
    const Row& trap = r[R::covenant_trap + c];
    for (std::size_t p = 0; p < block_width; ++p) r[R::trapped][p] = trap[p] > 0.0 ? 1.0 : r[R::trapped][p];
  }
  for (std::size_t p = 0; p < block_width; ++p) r[R::not_trapped][p] = 1.0 - r[R::trapped][p];
  for (int a = 0; a < plan.account_count; ++a) r[R::target + a].fill(m.target_usd[static_cast<std::size_t>(a)]);
  add_accounts(plan, r, r[R::opening_accounts]);
}

/// Step 6: the list runs; then what it paid is booked.
[[gnu::always_inline]] inline void pay_facility(const FacilityPlan& plan, FacilityRows& r) {
  using R = FacilityRows;
  for (const int row : {R::interest_paid, R::hedge_paid, R::fees_paid, R::opex_paid, R::principal_paid, R::sponsor_paid,
                        R::guarantee_paid}) {
    r[row].fill(0.0);
  }
  run_waterfall(plan.instruction.data(), plan.instruction_count, r.row, &r[R::paid]);
  for (int i = 0; i < plan.instruction_count; ++i) {
    if (plan.instruction[static_cast<std::size_t>(i)].from != R::guarantee) continue;
    for (std::size_t p = 0; p < block_width; ++p) r[R::guarantee_paid][p] += r[R::paid + i][p];
  }
  for (std::size_t p = 0; p < block_width; ++p) {
    r[R::balance][p] -= r[R::principal_paid][p];
    r[R::arrears][p] = r[R::interest_due][p] - r[R::interest_paid][p];
  }
}

/// Step 7: interest, principal due or hedge left unpaid, any one above a dollar.
[[gnu::always_inline]] inline void count_missed(FacilityRows& r) {
  using R = FacilityRows;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double interest = r[R::arrears][p], hedge = r[R::hedge_due][p] - r[R::hedge_paid][p];
    const double principal = r[R::principal_due][p] - r[R::principal_paid][p];
    const double more = interest > principal ? interest : principal;
    const double most = more > hedge ? more : hedge;
    r[R::missed][p] = most > 0.0 ? most : 0.0;
    r[R::missed_months][p] = most > 1.0 ? r[R::missed_months][p] + 1.0 : 0.0;
  }
}

/// Sums over months that the figures need.
[[gnu::always_inline]] inline void add_to_sums(const FacilityPlan& plan, int t, const FacilityInputs& in,
                                               FacilityRows& r) {
  using R = FacilityRows;
  const double year_fraction = plan.month[static_cast<std::size_t>(t)].days / 360.0, years = (t + 1) / 12.0;
  for (std::size_t p = 0; p < block_width; ++p) {
    r[R::principal_sum][p] += r[R::principal_paid][p];
    r[R::principal_years_sum][p] += years * r[R::principal_paid][p];
    r[R::exposure_pv_sum][p] += (*in.discount)[p] * r[R::opening_balance][p] * year_fraction;
  }
}

/// Cash in against cash out and into accounts, over one cent per billion dollars moved; and units against units.
[[gnu::always_inline]] inline void check_conservation(const FacilityPlan& plan, FacilityRows& r) {
  using R = FacilityRows;
  constexpr double allowed = 0.01 / 1e9, billion = 1e9, allowed_units = 1e-9;
  Row accounts;
  add_accounts(plan, r, accounts);
  for (std::size_t p = 0; p < block_width; ++p) {
    const double in = r[R::bills][p] + r[R::hedge_receipt][p] + r[R::cures][p] + r[R::proceeds][p] +
                      r[R::guarantee_paid][p] + r[R::draw][p] + r[R::sponsor_share][p];
    const double out = r[R::opex_paid][p] + r[R::fees_paid][p] + r[R::hedge_paid][p] + r[R::interest_paid][p] +
                       r[R::principal_paid][p] + r[R::equipment][p] + r[R::sponsor_paid][p];
    const double moved = in + r[R::opening_accounts][p];
    const double cash = std::fabs(in - out - (accounts[p] - r[R::opening_accounts][p]));
    const double cash_ratio = cash / (allowed * (moved > billion ? moved : billion));
    const double units_ratio = std::fabs(r[R::left][p] + r[R::sold_share][p] - 1.0) / allowed_units;
    r[R::imbalance][p] = worse(cash_ratio, units_ratio);
  }
}

/// Month t of one facility.
[[gnu::always_inline]] inline void facility_month(const FacilityPlan& plan, int t, const FacilityInputs& in,
                                                  FacilityRows& r) {
  using R = FacilityRows;
  begin_facility_month(plan, t, r);
  draw_funds(plan, t, r);
  interest_dues(plan, t, in, r);
  hedge_and_fee_dues(plan, t, in, r);
  principal_dues(plan, t, r);
  receive(plan, in, r);
  pay_facility(plan, r);
  count_missed(r);
  collateral_values(plan, t, in, r);
  loan_to_value(r[R::balance], r[R::book_value], r[R::open], r[R::ltv_book], r[R::under_water_book]);
  loan_to_value(r[R::balance], r[R::market_value], r[R::open], r[R::ltv_market], r[R::under_water_market]);
  loan_to_value(r[R::balance], r[R::liquidation_value], r[R::open], r[R::ltv_liquidation],
                r[R::under_water_liquidation]);
  test_covenants(plan, t, in, r);
  change_status(plan, t, in, r);
  enforce(plan, t, in, r);
  if (t == plan.months - 1) sell_at_horizon(plan, t, in, r);
  close_facility(plan, t, in, r);
  add_to_sums(plan, t, in, r);
  check_conservation(plan, r);
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
