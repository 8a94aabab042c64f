#include "waferline/market/forced_sale.h"

#include <gtest/gtest.h>

#include <cmath>

namespace waferline {
namespace {

TEST(ForcedSale, TheImpactShareIsExactForTinyAndLargeSales) {
  EXPECT_EQ(impact_share(0.0), 1.0);
  for (double z = 1e-12; z < 600; z *= 1.07) {
    const long double exact = -std::expm1(-static_cast<long double>(z)) / z;
    EXPECT_NEAR(impact_share(z), static_cast<double>(exact), 4 * 0x1p-53 * static_cast<double>(exact)) << z;
  }
  EXPECT_NEAR(impact_share(1e6), 1e-6, 1e-20);
}

TEST(ForcedSale, TheImpactShareNeverRisesWithTheSale) {
  // Also across the seam between series and quotient; a last digit may stand still but not climb.
  for (double z = 0.3; z < 0.45; z += 1e-5) EXPECT_LE(impact_share(z + 1e-5), impact_share(z));
  for (double z = 0; z < 50; z += 0.01) EXPECT_LT(impact_share(z + 0.01), impact_share(z));
}

TEST(ForcedSale, SellingAMonthsAbsorptionAtImpactOneHalfGivesUpAFifth) {
  // (1 - e^-1/2)/(1/2) = 0.78694, times 0.91 for the haircut.
  const ForcedSalePlan plan{.quality_haircut = 0.09, .price_impact = 0.5, .absorption_share = 1, .absorption_min = 1};
  Row value, units, absorbed, price;
  value.fill(20e3);
  units.fill(5e4);
  absorbed.fill(5e4);
  forced_sale_price(plan, value, units, absorbed, price);
  EXPECT_NEAR(price[0], 20e3 * 0.91 * 0.7869386805747332, 1e-9);
}

TEST(ForcedSale, AbsorptionCountsArrivalsInEffectiveUnitsAndHasAFloor) {
  const ForcedSalePlan plan{.quality_haircut = 0, .price_impact = 1, .absorption_share = 0.05, .absorption_min = 2000};
  Row arrivals[2], absorbed;
  arrivals[0].fill(100e3);
  arrivals[1].fill(50e3);
  arrivals[0][1] = 1000;
  arrivals[1][1] = 0;
  absorption(plan, 2, {1.0, 2.3}, arrivals, absorbed);
  EXPECT_DOUBLE_EQ(absorbed[0], 0.05 * (100e3 + 2.3 * 50e3));
  EXPECT_EQ(absorbed[1], 2000);
}

}  // namespace
}  // namespace waferline
