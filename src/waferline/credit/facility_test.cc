/// Facilities worked out by hand, month by month: dues, payments, reserves, guarantee, draws.
#include "waferline/credit/facility.h"

#include <gtest/gtest.h>

#include <limits>
#include <memory>

#include "waferline/credit/deal_for_tests.h"

namespace waferline {

namespace {

using R = FacilityRows;

TEST(Facility, PaysOpexFeesInterestPrincipalAndTheSponsorInAMonthThatSuffices) {
  Deal deal;
  deal.plan.agent_fee_usd_per_month = 100;
  deal.second_account(5000, 5000);
  deal.pays({{to_opex}, {to_fees}, {to_interest}, {to_principal}, {to_second}, {to_sponsor}});
  deal.start();

  deal.month({.bills = 30000, .opex = 5000});
  EXPECT_DOUBLE_EQ(deal[R::interest_paid], 500);     // 100,000 x 6% x 30/360
  EXPECT_DOUBLE_EQ(deal[R::principal_paid], 10000);  // to 0.9 of 100,000
  EXPECT_DOUBLE_EQ(deal[R::sponsor_paid], 14400);    // 30,000 - 5,000 - 100 - 500 - 10,000
  EXPECT_DOUBLE_EQ(deal[R::balance], 90000);
  EXPECT_DOUBLE_EQ(deal[R::account + 1], 5000);

  deal.month({.bills = 30000, .opex = 5000});
  EXPECT_DOUBLE_EQ(deal[R::interest_paid], 450);
  EXPECT_DOUBLE_EQ(deal[R::sponsor_paid], 14450);
  EXPECT_DOUBLE_EQ(deal[R::balance], 80000);

  deal.month({.bills = 30000, .opex = 5000});
  EXPECT_DOUBLE_EQ(deal[R::interest_paid], 400);
  EXPECT_DOUBLE_EQ(deal[R::balance], 70000);
  EXPECT_EQ(deal[R::status], performing);
  EXPECT_EQ(deal[R::missed_months], 0);
  EXPECT_DOUBLE_EQ(deal[R::principal_years_sum], 10000 * (1 + 2 + 3) / 12.0);
}

TEST(Facility, AShortfallIsMetByTheLiquidityAccountThenByTheGuarantee) {
  Deal deal;
  deal.second_account(5000, 5000);
  deal.pays({{to_opex},
             {to_interest},
             {to_principal},
             {to_principal, from_second},
             {to_principal, from_guarantee},
             {to_second},
             {to_sponsor}});
  deal.start();

  deal.month({.bills = 9000, .opex = 5000});
  EXPECT_DOUBLE_EQ(deal[R::interest_paid], 500);
  EXPECT_DOUBLE_EQ(deal[R::paid + 2], 3500);  // 9,000 - 5,000 - 500
  EXPECT_DOUBLE_EQ(deal[R::paid + 3], 5000);  // all of the reserve
  EXPECT_DOUBLE_EQ(deal[R::guarantee_paid], 1500);
  EXPECT_DOUBLE_EQ(deal[R::balance], 90000);
  EXPECT_EQ(deal[R::missed_months], 0);
  EXPECT_EQ(deal[R::account + 1], 0);

  deal.month({.bills = 20000, .opex = 5000});  // 15,000 - 450 - 10,000 = 4,550 tops the reserve up
  EXPECT_DOUBLE_EQ(deal[R::account + 1], 4550);
  EXPECT_EQ(deal[R::sponsor_paid], 0);

  deal.month({.bills = 20000, .opex = 5000});  // 15,000 - 400 - 10,000 = 4,600, of which 450 fill it
  EXPECT_DOUBLE_EQ(deal[R::account + 1], 5000);
  EXPECT_DOUBLE_EQ(deal[R::sponsor_paid], 4150);
}

TEST(Facility, AGuaranteePaysItsShareOfWhatIsStillDue) {
  Deal deal;
  deal.guarantee_share = 0.25;
  deal.pays({{to_interest}, {to_principal}, {to_principal, from_guarantee}});
  deal.start();
  deal.month({.bills = 2500});  // principal: 2,000 paid of 10,000; a quarter of the missing 8,000
  EXPECT_DOUBLE_EQ(deal[R::guarantee_paid], 2000);
  EXPECT_DOUBLE_EQ(deal[R::missed], 6000);
}

TEST(Facility, AGuaranteeEndsWithTheOperatorAndWithTheCustomersUpgrade) {
  for (const bool upgrade : {true, false}) {
    Deal deal;
    deal.plan.guarantee_falls_away = true;
    deal.pays({{to_interest, from_guarantee}});
    deal.start();
    deal.month({});
    EXPECT_DOUBLE_EQ(deal[R::guarantee_paid], 500);
    (upgrade ? deal.customer_upgraded : deal.sponsor_alive) = upgrade;
    deal.month({});
    EXPECT_EQ(deal[R::guarantee_paid], 0);
    EXPECT_DOUBLE_EQ(deal[R::arrears], 500);
  }
}

TEST(Facility, AnUpgradeLeavesAGuaranteeThatDoesNotFallAway) {
  Deal deal;
  deal.customer_upgraded = true;
  deal.pays({{to_interest, from_guarantee}});
  deal.start();
  deal.month({});
  EXPECT_DOUBLE_EQ(deal[R::guarantee_paid], 500);
}

TEST(Facility, ADrawStopsAtTheAdvanceRateAndTheSponsorPaysItsShareOfEquipment) {
  Deal deal;
  deal.plan.commitment_usd = 160000;
  deal.plan.advance_rate = 0.8;
  deal.plan.undrawn_fee = 0.012;
  for (int t = 0; t < 3; ++t) {
    deal.plan.month[t].may_draw = true;
    deal.plan.month[t].planned_draw_usd = 50000;
    deal.plan.month[t].scheduled_share = 1.0;
    deal.plan.month[t].advance_limit_usd = t == 0 ? 120000 : 1e9;
  }
  deal.pays({{to_fees}, {to_interest}});
  deal.start();

  deal.month({.bills = 10000});
  EXPECT_DOUBLE_EQ(deal[R::draw], 20000);  // 100,000 + 20,000 = the gate
  EXPECT_DOUBLE_EQ(deal[R::sponsor_share], 5000);
  EXPECT_DOUBLE_EQ(deal[R::equipment], 25000);
  EXPECT_DOUBLE_EQ(deal[R::interest_due], 500);  // on the balance before the draw
  EXPECT_DOUBLE_EQ(deal[R::fees_paid], 40);      // 0.1% a month of 40,000 still undrawn

  deal.month({.bills = 10000});
  EXPECT_DOUBLE_EQ(deal[R::draw], 40000);  // the commitment
  EXPECT_DOUBLE_EQ(deal[R::interest_due], 600);
  EXPECT_EQ(deal[R::fees_due], 0);

  deal.month({.bills = 10000});
  EXPECT_EQ(deal[R::draw], 0);
  EXPECT_DOUBLE_EQ(deal[R::balance], 160000);
}

TEST(Facility, PrincipalDueIsTheGreatestOfItsLimbs) {
  Deal deal;
  deal.plan.limb_depreciated_cost = deal.plan.limb_contracted_cash = true;
  deal.plan.cap_share = 0.85;
  // Limits by hand: schedule 90,000, 80,000, 70,000; cap 85% of 110,000, 90,000, 84,000 = 93,500, 76,500, 71,400.
  const double book[] = {110000, 90000, 84000}, cash_limit[] = {95000, 99000, 60000};
  for (int t = 0; t < 3; ++t) {
    deal.plan.month[t].net_book_usd[0] = book[t];
    deal.plan.month[t].contracted_cash_limit_usd = cash_limit[t];
  }
  deal.pays({{to_interest}, {to_principal}, {to_sponsor}});
  deal.start();
  deal.month({.bills = 50000});
  EXPECT_DOUBLE_EQ(deal[R::balance], 90000);  // the schedule
  deal.month({.bills = 50000});
  EXPECT_DOUBLE_EQ(deal[R::balance], 76500);  // the depreciated cost
  deal.month({.bills = 50000});
  EXPECT_DOUBLE_EQ(deal[R::balance], 60000);  // the contracted cash
}

TEST(Facility, AllIsDueAtMaturityAndARepaidFacilityHandsOverItsAccounts) {
  Deal deal;
  deal.plan.maturity = 1;
  deal.second_account(7000, 7000);
  deal.pays({{to_interest}, {to_principal}, {to_sponsor}});
  deal.start();
  deal.month({.bills = 10500});
  deal.month({.bills = 90450});
  EXPECT_DOUBLE_EQ(deal[R::principal_paid], 90000);
  EXPECT_EQ(deal[R::status], closed);
  EXPECT_EQ(deal[R::closed_month], 1);
  EXPECT_DOUBLE_EQ(deal[R::sponsor_paid], 7000);
  EXPECT_EQ(deal[R::loss], 0);
  deal.month({.bills = 50000, .opex = 100});
  EXPECT_EQ(deal[R::bills], 0) << "nothing happens in a closed facility";
  EXPECT_EQ(deal[R::sponsor_paid], 0);
}

TEST(Facility, ASwapPaysOrReceivesOnItsShareOfTheScheduledBalance) {
  Deal deal;
  deal.plan.swap_share = 0.75;
  deal.plan.swap_rate = 0.032;
  deal.pays({{to_hedge}, {to_interest}, {to_principal}});
  deal.start();
  deal.month({.bills = 20000});
  EXPECT_DOUBLE_EQ(deal[R::hedge_paid], 75);  // 1.2% of 75,000 for a month
  deal.sofr = 0.052;
  deal.month({});
  EXPECT_DOUBLE_EQ(deal[R::hedge_receipt], 112.5);  // 2% of 0.75 x 90,000 for a month
  EXPECT_EQ(deal[R::hedge_due], 0);
}

TEST(Facility, TheFloorHoldsUpTheRate) {
  Deal deal;
  deal.plan.floor = 0.03;
  deal.start();
  deal.month({});
  EXPECT_DOUBLE_EQ(deal[R::rate], 0.07);
}

TEST(Facility, ASweepTakesWhatTheBalanceAllowsAndExcessKeepsTheSourcesTarget) {
  Deal deal;
  deal.second_account(9000, 4000);
  deal.pays({{to_collection, from_second, PayLimitKind::excess},
             {to_interest},
             {to_principal, from_collection, PayLimitKind::all},
             {to_sponsor}});
  deal.start();
  deal.month({.bills = 25500});
  EXPECT_DOUBLE_EQ(deal[R::paid + 0], 5000);
  EXPECT_DOUBLE_EQ(deal[R::account + 1], 4000);
  EXPECT_DOUBLE_EQ(deal[R::principal_paid], 30000);
  deal.month({.bills = 80000});
  EXPECT_DOUBLE_EQ(deal[R::principal_paid], 70000);
  EXPECT_DOUBLE_EQ(deal[R::sponsor_paid], 80000 - 350 - 70000 + 4000) << "and the reserve, as the debt is repaid";
}

TEST(Facility, CashThatIsNotANumberIsNotTakenForConserved) {
  const Deal deal;
  const auto rows = std::make_unique<FacilityRows>();
  for (const double bills : {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    start_facility(deal.plan, *rows);
    (*rows)[R::bills].fill(bills);
    (*rows)[R::account].fill(bills);
    check_conservation(deal.plan, *rows);
    EXPECT_FALSE((*rows)[R::imbalance][0] <= 1.0);
  }
}

}  // namespace
}  // namespace waferline
