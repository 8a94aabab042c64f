/// Default worked out by hand: grace, standstill, acceleration, sale in lots, loss, and the end of the run.
#include <gtest/gtest.h>

#include "waferline/credit/deal_for_tests.h"

namespace waferline {
namespace {

using R = FacilityRows;

Deal deal_that_fails() {
  Deal deal;
  deal.plan.default_margin = 0.06;
  deal.plan.grace_months = 1;
  deal.plan.standstill_months = 1;
  deal.plan.repossession_lag_months = 1;
  deal.plan.sale_months = 2;
  deal.plan.disposal = DisposalRule::sell;
  deal.plan.quality_haircut = deal.plan.selling_cost_share = 0.1;
  deal.plan.removal_cost_usd_per_gpu = 10;
  deal.value_usd_per_gpu = 1000;  // 0.9 x 0.9 x 1,000 - 10 = 800 a chip
  deal.pays({{to_interest}, {to_principal}});
  deal.start();
  return deal;
}

TEST(Default, RunsFromAMissedPaymentThroughGraceStandstillAndASaleInLotsToALoss) {
  Deal deal = deal_that_fails();
  deal.month({});  // 500 of interest and 10,000 of principal missed: in grace
  EXPECT_EQ(deal[R::status], performing);
  EXPECT_EQ(deal[R::missed_months], 1);

  deal.month({});  // a second month exceeds the grace
  EXPECT_EQ(deal[R::status], standstill);
  EXPECT_EQ(deal[R::default_month], 1);
  EXPECT_DOUBLE_EQ(deal[R::exposure_at_default], 101000);

  deal.month({});  // 12% now
  EXPECT_DOUBLE_EQ(deal[R::arrears], 2000);
  EXPECT_EQ(deal[R::status], accelerated);
  EXPECT_EQ(deal[R::acceleration_month], 2);
  EXPECT_EQ(deal[R::left], 1);

  deal.month({});  // a month of lag has passed: 20 chips at 800
  EXPECT_DOUBLE_EQ(deal[R::arrears], 3000);
  EXPECT_EQ(deal[R::left], 0.5);
  EXPECT_DOUBLE_EQ(deal[R::pending_proceeds], 16000);

  deal.value_usd_per_gpu = 500;  // 20 chips at 0.81 x 500 - 10 = 395
  deal.month({});
  EXPECT_DOUBLE_EQ(deal[R::interest_paid], 4000);
  EXPECT_DOUBLE_EQ(deal[R::balance], 88000);
  EXPECT_EQ(deal[R::left], 0);
  EXPECT_DOUBLE_EQ(deal[R::pending_proceeds], 7900);

  deal.discount = 0.95;
  deal.month({});
  EXPECT_DOUBLE_EQ(deal[R::interest_paid], 880);
  EXPECT_DOUBLE_EQ(deal[R::principal_paid], 7020);
  EXPECT_EQ(deal[R::status], closed);
  EXPECT_EQ(deal[R::closed_month], 5);
  EXPECT_DOUBLE_EQ(deal[R::loss], 80980);
  EXPECT_DOUBLE_EQ(deal[R::loss_pv], 0.95 * 80980);
}

TEST(Default, LotsThatWeighOnTheMarketFetchLess) {
  Deal deal = deal_that_fails();
  deal.plan.price_impact = 2.0;
  deal.absorption = 40;  // z = 2 x 20/40 = 1: 0.9 x 0.9 x 1,000 x (1 - 1/e) - 10
  for (int t = 0; t < 4; ++t) deal.month({});
  EXPECT_NEAR(deal[R::pending_proceeds], 20 * (810 * 0.6321205588285577 - 10), 1e-8);
}

TEST(Default, WorthlessChipsFetchNothingRatherThanCostMoney) {
  Deal deal = deal_that_fails();
  deal.value_usd_per_gpu = 5;
  for (int t = 0; t < 6; ++t) deal.month({});
  EXPECT_EQ(deal[R::status], closed);
  EXPECT_DOUBLE_EQ(deal[R::loss], 100000 + 500 + 500 + 4 * 1000);
}

TEST(Default, IsCountedButCuredWhenAllIsPaidInStandstill) {
  Deal deal = deal_that_fails();
  deal.plan.standstill_months = 3;
  deal.month({});
  deal.month({});
  EXPECT_EQ(deal[R::status], standstill);
  deal.month({.bills = 32000});  // 2,000 of interest with arrears, 30,000 to the schedule
  EXPECT_EQ(deal[R::status], performing);
  EXPECT_EQ(deal[R::default_month], 1);
  EXPECT_DOUBLE_EQ(deal[R::balance], 70000);
}

TEST(Default, AcceleratesAtOnceWithoutGraceOrStandstill) {
  Deal deal = deal_that_fails();
  deal.plan.grace_months = deal.plan.standstill_months = deal.plan.repossession_lag_months = 0;
  deal.month({});
  EXPECT_EQ(deal[R::status], accelerated);
  EXPECT_EQ(deal[R::default_month], 0);
  EXPECT_EQ(deal[R::left], 0.5);
}

TEST(Default, ChipsAreOperatedWhileThatIsWorthMoreAndNoLongerThanAllowed) {
  Deal deal = deal_that_fails();
  deal.plan.disposal = DisposalRule::best;
  deal.plan.operate_share = 0.85;  // 34,000 against 32,000 in a sale
  deal.plan.operate_max_months = 2;
  for (int t = 0; t < 5; ++t) deal.month({});
  EXPECT_EQ(deal[R::left], 1) << "months 3 and 4: kept running";
  deal.month({});
  EXPECT_EQ(deal[R::left], 0.5) << "month 5: two months are over";
}

TEST(Default, ARunningContractWorthMoreThanASaleKeepsTheChips) {
  Deal deal = deal_that_fails();
  deal.plan.disposal = DisposalRule::best;
  deal.plan.operate_max_months = 10;
  for (int t = 0; t < 3; ++t) deal.month({});
  deal.month({.contract_value = 32001});
  EXPECT_EQ(deal[R::left], 1);
  deal.month({.contract_value = 31999});
  EXPECT_EQ(deal[R::left], 0.5);
}

// Owed in month 3: 100,000 and arrears of 500 + 500 + 1,000 + 1,000. A sale brings 0.9 x 0.9 x value - 10 for each
// of 40.
TEST(Default, ASaleThatRepaysLendersIsTakenHoweverMuchTheChipsCouldEarn) {
  for (const double value : {3190.0, 3200.0}) {  // 102,956 and 103,280 for 103,000 owed
    Deal deal = deal_that_fails();
    deal.plan.disposal = DisposalRule::best;
    deal.plan.operate_max_months = 10;
    deal.value_usd_per_gpu = value;
    for (int t = 0; t < 3; ++t) deal.month({});
    deal.month({.contract_value = 1e6});
    EXPECT_EQ(deal[R::left], value < 3195 ? 1 : 0.5);
  }
}

// 100 chips planned for month 2, worth 1,000 each in the market and 800 in a sale.
TEST(Default, ChipsAreCollateralFromTheirPlannedMonthOn) {
  Deal deal = deal_that_fails();
  deal.plan.fleet[0] = {.units = 100, .effective_compute = 1, .in_service = 2};
  for (const double worth : {0.0, 0.0, 100'000.0}) {
    deal.month({});
    EXPECT_DOUBLE_EQ(deal[R::market_value], worth);
    EXPECT_DOUBLE_EQ(deal[R::liquidation_value], 0.8 * worth);
  }
}

TEST(Default, AccountsPayLendersBeforeALossIsCounted) {
  Deal deal = deal_that_fails();
  deal.second_account(4000, 0);
  deal.start();
  for (int t = 0; t < 6; ++t) deal.month({});
  // As above with the second lot at 800 too: 16,000 - 880 of interest leave 72,880, less the account's 4,000.
  EXPECT_DOUBLE_EQ(deal[R::loss], 88000 - 15120 - 4000);
  EXPECT_EQ(deal[R::account + 1], 0);
}

TEST(Default, AnOpenDefaultIsSoldAndWrittenOffInTheLastMonthOfTheRun) {
  Deal deal = deal_that_fails();
  deal.plan.months = 4;
  for (int t = 0; t < 4; ++t) deal.month({});
  // Month 3: the lot of 20 and the 20 left, each at 800: 32,000 against 103,000.
  EXPECT_EQ(deal[R::status], closed);
  EXPECT_EQ(deal[R::left], 0);
  EXPECT_DOUBLE_EQ(deal[R::proceeds], 32000);
  EXPECT_DOUBLE_EQ(deal[R::loss], 71000);
}

TEST(Default, WhatIsOpenWithoutADefaultAtTheEndOfTheRunIsNoLoss) {
  Deal deal = deal_that_fails();
  deal.plan.months = 1;
  deal.month({});
  EXPECT_EQ(deal[R::status], performing);
  EXPECT_EQ(deal[R::loss], 0);
  EXPECT_DOUBLE_EQ(deal[R::balance], 100000);
}

}  // namespace
}  // namespace waferline
