/// The formulas of a facility that no path changes: net book, advance limit, contracted cash, and the pay list's rows.
///
///     plan.month[t].net_book_usd[f] = net_book(cost_usd, in_service, t, 12 * depreciation_years);
///     plan.instruction[i] = pay_instruction({PaySource::account, 0}, {PayTarget::interest, 0}, PayLimitKind::due,
///                                           PayCondition::always, plan.guarantee_share);
#pragma once

#include <vector>

#include "waferline/credit/facility_plan.h"

namespace waferline {

/// Cost less straight-line depreciation at the end of month t; nothing before the planned month of service. USD.
double net_book(double cost_usd, int in_service, int t, double life_months);

/// Most that a facility may have funded at the end of month t: advance rate times the cost of the fleets whose planned
/// month of service is at most t. USD.
double advance_limit(double advance_rate, const std::vector<double>& fleet_cost_usd, const std::vector<int>& in_service,
                     int t);

/// For each month t, the value at its end of the receipts after it: the sum over m > t of receipts[m] (1 +
/// rate)^(-(m-t)/12). `receipts` runs to the last contract's end, beyond the run if need be; the result is as long.
/// USD.
std::vector<double> present_value_after(const std::vector<double>& receipts_usd, double annual_rate);

enum class PaySource { account, guarantee };
enum class PayTarget { opex, fees, hedge, interest, principal, sponsor, account };
enum class PayLimitKind { due, all, excess };
enum class PayCondition { always, trapped, not_trapped };

struct PayFrom {
  PaySource kind = PaySource::account;
  int account = 0;
};
struct PayTo {
  PayTarget kind = PayTarget::opex;
  int account = 0;
};

/// One line of a pay list as rows. `due`: what the target is owed or lacks. `all`: the whole source, to an account or
/// the sponsor; to principal, as much as the balance takes (a sweep); to another due, the due. `excess`: as `all`, but
/// the source keeps its own target. A guarantee pays `guarantee_share` of what is due; it cannot pay the sponsor.
Instruction pay_instruction(PayFrom from, PayTo to, PayLimitKind limit, PayCondition when, double guarantee_share);

}  // namespace waferline
