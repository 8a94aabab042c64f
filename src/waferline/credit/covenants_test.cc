/// Covenants worked out by hand: trailing windows, movable first dates, cures, traps, events of default.
#include <gtest/gtest.h>

#include <cmath>

#include "waferline/credit/deal_for_tests.h"

namespace waferline {
namespace {

using R = FacilityRows;

Deal deal_with_release() {
  Deal deal;
  deal.pays(
      {{to_interest}, {to_principal}, {to_sponsor, from_collection, PayLimitKind::due, PayCondition::not_trapped}});
  return deal;
}

TEST(Covenants, TheCashTrapShutsAfterAFailedTestAndOpensAfterAPassedOne) {
  Deal deal = deal_with_release();
  deal.covenant(CovenantTest::dscr, 1.3, true).effect = CovenantEffect::cash_trap;
  deal.start();

  deal.month({.bills = 12000});  // 12,000 / 10,500 = 1.14 fails, but the month's cash has gone
  EXPECT_DOUBLE_EQ(deal[R::covenant_value], 12000.0 / 10500);
  EXPECT_DOUBLE_EQ(deal[R::sponsor_paid], 1500);
  EXPECT_EQ(deal[R::covenant_trap], 1);

  deal.month({.bills = 12000});  // 12,000 - 10,450 stay
  EXPECT_EQ(deal[R::sponsor_paid], 0);
  EXPECT_DOUBLE_EQ(deal[R::account], 1550);

  deal.month({.bills = 20000});  // 20,000 / 10,400 passes; still shut this month
  EXPECT_DOUBLE_EQ(deal[R::account], 1550 + 9600);
  EXPECT_EQ(deal[R::covenant_trap], 0);

  deal.month({.bills = 20000});  // 11,150 + 20,000 - 10,350
  EXPECT_DOUBLE_EQ(deal[R::sponsor_paid], 20800);
  EXPECT_EQ(deal[R::covenant_first_breach], 0);
  EXPECT_EQ(deal[R::status], performing);
}

TEST(Covenants, TheSponsorCuresWhatTheNumberOfCuresAllows) {
  Deal deal = deal_with_release();
  CovenantPlan& dscr = deal.covenant(CovenantTest::dscr, 1.3, true);
  dscr.cures = 1;
  dscr.cure_max_usd = 5000;
  deal.start();
  deal.month({.bills = 12000});
  EXPECT_DOUBLE_EQ(deal[R::covenant_cure], 1650);  // 1.3 x 10,500 - 12,000
  EXPECT_EQ(deal[R::covenant_first_breach], 0) << "a cured failure is a breach all the same";
  EXPECT_EQ(deal[R::status], performing);

  deal.month({.bills = 12000});
  EXPECT_DOUBLE_EQ(deal[R::cures], 1650) << "paid in the month after";
  EXPECT_EQ(deal[R::covenant_cures_left], 0);
  EXPECT_EQ(deal[R::status], standstill) << "no cure is left for the second failure";
}

TEST(Covenants, CuresAreFreeUntilTheirDateAndNeverAboveTheirCap) {
  Deal deal = deal_with_release();
  CovenantPlan& dscr = deal.covenant(CovenantTest::dscr, 1.3, true);
  dscr.cures_free_until = 1;
  dscr.cures = 1;
  dscr.cure_max_usd = 1600;
  deal.start();
  deal.month({.bills = 12100});  // a gap of 1,550
  EXPECT_DOUBLE_EQ(deal[R::covenant_cure], 1550);
  EXPECT_EQ(deal[R::covenant_cures_left], 1);
  deal.month({.bills = 11900});  // 1.3 x 10,450 - 11,900 = 1,685
  EXPECT_EQ(deal[R::covenant_cure], 0);
  EXPECT_EQ(deal[R::status], standstill);
}

TEST(Covenants, ADefaultedSponsorCuresNothing) {
  Deal deal = deal_with_release();
  deal.covenant(CovenantTest::dscr, 1.3, true).cures = 9;
  deal.sponsor_alive = false;
  deal.start();
  deal.month({.bills = 12000});
  EXPECT_EQ(deal[R::covenant_cure], 0);
}

// Net income 20,000, 9,000, 14,000, 14,000; service 10,500, 10,450, 10,400, 10,350.
TEST(Covenants, ATrailingTestLooksAtItsMonthsAndAMovedFirstTestPassesOverABadStart) {
  const double bills[] = {20000, 9000, 14000, 14000};
  for (const int first : {0, 1, 3}) {
    Deal deal = deal_with_release();
    deal.plan.guarantee_share = 1;
    deal.pays({{to_interest}, {to_principal}, {to_principal, from_guarantee}});
    CovenantPlan& dscr = deal.covenant(CovenantTest::dscr, 1.4, true);
    dscr.window_months = 3;
    dscr.first = first;
    dscr.effect = CovenantEffect::cash_trap;
    deal.start();
    deal.month({.bills = bills[0]});
    EXPECT_DOUBLE_EQ(deal[R::covenant_value], 20000.0 / 10500);
    deal.month({.bills = bills[1]});
    EXPECT_DOUBLE_EQ(deal[R::covenant_value], 29000.0 / 20950);  // 1.384: fails where it is tested
    deal.month({.bills = bills[2]});
    EXPECT_DOUBLE_EQ(deal[R::covenant_value], 43000.0 / 31350);  // 1.372
    deal.month({.bills = bills[3]});
    EXPECT_DOUBLE_EQ(deal[R::covenant_value], 37000.0 / 31200);  // 1.186: month 0 has left the window
    EXPECT_EQ(deal[R::covenant_first_breach], first == 3 ? 3 : 1) << first;
  }
}

TEST(Covenants, AQuarterlyTestIsMadeOnItsDatesOnly) {
  Deal deal = deal_with_release();
  CovenantPlan& dscr = deal.covenant(CovenantTest::dscr, 1.3, true);
  dscr.first = 1;
  dscr.every = 3;
  deal.start();
  const double bills[] = {10500, 20000, 10400, 10350, 10300};
  for (int t = 0; t < 4; ++t) deal.month({.bills = bills[t]});
  EXPECT_EQ(deal[R::status], performing);
  EXPECT_EQ(deal[R::covenant_first_breach], never);
  deal.month({.bills = bills[4]});
  EXPECT_EQ(deal[R::covenant_first_breach], 4);
}

TEST(Covenants, FailuresAreBorneForTheCureMonths) {
  Deal deal = deal_with_release();
  deal.covenant(CovenantTest::dscr, 1.3, true).cure_months = 2;
  deal.start();
  deal.month({.bills = 12000});
  deal.month({.bills = 12000});
  EXPECT_EQ(deal[R::status], performing);
  deal.month({.bills = 12000});
  EXPECT_EQ(deal[R::status], standstill);
  EXPECT_EQ(deal[R::default_month], never) << "an event of default is no default until acceleration";
}

TEST(Covenants, StandstillEndsWhenTheTestPassesAgain) {
  Deal deal = deal_with_release();
  deal.plan.standstill_months = 6;
  deal.covenant(CovenantTest::dscr, 1.3, true);
  deal.start();
  deal.month({.bills = 12000});
  EXPECT_EQ(deal[R::status], standstill);
  deal.month({.bills = 12000});
  EXPECT_EQ(deal[R::status], standstill) << "paid in full, but the test still fails";
  deal.month({.bills = 20000});
  EXPECT_EQ(deal[R::status], performing);
}

TEST(Covenants, ContractRealizationComparesReceiptsWithProjections) {
  Deal deal = deal_with_release();
  CovenantPlan& realised = deal.covenant(CovenantTest::contract_realization, 0.85, true);
  realised.window_months = 3;
  for (FacilityMonth& m : deal.plan.month) m.projected_receipts_usd = 20000;
  deal.start();
  deal.month({.bills = 20000, .contract_receipts = 20000});
  deal.month({.bills = 20000, .contract_receipts = 16000});
  deal.month({.bills = 20000, .contract_receipts = 15000});  // 51,000 / 60,000 = 0.85 exactly
  EXPECT_EQ(deal[R::status], performing);
  deal.month({.bills = 20000, .contract_receipts = 19900});  // 50,900 / 60,000
  EXPECT_EQ(deal[R::status], standstill);
}

TEST(Covenants, MinimumLiquidityIsCuredByItsGap) {
  Deal deal = deal_with_release();
  deal.second_account(3000, 5000);
  CovenantPlan& liquidity = deal.covenant(CovenantTest::minimum_liquidity, 1.0, true);
  liquidity.account = 1;
  liquidity.cures = 1;
  deal.start();
  deal.month({.bills = 20000});
  EXPECT_DOUBLE_EQ(deal[R::covenant_cure], 2000);
}

TEST(Covenants, LoanToValueFailsAboveItsLimitAndOnWorthlessChips) {
  for (const double value : {3000.0, 2000.0, 0.0}) {  // 40 chips against 90,000
    Deal deal = deal_with_release();
    deal.value_usd_per_gpu = value;
    deal.covenant(CovenantTest::ltv_market, 0.8, false);
    deal.start();
    deal.month({.bills = 20000});
    EXPECT_EQ(deal[R::status], value == 3000.0 ? performing : standstill) << value;
    EXPECT_DOUBLE_EQ(deal[R::ltv_market], 90000 / (40 * value)) << "infinite on worthless chips";
    EXPECT_EQ(deal[R::under_water_market], value == 3000.0 ? 0 : 1);
  }
}

TEST(Covenants, UnpaidMonthsCountMonthsInARowWithoutContractCash) {
  Deal deal = deal_with_release();
  deal.covenant(CovenantTest::unpaid_months, 2, false).effect = CovenantEffect::cash_trap;
  for (FacilityMonth& m : deal.plan.month) m.projected_receipts_usd = 20000;
  deal.start();
  const double receipts[] = {0, 0, 1, 0, 0, 0};
  for (const double r : receipts) {
    EXPECT_EQ(deal[R::covenant_trap], 0);
    deal.month({.bills = 20000, .contract_receipts = r});
  }
  EXPECT_EQ(deal[R::covenant_trap], 1);
  EXPECT_EQ(deal[R::covenant_first_breach], 5);
}

TEST(Covenants, OperatorDefaultIsATestOfItsOwn) {
  Deal deal = deal_with_release();
  deal.covenant(CovenantTest::operator_default, 0, false).effect = CovenantEffect::cash_trap;
  deal.start();
  deal.month({.bills = 20000});
  EXPECT_EQ(deal[R::covenant_trap], 0);
  deal.sponsor_alive = false;
  deal.month({.bills = 20000});
  EXPECT_EQ(deal[R::covenant_trap], 1);
}

TEST(Covenants, ATestMissedByARoundedCentPasses) {
  Deal deal = deal_with_release();
  deal.covenant(CovenantTest::dscr, 1.3, true);
  deal.start();
  deal.month({.bills = 13650 - 0.01});  // 1.3 x 10,500 less a cent
  EXPECT_EQ(deal[R::status], performing);
  EXPECT_EQ(deal[R::covenant_first_breach], never);
}

TEST(Covenants, ValuesOfAClosedFacilityAreNotNumbers) {
  Deal deal = deal_with_release();
  deal.covenant(CovenantTest::dscr, 1.3, true);
  deal.start();
  deal.plan.maturity = 0;
  deal.month({.bills = 100500});
  ASSERT_EQ(deal[R::status], closed);
  deal.month({});
  EXPECT_TRUE(std::isnan(deal[R::covenant_value]));
  EXPECT_TRUE(std::isnan(deal[R::ltv_market]));
}

}  // namespace
}  // namespace waferline
