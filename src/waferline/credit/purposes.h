/// The purposes under which the credit models draw random numbers (docs/model.md, section 1).
#pragma once

#include <cstdint>

namespace waferline {

inline constexpr std::uint32_t purpose_operator = 6;
inline constexpr std::uint32_t purpose_customer = 7;
inline constexpr std::uint32_t purpose_commissioning = 8;
inline constexpr std::uint32_t purpose_lease_line = 9;

}  // namespace waferline
