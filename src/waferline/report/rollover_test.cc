#include "waferline/report/rollover.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "waferline/market/limits.h"

namespace waferline {
namespace {

/// A loan of 100 at 1% a month over four months in equal parts, against one chip that costs 10 a month to run and is
/// let at 40 a month until month 2.
class RolloverOf : public testing::Test {
 protected:
  RolloverOf() {
    plan->months = 4;
    plan->rates.level.assign(4, 0.0);
    plan->facility_count = plan->fleet_count = plan->line_count = plan->operator_count = 1;
    plan->facility_links[0].fleet_count = 1;
    plan->fleets[0].units = 1;
    plan->fleets[0].fixed_usd_per_gpu_month = 10;
    plan->fleets[0].in_service = -3;
    LinePlan& line = plan->lines[0];
    line.chips = 1;
    line.starts = -3;
    line.ends = 2;
    line.rent_usd_per_gpu_hour = 40 / hours_per_month;
    FacilityPlan& loan = plan->facilities[0];
    loan.commitment_usd = loan.opening_balance_usd = loan.opening_funded_usd = 100;
    loan.margin = 0.12;
    loan.maturity = 3;
    for (std::size_t t = 0; t < 4; ++t) {
      loan.month[t].days = 30;
      loan.month[t].scheduled_share = 0.75 - 0.25 * static_cast<double>(t);
      loan.month[t].projected_receipts_usd = t < 2 ? 40 : 0;
    }
  }

  std::unique_ptr<Plan> plan = std::make_unique<Plan>();
};

TEST_F(RolloverOf, SchedulesTheDebtAsAPathWould) {
  const Rollover rollover = rollover_of(*plan, 0);
  const double service[] = {26, 25.75, 25.5, 25.25}, balance[] = {75, 50, 25, 0};
  for (std::size_t t = 0; t < 4; ++t) {
    EXPECT_NEAR(rollover.debt_service_usd[t], service[t], 1e-12) << t;
    EXPECT_NEAR(rollover.scheduled_balance_usd[t], balance[t], 1e-12) << t;
  }
  EXPECT_EQ(rollover.repaid_month, 3);
}

TEST_F(RolloverOf, FindsTheRentThatTheTailNeeds) {
  const Rollover rollover = rollover_of(*plan, 0);
  EXPECT_EQ(rollover.tail_month, 2);
  EXPECT_NEAR(rollover.tail_balance_usd, 50, 1e-12);
  // Months 2 and 3: 25.5 + 25.25 of debt service and 2 x 10 of cost over 2 x 730.5 hours.
  EXPECT_NEAR(rollover.break_even_release_rent, 70.75 / 1461, 1e-12);
}

TEST_F(RolloverOf, FindsTheRentThatTheWholeLoanNeeds) {
  const Rollover rollover = rollover_of(*plan, 0);
  EXPECT_NEAR(rollover.break_even_rent_of_life, 142.5 / 2922, 1e-12);
  EXPECT_NEAR(rollover.contracted_rent, 40 / 730.5, 1e-12);
}

TEST_F(RolloverOf, HasNoTailWhenTheContractOutlivesTheLoan) {
  plan->lines[0].ends = 4;
  const Rollover rollover = rollover_of(*plan, 0);
  EXPECT_EQ(rollover.tail_month, -1);
  EXPECT_TRUE(std::isnan(rollover.break_even_release_rent));
}

TEST_F(RolloverOf, AddsTheSwapAndTheFees) {
  FacilityPlan& loan = plan->facilities[0];
  loan.swap_share = 0.5;
  loan.swap_rate = 0.024;
  loan.agent_fee_usd_per_month = 1;
  // The swap pays 0.2% a month on half of the balance scheduled a month before: 100, then 75.
  const Rollover rollover = rollover_of(*plan, 0);
  EXPECT_NEAR(rollover.debt_service_usd[0], 26 + 0.1 + 1, 1e-12);
  EXPECT_NEAR(rollover.debt_service_usd[1], 25.75 + 0.075 + 1, 1e-12);
}

TEST_F(RolloverOf, CapsTheBalanceByTheLowestLimb) {
  FacilityPlan& loan = plan->facilities[0];
  loan.limb_depreciated_cost = true;
  loan.cap_share = 0.5;
  for (std::size_t t = 0; t < 4; ++t) loan.month[t].net_book_usd[0] = 120 - 20 * static_cast<double>(t);
  const Rollover rollover = rollover_of(*plan, 0);
  // Half of 120 is below the schedule's 75; half of 100 is the schedule's 50.
  EXPECT_NEAR(rollover.scheduled_balance_usd[0], 60, 1e-12);
  EXPECT_NEAR(rollover.scheduled_balance_usd[1], 50, 1e-12);
}

}  // namespace
}  // namespace waferline
