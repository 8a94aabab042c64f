#include "waferline/credit/returns.h"

#include <gtest/gtest.h>

namespace waferline {
namespace {

// The worked example of Excel's documentation of IRR.
TEST(Returns, IrrOfTheSpreadsheetManualsExample) {
  EXPECT_NEAR(*irr({-70000, 12000, 15000, 18000, 21000, 26000}).rate, 0.0866, 5e-5);
  EXPECT_NEAR(*irr({-70000, 12000, 15000, 18000, 21000}).rate, -0.0212, 5e-5);
  EXPECT_NEAR(*irr({-70000, 12000, 15000}).rate, -0.444, 5e-4);
}

// The oil-pump problem of Lorie and Savage (1955): 25% and 400%.
TEST(Returns, IrrWithTwoSignChangesReportsBothRoots) {
  const Return r = irr({-1600, 10000, -10000});
  ASSERT_EQ(r.rates.size(), 2u);
  EXPECT_NEAR(r.rates[0], 0.25, 1e-12);
  EXPECT_NEAR(r.rates[1], 4.0, 1e-11);
  EXPECT_NEAR(*r.rate, 0.25, 1e-12);
}

TEST(Returns, CashThatNeverChangesSignHasNoRate) {
  EXPECT_FALSE(irr({10, 10, 10}).rate);
  EXPECT_FALSE(irr({}).rate);
  EXPECT_FALSE(irr({-5}).rate);
}

// The worked example of Excel's documentation of XIRR: 2008-01-01, 03-01, 10-30, 2009-02-15, 04-01.
TEST(Returns, XirrOfTheSpreadsheetManualsExample) {
  const Return r = xirr({{0, -10000}, {60, 2750}, {303, 4250}, {411, 3250}, {456, 2750}});
  ASSERT_EQ(r.rates.size(), 1u);
  EXPECT_NEAR(*r.rate, 0.373362535, 5e-9);
}

TEST(Returns, AverageLifeOfABulletIsItsMaturityAndOfALevelPaydownItsMiddle) {
  EXPECT_EQ(weighted_average_life({1, 2, 5}, {0, 0, 100}), 5.0);
  EXPECT_EQ(weighted_average_life({1, 2, 3, 4}, {25, 25, 25, 25}), 2.5);
}

TEST(Returns, AFloaterAtParHasItsQuotedMarginAndBelowParMore) {
  std::vector<FloatingPeriod> periods;
  const double margin = 0.04;
  for (const double forward : {0.036, 0.034, 0.037, 0.041, 0.045}) {
    periods.push_back({forward, 91.0 / 360, 100 * (forward + margin) * 91.0 / 360});
  }
  periods.back().cash += 100;
  EXPECT_NEAR(*discount_margin(100, periods), margin, 1e-13);
  EXPECT_GT(*discount_margin(97, periods), margin);
}

// One year to go and one payment: price = 104 / (1 + f + m), so m = 104/98 - 1 - 3%.
TEST(Returns, DiscountMarginOfOnePeriodIsAQuotient) {
  EXPECT_NEAR(*discount_margin(98, {{0.03, 1.0, 104}}), 104.0 / 98 - 1.03, 1e-14);
}

// CoreWeave 9.25% to 2030-06-01 at 94.11 on 2026-08-25, and at 93.5 on 2026-09-25; 9.75% to 2031-10-01 at 90.85.
// 30/360: 84 days since the coupon of 1 June, so 96 to the next, 8 coupons left; then 66 days; 36 to that of 1 October.
TEST(Returns, YieldsOfTradedGpuCloudBonds) {
  EXPECT_NEAR(*bond_yield(0.0925, 2, 8, 96.0 / 180, 94.11), 0.1120, 5e-5);
  EXPECT_NEAR(*bond_yield(0.0925, 2, 8, 66.0 / 180, 93.5), 0.1145, 5e-5);
  EXPECT_NEAR(*bond_yield(0.0975, 2, 11, 36.0 / 180, 90.85), 0.1221, 5e-5);
}

TEST(Returns, ABondAtParYieldsItsCouponOnACouponDate) {
  EXPECT_NEAR(*bond_yield(0.07, 2, 10, 1.0, 100.0), 0.07, 1e-13);
}

TEST(Returns, LoanLifeCoverageIsDiscountedCashOverDebt) {
  EXPECT_NEAR(loan_life_coverage({11, 12.1}, {0.1, 0.1}, 16), 1.25, 1e-14);
}

}  // namespace
}  // namespace waferline
