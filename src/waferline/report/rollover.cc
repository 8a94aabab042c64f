#include "waferline/report/rollover.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "waferline/market/limits.h"

namespace waferline {

namespace {

constexpr double absent = std::numeric_limits<double>::quiet_NaN();

/// The planned loan: draws, interest, hedge, fees and principal of each month.
void plan_the_debt(const Plan& plan, const FacilityPlan& loan, Rollover& result) {
  double balance = loan.opening_balance_usd, funded = loan.opening_funded_usd;
  double scheduled_before = loan.opening_balance_usd;
  for (int t = 0; t < plan.months; ++t) {
    const auto at = static_cast<std::size_t>(t);
    const FacilityMonth& month = loan.month[at];
    const double sofr = plan.rates.level[at], year_fraction = month.days / 360;
    const bool open = balance > 1 || month.draws_to_come;
    const double undrawn = loan.commitment_usd - funded;
    const double room = std::min(loan.commitment_usd, month.advance_limit_usd) - funded;
    const double draw = month.may_draw ? std::max(0.0, std::min(month.planned_draw_usd, room)) : 0;

    const double interest = balance * (std::max(sofr, loan.floor) + loan.margin) * year_fraction;
    const double hedge = loan.swap_share * scheduled_before * (loan.swap_rate - sofr) * year_fraction;
    const double undrawn_fee = month.may_draw ? loan.undrawn_fee * undrawn * year_fraction : 0;
    const double fees = open ? undrawn_fee + loan.agent_fee_usd_per_month : 0;

    balance += draw;
    funded += draw;
    double limit = loan.limb_schedule ? funded * month.scheduled_share : std::numeric_limits<double>::infinity();
    double net_book = 0;
    for (const double book : month.net_book_usd) net_book += book;
    if (loan.limb_depreciated_cost) limit = std::min(limit, loan.cap_share * net_book);
    if (loan.limb_contracted_cash) limit = std::min(limit, month.contracted_cash_limit_usd);
    if (t >= loan.maturity) limit = 0;
    const double principal = std::max(0.0, balance - limit);
    balance -= principal;
    scheduled_before = funded * month.scheduled_share;
    result.debt_service_usd.push_back(open ? interest + hedge + fees + principal : 0);
    result.scheduled_balance_usd.push_back(balance);
    if (balance <= 1 && !month.draws_to_come && result.repaid_month < 0) result.repaid_month = t;
  }
}

bool pledged(const FacilityLinks& links, int fleet) {
  const auto end = links.fleets.begin() + links.fleet_count;
  return std::find(links.fleets.begin(), end, fleet) != end;
}

/// Chips of the facility's fleets under contract and without one, in service as planned.
void plan_the_chips(const Plan& plan, const FacilityLinks& links, Rollover& result) {
  const auto months = static_cast<std::size_t>(plan.months);
  result.operating_cost_usd.assign(months, 0);
  result.contracted_chip_hours.assign(months, 0);
  result.uncontracted_chip_hours.assign(months, 0);
  for (int t = 0; t < plan.months; ++t) {
    const auto at = static_cast<std::size_t>(t);
    for (int i = 0; i < links.fleet_count; ++i) {
      const int number = links.fleets[static_cast<std::size_t>(i)];
      const FleetPlan& fleet = plan.fleets[static_cast<std::size_t>(number)];
      if (t < fleet.in_service) continue;
      const double power = plan.operators[static_cast<std::size_t>(fleet.operator_index)].power_usd_per_kwh;
      result.operating_cost_usd[at] +=
          fleet.units * (fleet.kilowatts * hours_per_month * power + fleet.fixed_usd_per_gpu_month);
      result.uncontracted_chip_hours[at] += fleet.units * hours_per_month;
    }
    for (int l = 0; l < plan.line_count; ++l) {
      const LinePlan& line = plan.lines[static_cast<std::size_t>(l)];
      const int from = std::max(line.starts, plan.fleets[static_cast<std::size_t>(line.fleet)].in_service);
      if (line.on_demand || !pledged(links, line.fleet) || t < from || t >= line.ends) continue;
      result.contracted_chip_hours[at] += line.chips * hours_per_month;
      result.uncontracted_chip_hours[at] -= line.chips * hours_per_month;
    }
    result.uncontracted_chip_hours[at] = std::max(0.0, result.uncontracted_chip_hours[at]);
  }
}

/// Sums from one month to another, both included.
double sum(const std::vector<double>& values, int from, int to) {
  double total = 0;
  for (int t = from; t <= to; ++t) total += values[static_cast<std::size_t>(t)];
  return total;
}

}  // namespace

Rollover rollover_of(const Plan& plan, std::size_t facility) {
  const FacilityPlan& loan = plan.facilities[facility];
  Rollover result;
  plan_the_debt(plan, loan, result);
  plan_the_chips(plan, plan.facility_links[facility], result);
  for (int t = 0; t < plan.months; ++t)
    result.contracted_receipts_usd.push_back(loan.month[static_cast<std::size_t>(t)].projected_receipts_usd);

  const int last = result.repaid_month < 0 ? plan.months - 1 : result.repaid_month;
  const double receipts = sum(result.contracted_receipts_usd, 0, last);
  const double cost = sum(result.operating_cost_usd, 0, last), service = sum(result.debt_service_usd, 0, last);
  const double contracted = sum(result.contracted_chip_hours, 0, last);
  const double without = sum(result.uncontracted_chip_hours, 0, last);
  result.contracted_rent = contracted > 0 ? receipts / contracted : absent;
  result.break_even_rent_of_life = contracted + without > 0 ? (service + cost) / (contracted + without) : absent;
  result.break_even_release_rent = absent;

  // A chip that waits for its contract to begin is not the tail: that begins after the first contracted month.
  bool begun = false;
  for (int t = 0; t <= last && result.tail_month < 0; ++t) {
    const auto at = static_cast<std::size_t>(t);
    begun = begun || result.contracted_chip_hours[at] > 0;
    const bool rented_less = t > 0 && result.contracted_chip_hours[at] < result.contracted_chip_hours[at - 1];
    if (begun && rented_less && result.uncontracted_chip_hours[at] > 0) result.tail_month = t;
  }
  if (result.tail_month < 0) return result;
  const int from = result.tail_month;
  result.tail_balance_usd = result.scheduled_balance_usd[static_cast<std::size_t>(from - 1)];
  result.tail_share_of_commitment = result.tail_balance_usd / loan.commitment_usd;
  result.break_even_release_rent =
      (sum(result.debt_service_usd, from, last) + sum(result.operating_cost_usd, from, last) -
       sum(result.contracted_receipts_usd, from, last)) /
      sum(result.uncontracted_chip_hours, from, last);
  return result;
}

}  // namespace waferline
