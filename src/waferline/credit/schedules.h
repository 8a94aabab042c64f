/// Amortisation in closed form: level payment, straight line, and principal sculpted to coverage.
///
/// Rates are per period, balances follow the payment of each period. A share table gives the scheduled balance after
/// each month's payment as a share of what was funded.
///
///     Sculpted s = sculpt({10, 9, 8}, 1.3, {2, 2, 2}, 2.0, {0.05, 0.05, 0.05});   // two coverages, period by period
///     s.debt; s.principal[t]; s.balance[t];                                       // closes to zero
///
/// Source: Yescombe, Principles of Project Finance, 2nd ed., chapters 12 and 14, for sculpting and LLCR.
#pragma once

#include <vector>

namespace waferline {

/// Constant payment that repays 1 of debt in `periods`: r / (1 - (1+r)^-n), and 1/n at r = 0.
double level_payment(double rate, int periods);

/// Balance after the k-th of `periods` level payments, as a share of the debt: (1 - (1+r)^-(n-k)) / (1 - (1+r)^-n).
double level_balance(double rate, int periods, int paid);

/// Balance after the k-th of `periods` equal repayments, as a share of the debt.
double straight_line_balance(int periods, int paid);

struct Sculpted {
  double debt = 0;
  std::vector<double> service, principal, balance;
};

/// Debt service is contracted cash over one coverage plus merchant cash over another; debt is its present value at the
/// rates of the periods; principal of a period is its service less interest. The balance closes to zero.
Sculpted sculpt(const std::vector<double>& contracted, double contracted_dscr, const std::vector<double>& merchant,
                double merchant_dscr, const std::vector<double>& rate);

/// Sculpting to one coverage.
Sculpted sculpt(const std::vector<double>& cash, double dscr, const std::vector<double>& rate);

struct SharePoint {
  int month = 0;
  double share = 0;
};

/// The table at month t: linear between its rows, which ascend in month, and flat outside. Needs at least one row.
double share_at(const std::vector<SharePoint>& table, int t);

}  // namespace waferline
