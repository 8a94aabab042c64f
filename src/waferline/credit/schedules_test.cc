#include "waferline/credit/schedules.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "waferline/credit/facility_set_up.h"
#include "waferline/credit/returns.h"

namespace waferline {
namespace {

// The textbook mortgage: 100,000 at 6% a year over 360 months costs 599.55 a month.
TEST(Schedules, LevelPaymentOfTheTextbookMortgage) {
  EXPECT_NEAR(100000 * level_payment(0.06 / 12, 360), 599.55, 0.005);
}

TEST(Schedules, LevelBalanceIsWhatStepByStepRepaymentLeaves) {
  const double rate = 0.09 / 12, payment = level_payment(rate, 48);
  double balance = 1.0;
  for (int k = 1; k <= 48; ++k) {
    balance = balance * (1.0 + rate) - payment;
    EXPECT_NEAR(level_balance(rate, 48, k), balance, 1e-12);
  }
  EXPECT_EQ(level_balance(rate, 48, 48), 0.0);
}

TEST(Schedules, WithoutInterestALevelPaymentIsStraightLine) {
  EXPECT_EQ(level_payment(0.0, 50), 0.02);
  EXPECT_EQ(level_balance(0.0, 4, 1), 0.75);
  EXPECT_NEAR(level_payment(1e-12, 50), 0.02 + 0.51e-12, 1e-17) << "1/n + r (n+1)/(2n) to first order";
}

TEST(Schedules, SculptedDebtClosesToZeroAndKeepsItsCoverageEveryPeriod) {
  const std::vector<double> cash = {120, 80, 150, 95, 110}, rate = {0.05, 0.06, 0.055, 0.07, 0.065};
  const Sculpted s = sculpt(cash, 1.35, rate);
  double balance = s.debt;
  for (std::size_t t = 0; t < cash.size(); ++t) {
    const double service = balance * rate[t] + s.principal[t];
    EXPECT_NEAR(cash[t] / service, 1.35, 1e-12);
    balance -= s.principal[t];
    EXPECT_NEAR(s.balance[t], balance, 1e-10);
  }
  EXPECT_NEAR(balance, 0.0, 1e-10);
  EXPECT_EQ(s.balance.back(), 0.0);
  EXPECT_NEAR(loan_life_coverage(cash, rate, s.debt), 1.35, 1e-12) << "constant coverage is loan-life coverage";
}

// By hand: service = 13/1.3 + 4/2 = 12 a year for two years at 10%: debt = 12/1.1 + 12/1.21 = 20.8264...
TEST(Schedules, TwoCoveragesSculptContractedAndMerchantCashApart) {
  const Sculpted s = sculpt({13, 13}, 1.3, {4, 4}, 2.0, {0.1, 0.1});
  EXPECT_NEAR(s.debt, 12 / 1.1 + 12 / 1.21, 1e-12);
  EXPECT_NEAR(s.principal[0], 12 - 0.1 * s.debt, 1e-12);
  EXPECT_NEAR(s.principal[0] + s.principal[1], s.debt, 1e-12);
}

// DDTL 1.0, $2,300m: balances over original as filed, 0.05 of it a quarter, then 0.025 (year-end 2024 on).
TEST(Schedules, AShareTableIsLinearBetweenItsRowsAndFlatOutside) {
  const std::vector<SharePoint> ddtl1 = {{0, 0.875}, {6, 0.775}, {12, 0.675}, {15, 0.625}};
  EXPECT_EQ(share_at(ddtl1, -3), 0.875);
  EXPECT_EQ(share_at(ddtl1, 0), 0.875);
  EXPECT_NEAR(share_at(ddtl1, 3), 0.825, 1e-15);
  EXPECT_EQ(share_at(ddtl1, 6), 0.775);
  EXPECT_NEAR(share_at(ddtl1, 9), 0.725, 1e-15);
  EXPECT_EQ(share_at(ddtl1, 12), 0.675);
  EXPECT_EQ(share_at(ddtl1, 40), 0.625);
}

// An 80 loan on cost 100 with no payment: 85% of (1 - m/72) drops under 80 after month 4.2, so at month 5.
TEST(Schedules, TheMaintainedCapOfDdtl3BreaksInItsFifthMonth) {
  int age = 1;
  while (0.85 * net_book(100.0, 0, age - 1, 72.0) >= 80.0) ++age;  // t = age - 1 ends the age-th month
  EXPECT_EQ(age, 5);
}

// DDTL 5.0: a 71.42 loan meets cost less six-year straight line at month 20.6, so it exceeds it at 21.
TEST(Schedules, ALoanOf71PercentMeetsBookInMonthTwentyOne) {
  int age = 1;
  while (net_book(100.0, 0, age - 1, 72.0) >= 71.42) ++age;
  EXPECT_EQ(age, 21);
  EXPECT_NEAR(72 * (1 - 0.7142), 20.6, 0.05);
}

TEST(Schedules, NetBookIsNothingBeforeServiceAndNothingAfterLife) {
  EXPECT_EQ(net_book(72.0, 5, 4, 72.0), 0.0);
  EXPECT_EQ(net_book(72.0, 5, 5, 72.0), 71.0);
  EXPECT_EQ(net_book(72.0, -60, 11, 72.0), 0.0);
  EXPECT_EQ(net_book(72.0, -60, 40, 72.0), 0.0);
}

// By hand: at 21% a year, receipts one and two years on: 110/1.21 + 121/1.4641.
TEST(Schedules, PresentValueLooksBeyondTheMonthOnly) {
  std::vector<double> receipts(25, 0.0);
  receipts[0] = 1e9;
  receipts[12] = 110.0;
  receipts[24] = 121.0;
  const std::vector<double> pv = present_value_after(receipts, 0.21);
  EXPECT_NEAR(pv[0], 110.0 / 1.21 + 121.0 / 1.4641, 1e-11);
  EXPECT_NEAR(pv[12], 100.0, 1e-11);
  EXPECT_EQ(pv[24], 0.0);
}

TEST(Schedules, AdvanceLimitCountsFleetsThatServeByTheMonth) {
  EXPECT_EQ(advance_limit(0.8, {100.0, 50.0, 25.0}, {-3, 2, 3}, 2), 120.0);
}

}  // namespace
}  // namespace waferline
