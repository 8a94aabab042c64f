/// What is shown rather than simulated: rows made presentable, running means for attribution. Changes no result.
#pragma once

#include <limits>

#include "waferline/engine/plan.h"
#include "waferline/engine/state.h"
#include "waferline/numeric/worse.h"

namespace waferline {
inline namespace WAFERLINE_LEVEL {

[[gnu::always_inline]] inline void show_ratio(const Row& value, const Row& balance, Row& shown) {
  constexpr double absent = std::numeric_limits<double>::quiet_NaN();
  for (std::size_t p = 0; p < block_width; ++p) {
    const double capped = value[p] < most_shown_ltv ? value[p] : most_shown_ltv;
    shown[p] = balance[p] > 0.0 ? capped : absent;
  }
}

[[gnu::always_inline]] inline void show_facility(const FacilityPlan& plan, int t, const FacilityRows& rows,
                                                 ShownRows& shown) {
  using R = FacilityRows;
  constexpr double absent = std::numeric_limits<double>::quiet_NaN();
  const Row& balance = rows[R::balance];
  show_ratio(rows[R::ltv_book], balance, shown.ltv_book);
  show_ratio(rows[R::ltv_market], balance, shown.ltv_market);
  show_ratio(rows[R::ltv_liquidation], balance, shown.ltv_liquidation);
  for (std::size_t p = 0; p < block_width; ++p) {
    shown.under_water_market[p] = balance[p] > rows[R::market_value][p] ? 1.0 : 0.0;
    shown.under_water_liquidation[p] = balance[p] > rows[R::liquidation_value][p] ? 1.0 : 0.0;
    shown.defaulted[p] = rows[R::default_month][p] >= 0.0 ? 1.0 : 0.0;
    shown.trapped[p] = rows[R::status][p] < closed ? rows[R::trapped][p] : 0.0;
    const double if_closed = rows[R::default_month][p] < 0.0 ? 1.0 : 0.0;
    shown.repaid[p] = rows[R::closed_month][p] >= 0.0 ? if_closed : 0.0;
    const double now = shown.ltv_liquidation[p] > 0.0 ? shown.ltv_liquidation[p] : 0.0;
    shown.worst_ltv_liquidation[p] = now > shown.worst_ltv_liquidation[p] ? now : shown.worst_ltv_liquidation[p];
  }
  for (int c = 0; c < plan.covenant_count; ++c) {
    const auto covenant = static_cast<std::size_t>(c);
    const Row& value = rows[R::covenant_value + c];
    const bool tested_yet = t >= plan.covenant[covenant].first;
    for (std::size_t p = 0; p < block_width; ++p) {
      const double capped = value[p] < most_shown_ltv ? value[p] : most_shown_ltv;
      const double while_owing = balance[p] > 0.0 ? capped : absent;
      const double while_tested = rows[R::status][p] < accelerated ? while_owing : absent;
      shown.covenant_value[covenant][p] = tested_yet ? while_tested : absent;
    }
  }
}

/// mean over months 0..t, one term more each month.
[[gnu::always_inline]] inline void take_into_mean(int t, const Row& now, Row& mean) {
  const double weight = 1.0 / (t + 1);
  for (std::size_t p = 0; p < block_width; ++p) mean[p] += (now[p] - mean[p]) * weight;
}

[[gnu::always_inline]] inline void start_shown(const Plan& plan, BlockState& state) {
  DriverState& driver = state.driver;
  for (Row* row : {&driver.mean_sofr, &driver.bust_months, &driver.mean_demand_growth, &driver.mean_supply_factor,
                   &driver.total_slip, &driver.mean_rent_over_free_entry})
    row->fill(0.0);
  for (int o = 0; o < plan.operator_count; ++o) driver.mean_power[static_cast<std::size_t>(o)].fill(0.0);
  for (int g = 0; g < plan.supply.chips; ++g) {
    const auto chip = static_cast<std::size_t>(g);
    driver.mean_rent[chip].fill(0.0);
    for (std::size_t p = 0; p < block_width; ++p) driver.total_slip[p] += state.market.slip[chip][p];
  }
  for (int f = 0; f < plan.facility_count; ++f)
    state.shown[static_cast<std::size_t>(f)].worst_ltv_liquidation.fill(0.0);
  state.worst_imbalance.fill(0.0);
}

/// Which chips are out, and their rents: a chip that nobody can rent has none.
[[gnu::always_inline]] inline void show_releases(const Plan& plan, int t, BlockState& state) {
  constexpr double absent = std::numeric_limits<double>::quiet_NaN();
  for (int g = 0; g < plan.supply.chips; ++g) {
    const auto chip = static_cast<std::size_t>(g);
    const int months_out = t - plan.supply.release_month[chip];
    const IndexRow& slip = state.market.slip[chip];
    for (std::size_t p = 0; p < block_width; ++p) {
      const bool released = months_out >= slip[p];
      state.driver.released[chip][p] = released ? 1.0 : 0.0;
      state.driver.rent_shown[chip][p] = released ? state.market.rent[chip][p] : absent;
    }
  }
}

[[gnu::always_inline]] inline void show_month(const Plan& plan, int t, BlockState& state) {
  const MarketState& market = state.market;
  DriverState& driver = state.driver;
  show_releases(plan, t, state);
  take_into_mean(t, market.rates.sofr, driver.mean_sofr);
  take_into_mean(t, market.supply_factor, driver.mean_supply_factor);
  take_into_mean(t, market.frontier.log_rent_over_free_entry, driver.mean_rent_over_free_entry);
  for (std::size_t p = 0; p < block_width; ++p)
    driver.bust_months[p] += market.demand.regime[p] == regime_bust ? 1.0 : 0.0;
  const double per_year = t > 0 ? 12.0 / t : 0.0, at_start = plan.log_demand_at_start;
  for (std::size_t p = 0; p < block_width; ++p)
    driver.mean_demand_growth[p] = (market.demand.log_demand[p] - at_start) * per_year;
  for (int o = 0; o < plan.operator_count; ++o) {
    const auto op = static_cast<std::size_t>(o);
    take_into_mean(t, state.obligor_operator[op].power_usd_per_kwh, driver.mean_power[op]);
  }
  for (int i = 0; i < plan.valued_count; ++i) {
    const auto chip = static_cast<std::size_t>(plan.valued_chips[static_cast<std::size_t>(i)]);
    take_into_mean(t, market.rent[chip], driver.mean_rent[chip]);
  }
  for (int f = 0; f < plan.facility_count; ++f) {
    const auto facility = static_cast<std::size_t>(f);
    const FacilityRows& rows = state.facility[facility];
    show_facility(plan.facilities[facility], t, rows, state.shown[facility]);
    for (std::size_t p = 0; p < block_width; ++p) {
      state.worst_imbalance[p] = worse(state.worst_imbalance[p], rows[FacilityRows::imbalance][p]);
    }
  }
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
