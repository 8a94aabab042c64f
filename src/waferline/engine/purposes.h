/// The purposes under which market shocks are drawn (docs/model.md, section 1). Credit's own are in credit/purposes.h.
#pragma once

#include <cstdint>

namespace waferline {

inline constexpr std::uint32_t purpose_demand_shocks = 1;
inline constexpr std::uint32_t purpose_demand_events = 2;
inline constexpr std::uint32_t purpose_supply = 3;
inline constexpr std::uint32_t purpose_release_slip = 4;
inline constexpr std::uint32_t purpose_quote = 5;

}  // namespace waferline
