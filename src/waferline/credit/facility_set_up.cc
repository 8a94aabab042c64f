#include "waferline/credit/facility_set_up.h"

#include <algorithm>
#include <cassert>
#include <cstddef>

#include "waferline/credit/facility_rows.h"
#include "waferline/numeric/maths.h"

namespace waferline {
namespace {

using R = FacilityRows;

int paid_row(PayTo to) {
  switch (to.kind) {
    case PayTarget::opex:
      return R::opex_paid;
    case PayTarget::fees:
      return R::fees_paid;
    case PayTarget::hedge:
      return R::hedge_paid;
    case PayTarget::interest:
      return R::interest_paid;
    case PayTarget::principal:
      return R::principal_paid;
    case PayTarget::sponsor:
      return R::sponsor_paid;
    case PayTarget::account:
      break;
  }
  return R::account + to.account;
}

int due_row(PayTo to) {
  switch (to.kind) {
    case PayTarget::opex:
      return R::opex_due;
    case PayTarget::fees:
      return R::fees_due;
    case PayTarget::hedge:
      return R::hedge_due;
    case PayTarget::interest:
      return R::interest_due;
    case PayTarget::principal:
      return R::principal_due;
    case PayTarget::sponsor:
      return R::unlimited;
    case PayTarget::account:
      break;
  }
  return R::target + to.account;
}

/// Up to where the target receives when the whole source may go.
int widest_row(PayTo to) {
  if (to.kind == PayTarget::sponsor || to.kind == PayTarget::account) return R::unlimited;
  return to.kind == PayTarget::principal ? static_cast<int>(R::principal_outstanding) : due_row(to);
}

int condition_row(PayCondition when) {
  if (when == PayCondition::always) return no_row;
  return when == PayCondition::trapped ? R::trapped : R::not_trapped;
}

}  // namespace

double net_book(double cost_usd, int in_service, int t, double life_months) {
  assert(life_months > 0.0);
  const int age = t + 1 - in_service;
  if (age <= 0) return 0.0;
  return cost_usd * std::max(0.0, 1.0 - age / life_months);
}

double advance_limit(double advance_rate, const std::vector<double>& fleet_cost_usd, const std::vector<int>& in_service,
                     int t) {
  assert(fleet_cost_usd.size() == in_service.size());
  double cost = 0.0;
  for (std::size_t f = 0; f < in_service.size(); ++f) {
    if (in_service[f] <= t) cost += fleet_cost_usd[f];
  }
  return advance_rate * cost;
}

std::vector<double> present_value_after(const std::vector<double>& receipts_usd, double annual_rate) {
  std::vector<double> pv(receipts_usd.size(), 0.0);
  const double one_month = exp(-log(1.0 + annual_rate) / 12.0);
  for (std::size_t t = receipts_usd.size(); t-- > 1;) pv[t - 1] = (receipts_usd[t] + pv[t]) * one_month;
  return pv;
}

Instruction pay_instruction(PayFrom from, PayTo to, PayLimitKind limit, PayCondition when, double guarantee_share) {
  const bool guaranteed = from.kind == PaySource::guarantee;
  assert(!(guaranteed && to.kind == PayTarget::sponsor));
  const bool wide = limit != PayLimitKind::due && !guaranteed;
  Instruction pay;
  pay.from = guaranteed ? static_cast<int>(R::guarantee) : R::account + from.account;
  pay.keep = limit == PayLimitKind::excess && !guaranteed ? R::target + from.account : no_row;
  pay.into = paid_row(to);
  pay.goal = wide ? widest_row(to) : due_row(to);
  pay.when = condition_row(when);
  pay.share = guaranteed ? guarantee_share : 1.0;
  assert(pay.from != pay.into);
  return pay;
}

}  // namespace waferline
