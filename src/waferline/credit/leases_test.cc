/// Lease lines followed month by month by hand: contract, vacancy, re-letting, breach, default, cost.
#include "waferline/credit/leases.h"

#include <gtest/gtest.h>

#include <cmath>

namespace waferline {
namespace {

constexpr double hours = 730.5;

/// One line on one fleet of 100 chips, 1 kW each, power at 0.10: 0.10 an hour; 50 fixed a chip-month.
struct Lease {
  FleetPlan fleet;
  OperatorPlan op;
  LinePlan line;
  FleetRows fleet_rows;
  OperatorRows op_rows;
  CustomerRows customer;
  LineRows rows;
  Row reference, left;
  int t = 0;

  Lease() {
    fleet.units = 100;
    fleet.kilowatts = 1.0;
    fleet.fixed_usd_per_gpu_month = 50;
    fleet.idle_power_share = 0.3;
    op.power_usd_per_kwh = 0.10;
    line.customer = 0;
    line.chips = 100;
    line.starts = 0;
    line.ends = 3;
    line.rent_usd_per_gpu_hour = 2.0;
    line.release_term_months = 2;
    line.release_discount = 0.25;
    reference.fill(1.6);
    left.fill(1.0);
  }
  void start() {
    set_annuity(line, 0.12);
    start_operator(op, op_rows);
    start_customer(customer);
    start_line(line, rows);
    start_fleet(fleet, key_of(11), 0, 0, fleet_rows);
  }
  void month() {
    const Row* references[] = {&reference};
    const Row* lefts[] = {&left};
    const LeaseInputs in{references, lefts, &customer, &op_rows};
    leases_month(&fleet, 1, &op, &line, 1, key_of(11), 0, t++, in, &rows, &fleet_rows);
  }
  double bill() const { return fleet_rows.bills[0]; }
  double opex() const { return fleet_rows.opex[0]; }
};

TEST(Leases, AContractEndsStandsEmptyAMonthAndIsLetAgainByTurns) {
  Lease lease;  // a mean vacancy of 0: exactly one empty month
  lease.start();
  for (int t = 0; t < 3; ++t) {
    lease.month();
    EXPECT_DOUBLE_EQ(lease.bill(), 2.0 * hours * 100);
    EXPECT_DOUBLE_EQ(lease.fleet_rows.contract_receipts[0], lease.bill());
    EXPECT_DOUBLE_EQ(lease.opex(), 0.10 * hours * 100 + 50 * 100);
  }
  lease.month();  // month 3: the contract is over
  EXPECT_EQ(lease.bill(), 0);
  EXPECT_DOUBLE_EQ(lease.opex(), 0.3 * 0.10 * hours * 100 + 50 * 100);
  for (int t = 0; t < 2; ++t) {
    lease.month();  // re-let at 1.6 less a quarter, for two months
    EXPECT_DOUBLE_EQ(lease.bill(), 1.2 * hours * 100);
    EXPECT_EQ(lease.fleet_rows.contract_receipts[0], 0);
    lease.reference.fill(9.0);  // the term's rent is fixed
  }
  lease.month();
  EXPECT_EQ(lease.bill(), 0);
  lease.month();
  EXPECT_DOUBLE_EQ(lease.bill(), 0.75 * 9.0 * hours * 100);
}

TEST(Leases, ChipsStayEmptyWhileTheMarketDoesNotPayForPower) {
  Lease lease;
  lease.line.ends = 0;
  lease.reference.fill(0.13);  // 0.0975 after the discount, under 0.10
  lease.start();
  for (int t = 0; t < 4; ++t) {
    lease.month();
    EXPECT_EQ(lease.bill(), 0);
  }
  lease.reference.fill(0.14);
  lease.month();
  EXPECT_DOUBLE_EQ(lease.bill(), 0.105 * hours * 100);
}

TEST(Leases, ACustomersDefaultEndsItsContractInTheSameMonth) {
  Lease lease;
  lease.line.ends = 100;
  lease.start();
  lease.month();
  lease.customer.alive.fill(0.0);
  lease.month();
  EXPECT_EQ(lease.bill(), 0);
  lease.month();
  EXPECT_DOUBLE_EQ(lease.bill(), 1.2 * hours * 100);
}

TEST(Leases, BeforeItsStartALineBillsNothingAndIdles) {
  Lease lease;
  lease.line.starts = 2;
  lease.line.ends = 9;
  lease.start();
  lease.month();
  lease.month();
  EXPECT_EQ(lease.bill(), 0);
  EXPECT_DOUBLE_EQ(lease.opex(), 0.3 * 0.10 * hours * 100 + 50 * 100);
  lease.month();
  EXPECT_DOUBLE_EQ(lease.bill(), 2.0 * hours * 100);
}

TEST(Leases, AContractThatEndedBeforeTheFleetServesStartsWithAVacancy) {
  Lease lease;
  lease.fleet.in_service = 5;
  lease.start();
  for (int t = 0; t < 5; ++t) {
    lease.month();
    EXPECT_EQ(lease.bill() + lease.opex(), 0);
  }
  lease.month();
  EXPECT_EQ(lease.bill(), 0);
  EXPECT_EQ(lease.rows.state[0], line_vacant);
  lease.month();
  EXPECT_DOUBLE_EQ(lease.bill(), 1.2 * hours * 100);
}

TEST(Leases, AnOnDemandLineBillsTheMarketAtItsUtilisation) {
  Lease lease;
  lease.line.on_demand = true;
  lease.line.customer = -1;
  lease.line.utilisation = 0.6;
  lease.start();
  lease.month();
  EXPECT_DOUBLE_EQ(lease.bill(), 0.6 * 1.6 * hours * 100);
  EXPECT_EQ(lease.fleet_rows.contract_receipts[0], 0);
  EXPECT_DOUBLE_EQ(lease.opex(), 0.6 * 0.10 * hours * 100 + 50 * 100);
}

TEST(Leases, AnOperatorsDefaultCostsBillsInTransitionAndDearerRunningForGood) {
  Lease lease;
  lease.line.ends = 100;
  lease.op.transition_months = 2;
  lease.op.transition_loss = 0.4;
  lease.op.backup_cost_multiplier = 1.5;
  lease.start();
  lease.month();
  lease.op_rows.alive.fill(0.0);
  lease.op_rows.default_month.fill(1.0);
  const double full = 2.0 * hours * 100, cost = 1.5 * (0.10 * hours * 100 + 50 * 100);
  for (const double bill : {0.6 * full, 0.6 * full, full}) {
    lease.month();
    EXPECT_DOUBLE_EQ(lease.bill(), bill);
    EXPECT_DOUBLE_EQ(lease.opex(), cost);
  }
}

TEST(Leases, SoldUnitsNeitherEarnNorCost) {
  Lease lease;
  lease.left.fill(0.25);
  lease.start();
  lease.month();
  EXPECT_DOUBLE_EQ(lease.bill(), 0.25 * 2.0 * hours * 100);
  EXPECT_DOUBLE_EQ(lease.opex(), 0.25 * (0.10 * hours * 100 + 50 * 100));
}

TEST(Leases, ChipsUnderNoLineIdle) {
  Lease lease;
  lease.line.chips = 60;
  lease.fleet.uncovered_units = 40;
  lease.start();
  lease.month();
  EXPECT_DOUBLE_EQ(lease.opex(), 0.10 * hours * (60 + 0.3 * 40) + 50 * 100);
}

// A margin of 2.0 - 0.1 an hour less 50 a month on 100 chips, for the two months left, at 12% continuous.
TEST(Leases, AContractIsWorthItsMarginsToCome) {
  Lease lease;
  lease.start();
  lease.month();
  const double margin = 1.9 * hours * 100 - 5000;
  EXPECT_NEAR(lease.fleet_rows.contract_value[0], margin * 12 * (1 - std::exp(-0.02)) / 0.12, 1e-6);
}

TEST(Leases, BreachesAreCreditedAtTheirRate) {
  Lease lease;
  lease.line.ends = 1000;
  lease.line.breach_probability = 0.2;
  lease.line.credit_share = 0.5;
  lease.start();
  double sum = 0.0;
  const int months = 200;
  for (int t = 0; t < months; ++t) {
    lease.month();
    for (const double bill : lease.fleet_rows.bills.at) sum += bill / (2.0 * hours * 100);
  }
  EXPECT_NEAR(sum / (months * 128), 0.9, 4 * 0.5 * 0.4 / std::sqrt(months * 128.0));
}

// n = 1 + floor(-mean ln u): the mean of the floor of an exponential with mean m is 1/(e^(1/m) - 1), so a vacancy lasts
// 3.53 months for m = 3, and with terms of one month chips stand empty 3.53 months of 4.53.
TEST(Leases, VacanciesLastAsLongAsTheyShould) {
  Lease lease;
  lease.line.ends = 0;
  lease.line.vacancy_mean_months = 3;
  lease.line.release_term_months = 1;
  lease.start();
  double empty = 0.0;
  const int months = 230;
  for (int t = 0; t < months; ++t) {
    lease.month();
    for (const double state : lease.rows.state.at) empty += state == line_vacant ? 1.0 : 0.0;
  }
  const double length = 1.0 + 1.0 / (std::exp(1.0 / 3) - 1.0);
  EXPECT_NEAR(empty / (months * 128), length / (1.0 + length), 0.01);
}

TEST(Leases, CommissioningDelaysAFleetThatIsNotYetInService) {
  FleetPlan fleet;
  fleet.delay_mean_months = 2;
  fleet.in_service = 4;
  FleetRows rows;
  double sum = 0.0;
  for (std::uint64_t b = 0; b < 200; ++b) {
    start_fleet(fleet, key_of(3), b * block_width, 0, rows);
    for (const double month : rows.serves_from.at) {
      EXPECT_GE(month, 4);
      EXPECT_EQ(month, std::floor(month));
      sum += month - 4;
    }
  }
  EXPECT_NEAR(sum / (200 * 128), 1.0 / (std::exp(0.5) - 1.0), 0.06);
  fleet.in_service = 0;
  start_fleet(fleet, key_of(3), 0, 0, rows);
  EXPECT_EQ(rows.serves_from[0], 0);
}

}  // namespace
}  // namespace waferline
