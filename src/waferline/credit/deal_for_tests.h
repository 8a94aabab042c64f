/// A small facility for tests: one fleet, every path alike, with numbers that work out on paper.
///
/// 100,000 owed, funded as much; interest 2% + 4% = 0.5% a month of 30 days; the schedule repays 10,000 a month.
/// Three months of grace, six of standstill.
/// Account 0 is the collection account. Month for month the test says what the fleet billed and cost.
///
///     Deal deal;
///     deal.pays({{to_interest}, {to_principal}, {to_sponsor}});
///     deal.start();
///     deal.month({.bills = 30000, .opex = 5000});
///     EXPECT_EQ(deal[FacilityRows::balance], 90000);
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <memory>

#include "waferline/credit/facility.h"
#include "waferline/credit/facility_set_up.h"

namespace waferline {

inline constexpr PayFrom from_collection{PaySource::account, 0}, from_second{PaySource::account, 1},
    from_guarantee{PaySource::guarantee, 0};
inline constexpr PayTo to_opex{PayTarget::opex, 0}, to_fees{PayTarget::fees, 0}, to_hedge{PayTarget::hedge, 0},
    to_interest{PayTarget::interest, 0}, to_principal{PayTarget::principal, 0}, to_sponsor{PayTarget::sponsor, 0},
    to_second{PayTarget::account, 1}, to_collection{PayTarget::account, 0};

struct PayLine {
  PayTo to;
  PayFrom from = from_collection;
  PayLimitKind limit = PayLimitKind::due;
  PayCondition when = PayCondition::always;
};

struct MonthOfDeal {
  double bills = 0, opex = 0, contract_receipts = 0, contract_value = 0;
};

class Deal {
 public:
  FacilityPlan plan;
  double sofr = 0.02, discount = 1.0, value_usd_per_gpu = 0, absorption = 1e9;
  bool sponsor_alive = true, customer_upgraded = false;
  double guarantee_share = 1.0;

  Deal() {
    plan.months = 60;
    plan.opening_balance_usd = plan.opening_funded_usd = plan.commitment_usd = 100000;
    plan.margin = 0.04;
    plan.maturity = 1000;
    plan.grace_months = 3;
    plan.standstill_months = 6;
    plan.fleet_count = 1;
    plan.fleet[0] = {40, 1.0};
    for (int t = 0; t < plan.months; ++t) {
      FacilityMonth& m = plan.month[static_cast<std::size_t>(t)];
      m.days = 30;
      m.scheduled_share = t < 9 ? 1.0 - (t + 1) / 10.0 : 0.0;
      m.advance_limit_usd = 1e12;
    }
  }

  void pays(std::initializer_list<PayLine> list) {
    plan.instruction_count = 0;
    for (const PayLine& p : list) {
      plan.instruction[static_cast<std::size_t>(plan.instruction_count++)] =
          pay_instruction(p.from, p.to, p.limit, p.when, guarantee_share);
    }
  }

  void second_account(double opening, double target) {
    plan.account_count = 2;
    plan.opening_account_usd[1] = opening;
    for (FacilityMonth& m : plan.month) m.target_usd[1] = target;
  }

  CovenantPlan& covenant(CovenantTest test, double limit, bool at_least) {
    CovenantPlan& c = plan.covenant[static_cast<std::size_t>(plan.covenant_count++)];
    c = {};
    c.test = test;
    c.limit = limit;
    c.at_least = at_least;
    return c;
  }

  void start() { start_facility(plan, *rows_); }

  /// Runs the next month, and requires that cash and units are conserved in it.
  void month(const MonthOfDeal& cash);

  double operator[](int row) const { return (*rows_)[row][0]; }
  int months_run() const { return t_; }

 private:
  std::unique_ptr<FacilityRows> rows_ = std::make_unique<FacilityRows>();
  int t_ = 0;
};

inline void Deal::month(const MonthOfDeal& cash) {
  Row sofr_row, discount_row, absorption_row, value, upgraded;
  sofr_row.fill(sofr);
  discount_row.fill(discount);
  absorption_row.fill(absorption);
  value.fill(value_usd_per_gpu);
  upgraded.fill(customer_upgraded ? 1.0 : 0.0);
  OperatorRows sponsor{};
  sponsor.alive.fill(sponsor_alive ? 1.0 : 0.0);
  FleetRows fleet{};
  fleet.bills.fill(cash.bills);
  fleet.opex.fill(cash.opex);
  fleet.contract_receipts.fill(cash.contract_receipts);
  fleet.contract_value.fill(cash.contract_value);
  const FleetRows* fleets[] = {&fleet};
  const Row* values[] = {&value};
  const FacilityInputs in{&sofr_row, &discount_row, &absorption_row, &sponsor, &upgraded, fleets, values};
  facility_month(plan, t_, in, *rows_);
  ++t_;
  for (std::size_t p = 0; p < block_width; ++p) ASSERT_LE((*rows_)[FacilityRows::imbalance][p], 1.0);
}

}  // namespace waferline
