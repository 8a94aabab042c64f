/// Steps 9 and 11 of a facility's month: standstill, default, acceleration; repayment, loss and the end of the run.
///
///     performing -> standstill    an event of default, or a payment default
///     standstill -> performing    nothing missed and every latest test passed or cured
///     standstill -> accelerated   after standstill_months of it
///     any open   -> closed        repaid; or all units sold and proceeds spent; or in default at the end of the run
///
/// Source: docs/model.md, section 11.
#pragma once

#include "waferline/credit/conditions.h"
#include "waferline/credit/enforcement.h"
#include "waferline/credit/facility_inputs.h"
#include "waferline/credit/facility_plan.h"
#include "waferline/credit/facility_rows.h"

namespace waferline {
inline namespace WAFERLINE_LEVEL {

/// Step 9.
[[gnu::always_inline]] inline void change_status(const FacilityPlan& plan, int t, const FacilityInputs& in,
                                                 FacilityRows& r) {
  using R = FacilityRows;
  const double month = t;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double before = r[R::status][p];
    const bool payment_default = r[R::missed_months][p] > plan.grace_months;
    const bool event = any(payment_default, r[R::event_of_default][p] > 0.0);
    const bool enters = all(before == performing, event);
    const bool stood_still = before == standstill;
    const bool restored = all(stood_still, r[R::tests_clean][p] > 0.0, r[R::missed_months][p] <= 0.0);
    const double count = stood_still ? r[R::standstill_count][p] + 1.0 : 0.0;
    const bool still = any(enters, all(stood_still, !restored));
    const bool accelerates = all(still, count >= plan.standstill_months);
    const double waits = still ? standstill : before;
    const double unless_accelerated = restored ? performing : waits;
    r[R::status][p] = accelerates ? accelerated : unless_accelerated;
    r[R::standstill_count][p] = count;
    r[R::acceleration_month][p] = accelerates ? month : r[R::acceleration_month][p];

    const bool first = r[R::default_month][p] < 0.0;
    const bool defaults = all(first, r[R::open][p] > 0.0, any(payment_default, accelerates));
    const double owed = r[R::balance][p] + r[R::arrears][p];
    r[R::default_month][p] = defaults ? month : r[R::default_month][p];
    r[R::exposure_at_default][p] = defaults ? owed : r[R::exposure_at_default][p];
    r[R::exposure_at_default_pv][p] = defaults ? owed * (*in.discount)[p] : r[R::exposure_at_default_pv][p];
  }
}

/// Step 11. Accounts go to the sponsor once the debt is repaid, and to the lenders before a loss is counted.
[[gnu::always_inline]] inline void close_facility(const FacilityPlan& plan, int t, const FacilityInputs& in,
                                                  FacilityRows& r) {
  using R = FacilityRows;
  const bool draws_to_come = plan.month[static_cast<std::size_t>(t)].draws_to_come, last = t == plan.months - 1;
  const double month = t;
  Row cash, emptied;
  cash.fill(0.0);
  for (std::size_t p = 0; p < block_width; ++p) {
    const double status = r[R::status][p], owed = r[R::balance][p] + r[R::arrears][p];
    const bool open = r[R::open][p] > 0.0;
    const bool may_draw = all(draws_to_come, status == performing);
    const bool repaid = all(open, owed <= 1.0, !may_draw);
    const bool spent = all(status == accelerated, r[R::left][p] <= 0.0, r[R::selling_now][p] <= 0.0);
    const bool at_horizon = all(last, in_open_default(r, p));
    emptied[p] = any(repaid, all(open, any(spent, at_horizon))) ? 1.0 : 0.0;
  }
  for (int a = 0; a < plan.account_count; ++a) {
    Row& account = r[R::account + a];
    for (std::size_t p = 0; p < block_width; ++p) {
      cash[p] += emptied[p] > 0.0 ? account[p] : 0.0;
      account[p] = emptied[p] > 0.0 ? 0.0 : account[p];
    }
  }
  for (std::size_t p = 0; p < block_width; ++p) {
    const bool closes = emptied[p] > 0.0;
    const double owed_interest = r[R::arrears][p], owed_principal = r[R::balance][p];
    const bool with_loss = all(closes, owed_interest + owed_principal > 1.0);
    const double lenders = with_loss ? cash[p] : 0.0;
    const double interest = lenders < owed_interest ? lenders : owed_interest;
    const double rest = lenders - interest;
    const double principal = rest < owed_principal ? rest : owed_principal;
    const double lost = owed_interest - interest + owed_principal - principal;
    r[R::interest_paid][p] += interest;
    r[R::principal_paid][p] += principal;
    r[R::sponsor_paid][p] += cash[p] - interest - principal;
    r[R::loss][p] = with_loss ? lost : r[R::loss][p];
    r[R::loss_pv][p] = with_loss ? lost * (*in.discount)[p] : r[R::loss_pv][p];
    r[R::balance][p] = closes ? 0.0 : owed_principal;
    r[R::arrears][p] = closes ? 0.0 : owed_interest;
    r[R::pending_cures][p] = closes ? 0.0 : r[R::pending_cures][p];
    r[R::status][p] = closes ? closed : r[R::status][p];
    r[R::closed_month][p] = closes ? month : r[R::closed_month][p];
  }
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
