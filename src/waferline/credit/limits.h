/// Sizes that the credit models are laid out for. The world's checker refuses more; set-up code asserts it.
#pragma once

#include "waferline/market/limits.h"  // hours_per_month

namespace waferline {

inline constexpr int max_months = 240;       ///< a run's months
inline constexpr int max_accounts = 8;       ///< of a facility, the collection account among them
inline constexpr int max_covenants = 12;     ///< of a facility
inline constexpr int max_instructions = 32;  ///< of a facility's waterfall
inline constexpr int max_fleets_per_facility = 16;
inline constexpr int max_window_months = 12;  ///< of a trailing test

/// What a row of months holds for an event that has not happened.
inline constexpr double never = -1.0;

}  // namespace waferline
