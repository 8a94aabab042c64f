#include "waferline/market/free_entry.h"

#include <gtest/gtest.h>

namespace waferline {
namespace {

constexpr ValueTerms buyers{.discount_rate = 0.14,
                            .obsolescence_per_year = 0.30,
                            .rent_reversion_per_year = 0,
                            .utilisation = 0.8,
                            .salvage_share = 0};

TEST(FreeEntry, ReproducesThePublishedRents) {
  EXPECT_NEAR(free_entry_rent_usd(buyers, 31.0e3, 0.55), 3.15, 0.005);
  EXPECT_NEAR(free_entry_rent_usd(buyers, 26.0e3, 0.55), 2.81, 0.005);
  EXPECT_NEAR(free_entry_rent_usd(buyers, 21.7e3, 0.55), 2.51, 0.005);
  EXPECT_NEAR(free_entry_rent_usd(buyers, 18.6e3, 0.55), 2.29, 0.005);
}

TEST(FreeEntry, AtThatRentAChipIsWorthItsPrice) {
  for (const double price : {500.0, 9e3, 31e3, 80e3, 400e3}) {
    for (const double salvage_share : {0.0, 0.05, 0.6}) {
      ValueTerms terms = buyers;
      terms.salvage_share = salvage_share;
      const double rent = free_entry_rent_usd(terms, price, 0.55);
      const double years = log(rent / 0.55) / terms.obsolescence_per_year;
      EXPECT_NEAR(chip_value_usd(terms, rent, rent, 0.55, years, salvage_share * price), price, 1e-11 * price);
    }
  }
}

TEST(FreeEntry, DoesNotDependOnReversionSinceNothingIsLeftToRevert) {
  ValueTerms reverting = buyers;
  reverting.rent_reversion_per_year = 1.2;
  EXPECT_DOUBLE_EQ(free_entry_rent_usd(reverting, 31e3, 0.55), free_entry_rent_usd(buyers, 31e3, 0.55));
}

}  // namespace
}  // namespace waferline
