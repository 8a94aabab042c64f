/// Everything that lives on the paths of one block: structures of rows, one row per quantity, allocated once per
/// thread.
#pragma once

#include <array>

#include "waferline/credit/facility_rows.h"
#include "waferline/credit/leases.h"
#include "waferline/engine/plan.h"

namespace waferline {

struct MarketState {
  DemandState demand;
  std::array<IndexRow, max_chips> slip;
  Row supply_factor, orders;
  std::array<Row, max_chips> units, arrivals, rent, value;
  Row log_compute, log_price;
  Frontier frontier;
  OrderMemory order_memory;
  Row absorption;  ///< effective compute the market takes in a month without distress
  std::array<Row, max_quotes> log_quote, quote;
  RatesState rates;
};

/// What a path is remembered by: running means and extremes over the months, for attribution.
struct DriverState {
  std::array<Row, max_chips> released;    ///< by now, 0 or 1
  std::array<Row, max_chips> rent_shown;  ///< of chips that are released
  Row mean_sofr, bust_months, mean_demand_growth, mean_supply_factor, total_slip, mean_rent_over_free_entry;
  std::array<Row, max_operators> mean_power;
  std::array<Row, max_chips> mean_rent;
};

/// A facility's rows as they are shown: not a number where they do not exist, because the loan is closed.
struct ShownRows {
  Row ltv_book, ltv_market, ltv_liquidation;        ///< while something is owed, at most most_shown_ltv
  Row under_water_market, under_water_liquidation;  ///< this month, 0 or 1
  Row defaulted, repaid;                            ///< by now, 0 or 1
  Row trapped;                                      ///< this month, 0 or 1; 0 once closed
  std::array<Row, max_covenants> covenant_value;    ///< from the first test on, while it is tested at all
  Row worst_ltv_liquidation;                        ///< so far
};

inline constexpr double most_shown_ltv = 1024;  ///< a loan on worthless chips is shown as this

struct BlockState {
  MarketState market;
  std::array<CustomerRows, max_customers> customer;
  std::array<OperatorRows, max_operators> obligor_operator;
  std::array<FleetRows, max_fleets> fleet;
  std::array<LineRows, max_lines> line;
  std::array<FacilityRows, max_facilities> facility;
  std::array<ShownRows, max_facilities> shown;
  DriverState driver;
  Row worst_imbalance;  ///< largest of any facility and month, in multiples of what is allowed
};

/// The row of an observable.
inline const Row& row_at(const BlockState& state, std::size_t offset) {
  return *reinterpret_cast<const Row*>(reinterpret_cast<const char*>(&state) + offset);
}

}  // namespace waferline
