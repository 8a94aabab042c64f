#include "waferline/credit/schedules.h"

#include <cassert>
#include <cmath>
#include <cstddef>

namespace waferline {
namespace {

/// 1 - (1+r)^-n without cancellation at small r.
double one_less_discount(double rate, int periods) { return -std::expm1(-periods * std::log1p(rate)); }

}  // namespace

double level_payment(double rate, int periods) {
  assert(periods > 0 && rate > -1.0);
  if (rate == 0.0) return 1.0 / periods;
  return rate / one_less_discount(rate, periods);
}

double level_balance(double rate, int periods, int paid) {
  assert(periods > 0 && paid >= 0 && paid <= periods);
  if (rate == 0.0) return straight_line_balance(periods, paid);
  return one_less_discount(rate, periods - paid) / one_less_discount(rate, periods);
}

double straight_line_balance(int periods, int paid) {
  assert(periods > 0 && paid >= 0 && paid <= periods);
  return static_cast<double>(periods - paid) / periods;
}

Sculpted sculpt(const std::vector<double>& contracted, double contracted_dscr, const std::vector<double>& merchant,
                double merchant_dscr, const std::vector<double>& rate) {
  assert(contracted.size() == rate.size() && merchant.size() == rate.size());
  assert(contracted_dscr > 0.0 && merchant_dscr > 0.0);
  const std::size_t periods = rate.size();
  Sculpted result;
  result.service.resize(periods);
  result.principal.resize(periods);
  result.balance.resize(periods);
  // Backwards, balance after period t is what later service is worth then; so the last one is zero by construction.
  double worth = 0.0;
  for (std::size_t t = periods; t-- > 0;) {
    result.service[t] = contracted[t] / contracted_dscr + merchant[t] / merchant_dscr;
    result.balance[t] = worth;
    worth = (result.service[t] + worth) / (1.0 + rate[t]);
    result.principal[t] = worth - result.balance[t];
  }
  result.debt = worth;
  return result;
}

Sculpted sculpt(const std::vector<double>& cash, double dscr, const std::vector<double>& rate) {
  return sculpt(cash, dscr, std::vector<double>(cash.size(), 0.0), dscr, rate);
}

double share_at(const std::vector<SharePoint>& table, int t) {
  assert(!table.empty());
  if (t <= table.front().month) return table.front().share;
  for (std::size_t i = 1; i < table.size(); ++i) {
    const SharePoint &before = table[i - 1], &after = table[i];
    if (t > after.month) continue;
    const double way = static_cast<double>(t - before.month) / (after.month - before.month);
    return before.share + way * (after.share - before.share);
  }
  return table.back().share;
}

}  // namespace waferline
