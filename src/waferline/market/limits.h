/// Sizes and conventions that every market model shares.
#pragma once

namespace waferline {

inline constexpr int max_chips = 24;             ///< chips in one world, released or still to come
inline constexpr int max_order_lag_months = 60;  ///< months between an order and its delivery
inline constexpr double years_per_month = 1.0 / 12.0;
inline constexpr double hours_per_month = 730.5;  ///< 365.25 days of 24 hours in twelve parts

}  // namespace waferline
