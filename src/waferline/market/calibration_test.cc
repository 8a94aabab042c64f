#include "waferline/market/calibration.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

namespace waferline {
namespace {

constexpr ClearingTerms terms{.substitution = 5, .elasticity = 1.1, .availability = 0.85};

std::vector<ChipAtStart> chips_of_2026() {
  return {{0.13, 0.12, 3e5, 0.25, {}}, {0.315, 0.25, 2e6, 1.15, {}}, {1.0, 0.45, 4e6, 2.35, {}},
          {2.3, 0.75, 5e6, 5.10, {}},  {2.8, 0.80, 1e5, {}, 1.05},   {9.0, 1.20, 0, {}, 1.10}};
}

TEST(Calibration, TheMarketClearsAtTheStatedRents) {
  const std::vector<ChipAtStart> chips = chips_of_2026();
  const auto calibrated = calibrate(chips, 2, terms);
  ASSERT_TRUE(calibrated.has_value());
  EXPECT_NEAR(calibrated->quality[2], 1.0, 1e-15);
  std::vector<ChipClearing> clearing;
  for (std::size_t g = 0; g < chips.size(); ++g)
    clearing.push_back({chips[g].effective_compute, calibrated->quality[g], chips[g].running_cost_usd_per_gpu_hour});
  const auto units = std::make_unique<Row[]>(max_chips), rents = std::make_unique<Row[]>(max_chips);
  for (std::size_t g = 0; g < chips.size(); ++g) units[g].fill(chips[g].installed_units);
  Row log_demand, log_compute, log_price;
  log_demand.fill(calibrated->log_demand);
  clear_market(make_clearing_plan(clearing, terms), log_demand, units.get(), rents.get(), log_compute, log_price);
  for (std::size_t g = 0; g < 4; ++g) {
    const double stated = *chips[g].rent_usd_per_gpu_hour;
    EXPECT_NEAR(rents[g][0], stated, 1e-12 * stated) << g;
  }
}

TEST(Calibration, AlikeChipsAtAlikeRentsHaveAlikeQuality) {
  const auto calibrated = calibrate({{1.0, 0.4, 1e6, 2.0, {}}, {1.0, 0.5, 1e6, 2.0, {}}}, 0, terms);
  ASSERT_TRUE(calibrated.has_value());
  EXPECT_NEAR(calibrated->quality[1], 1.0, 1e-15);
}

TEST(Calibration, ScarcityAloneRaisesARent) {
  // Thirty-two times fewer units rent at 32^(1/5) = 2 times as much with the same quality.
  const auto calibrated = calibrate({{1.0, 0.4, 3.2e6, 2.0, {}}, {1.0, 0.4, 1e5, 4.0, {}}}, 0, terms);
  ASSERT_TRUE(calibrated.has_value());
  EXPECT_NEAR(calibrated->quality[1], 1.0, 1e-14);
}

TEST(Calibration, RefusesWhatCannotBeAMarketOfMonthZero) {
  const auto fault_of = [](const std::vector<ChipAtStart>& chips, std::size_t reference) {
    return calibrate(chips, reference, terms).error();
  };
  std::vector<ChipAtStart> chips = chips_of_2026();
  EXPECT_EQ(fault_of(chips, 4).fault, CalibrationFault::reference_without_rent);
  chips[1].rent_usd_per_gpu_hour = 0.2;
  EXPECT_EQ(fault_of(chips, 2).fault, CalibrationFault::rent_below_running_cost);
  EXPECT_EQ(fault_of(chips, 2).chip, 1u);
  chips = chips_of_2026();
  chips[3].installed_units = 0;
  EXPECT_EQ(fault_of(chips, 2).fault, CalibrationFault::rent_without_units);
  chips = chips_of_2026();
  chips[4].running_cost_usd_per_gpu_hour = 100;
  EXPECT_EQ(fault_of(chips, 2).fault, CalibrationFault::idle_at_start);
  EXPECT_EQ(fault_of(chips, 2).chip, 4u);
  chips = chips_of_2026();
  chips[5].effective_compute = 1e30;
  EXPECT_EQ(fault_of(chips, 2).fault, CalibrationFault::too_close_substitutes);
  EXPECT_EQ(fault_of(chips, 2).chip, 5u);
}

}  // namespace
}  // namespace waferline
