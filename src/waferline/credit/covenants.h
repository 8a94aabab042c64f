/// Covenants: values over trailing windows, tests on their dates, cures by the sponsor, failures in a row.
///
/// A value is num/den; a test fails where it misses its limit by more than a millionth of it (a rounded cent is no
/// breach). A test with nothing in its denominator passes, save that a balance over worthless chips fails. Values are
/// computed in every month, tests made on their dates while the facility owes and is not accelerated. Source:
/// docs/model.md, section 11, step 8.
#pragma once

#include <cmath>

#include "waferline/credit/conditions.h"
#include "waferline/credit/facility_inputs.h"
#include "waferline/credit/facility_plan.h"
#include "waferline/credit/facility_rows.h"
#include "waferline/numeric/maths.h"

namespace waferline {
inline namespace WAFERLINE_LEVEL {

/// Remembers the month's income, debt service and contract receipts for the trailing windows.
[[gnu::always_inline]] inline void remember_month(const FacilityMonth& m, int t, FacilityRows& r) {
  using R = FacilityRows;
  const int slot = t % max_window_months;
  const bool projected = m.projected_receipts_usd > 0.0;
  for (std::size_t p = 0; p < block_width; ++p) {
    r[R::income_history + slot][p] = r[R::bills][p] - r[R::opex_due][p];
    r[R::service_history + slot][p] = r[R::interest_accrued][p] + r[R::fees_due][p] + r[R::hedge_due][p] -
                                      r[R::hedge_receipt][p] + r[R::schedule_due][p];
    r[R::receipts_history + slot][p] = r[R::contract_receipts][p];
    const bool unpaid = all(projected, r[R::contract_receipts][p] <= 0.0);
    r[R::unpaid_run][p] = unpaid ? r[R::unpaid_run][p] + 1.0 : 0.0;
  }
}

/// Sum of a history over the last `window` months, oldest first, those since the start only.
[[gnu::always_inline]] inline void sum_window(const Row* history, int t, int window, Row& sum) {
  const int first = t - window + 1 > 0 ? t - window + 1 : 0;
  sum.fill(0.0);
  for (int s = first; s <= t; ++s) {
    const Row& month = history[s % max_window_months];
    for (std::size_t p = 0; p < block_width; ++p) sum[p] += month[p];
  }
}

[[gnu::always_inline]] inline double projected_in_window(const FacilityPlan& plan, int t, int window) {
  double sum = 0.0;
  for (int s = t - window + 1 > 0 ? t - window + 1 : 0; s <= t; ++s) {
    sum += plan.month[static_cast<std::size_t>(s)].projected_receipts_usd;
  }
  return sum;
}

/// Numerator and denominator of covenant c in month t.
[[gnu::always_inline]] inline void covenant_terms(const FacilityPlan& plan, const CovenantPlan& covenant, int c, int t,
                                                  const FacilityInputs& in, FacilityRows& r) {
  using R = FacilityRows;
  Row& num = r[R::covenant_numerator + c];
  Row& den = r[R::covenant_denominator + c];
  switch (covenant.test) {
    case CovenantTest::dscr:
      sum_window(&r[R::income_history], t, covenant.window_months, num);
      sum_window(&r[R::service_history], t, covenant.window_months, den);
      return;
    case CovenantTest::contract_realization:
      sum_window(&r[R::receipts_history], t, covenant.window_months, num);
      den.fill(projected_in_window(plan, t, covenant.window_months));
      return;
    case CovenantTest::minimum_liquidity:
      num = r[R::account + covenant.account];
      den = r[R::target + covenant.account];
      return;
    case CovenantTest::ltv_book:
      num = r[R::balance];
      den = r[R::book_value];
      return;
    case CovenantTest::ltv_market:
      num = r[R::balance];
      den = r[R::market_value];
      return;
    case CovenantTest::ltv_liquidation:
      num = r[R::balance];
      den = r[R::liquidation_value];
      return;
    case CovenantTest::unpaid_months:
      num = r[R::unpaid_run];
      den.fill(1.0);
      return;
    case CovenantTest::operator_default:
      for (std::size_t p = 0; p < block_width; ++p) num[p] = 1.0 - in.sponsor->alive[p];
      den.fill(1.0);
      return;
  }
}

[[gnu::always_inline]] inline bool is_loan_to_value(CovenantTest test) {
  return test == CovenantTest::ltv_book || test == CovenantTest::ltv_market || test == CovenantTest::ltv_liquidation;
}

/// Only a shortfall of cash can be made good with cash.
[[gnu::always_inline]] inline bool is_curable(const CovenantPlan& covenant) {
  return covenant.at_least &&
         (covenant.test == CovenantTest::dscr || covenant.test == CovenantTest::contract_realization ||
          covenant.test == CovenantTest::minimum_liquidity);
}

[[gnu::always_inline]] inline void covenant_value(const CovenantPlan& covenant, int c, FacilityRows& r) {
  using R = FacilityRows;
  constexpr double infinity = maths_detail::infinity;
  const bool loan_to_value = is_loan_to_value(covenant.test);
  for (std::size_t p = 0; p < block_width; ++p) {
    const double num = r[R::covenant_numerator + c][p], den = r[R::covenant_denominator + c][p];
    const double without = all(loan_to_value, num <= 0.0) ? 0.0 : infinity;
    const double value = den > 0.0 ? num / den : without;
    r[R::covenant_value + c][p] = r[R::open][p] > 0.0 ? value : maths_detail::not_a_number;
  }
}

/// The test of covenant c in a month of its dates: pass, cure or failure.
[[gnu::always_inline]] inline void test_covenant(const CovenantPlan& covenant, int c, int t, const FacilityInputs& in,
                                                 FacilityRows& r) {
  using R = FacilityRows;
  const bool loan_to_value = is_loan_to_value(covenant.test), curable = is_curable(covenant);
  const bool at_least = covenant.at_least, counted = t >= covenant.cures_free_until;
  const double sign = at_least ? 1.0 : -1.0, month = t;
  const double slack = 1e-6 * std::fabs(covenant.limit);
  for (std::size_t p = 0; p < block_width; ++p) {
    const bool tested = all(r[R::status][p] < accelerated, r[R::balance][p] > 0.0);
    const double num = r[R::covenant_numerator + c][p], den = r[R::covenant_denominator + c][p];
    const double gap = covenant.limit * den - num;
    const bool misses = den > 0.0 ? sign * gap > slack * den : loan_to_value;
    const bool fails = all(tested, misses);
    const bool may_cure =
        all(curable, in.sponsor->alive[p] > 0.0, any(!counted, r[R::covenant_cures_left + c][p] >= 1.0));
    const bool cured = all(fails, may_cure, gap <= covenant.cure_max_usd);
    const double cure = cured ? gap : 0.0;
    r[R::covenant_tested + c][p] = tested ? 1.0 : 0.0;
    r[R::covenant_failing + c][p] = fails ? 1.0 : 0.0;
    r[R::covenant_cure + c][p] = cure;
    r[R::pending_cures][p] += cure;
    r[R::covenant_cures_left + c][p] -= all(cured, counted) ? 1.0 : 0.0;
    const double before = r[R::covenant_failures + c][p];
    const double in_a_row = all(fails, !cured) ? before + 1.0 : 0.0;
    r[R::covenant_failures + c][p] = tested ? in_a_row : before;
    const double first = r[R::covenant_first_breach + c][p];
    r[R::covenant_first_breach + c][p] = all(fails, first < 0.0) ? month : first;
  }
}

/// What failures in a row bring: an event of default, or the cash trap, which lifts at the next pass.
[[gnu::always_inline]] inline void covenant_effect(const CovenantPlan& covenant, int c, FacilityRows& r) {
  using R = FacilityRows;
  for (std::size_t p = 0; p < block_width; ++p) {
    r[R::tests_clean][p] = r[R::covenant_failures + c][p] > 0.0 ? 0.0 : r[R::tests_clean][p];
  }
  if (covenant.effect == CovenantEffect::event_of_default) {
    for (std::size_t p = 0; p < block_width; ++p) {
      const double failures = r[R::covenant_failures + c][p];
      r[R::event_of_default][p] = failures > covenant.cure_months ? 1.0 : r[R::event_of_default][p];
    }
    return;
  }
  for (std::size_t p = 0; p < block_width; ++p) {
    const double failures = r[R::covenant_failures + c][p], trap = r[R::covenant_trap + c][p];
    const double still = failures > 0.0 ? trap : 0.0;
    r[R::covenant_trap + c][p] = failures > covenant.cure_months ? 1.0 : still;
  }
}

/// Step 8, all covenants of a facility.
[[gnu::always_inline]] inline void test_covenants(const FacilityPlan& plan, int t, const FacilityInputs& in,
                                                  FacilityRows& r) {
  using R = FacilityRows;
  remember_month(plan.month[static_cast<std::size_t>(t)], t, r);
  r[R::event_of_default].fill(0.0);
  r[R::tests_clean].fill(1.0);
  for (int c = 0; c < plan.covenant_count; ++c) {
    const CovenantPlan& covenant = plan.covenant[static_cast<std::size_t>(c)];
    covenant_terms(plan, covenant, c, t, in, r);
    covenant_value(covenant, c, r);
    if (t >= covenant.first && (t - covenant.first) % covenant.every == 0) {
      test_covenant(covenant, c, t, in, r);
    } else {
      r[R::covenant_tested + c].fill(0.0);
      r[R::covenant_failing + c].fill(0.0);
      r[R::covenant_cure + c].fill(0.0);
    }
    covenant_effect(covenant, c, r);
  }
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
