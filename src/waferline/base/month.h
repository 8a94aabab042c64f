/// Calendar months and the days in them.
///
///     Month start{2026, 7};
///     Month maturity = *parse_month("2030-08-21");   // a day is accepted and dropped
///     int t = months_between(start, maturity);       // 49
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace waferline {

struct Month {
  int year = 0;
  int month = 1;  ///< 1..12
  friend bool operator==(const Month&, const Month&) = default;
  friend auto operator<=>(const Month&, const Month&) = default;
};

/// "2026-07" or "2026-07-01"; nothing for anything else or a day that does not exist.
std::optional<Month> parse_month(std::string_view text);
std::string to_string(Month month);        ///< "2026-07"
int months_between(Month from, Month to);  ///< to - from, negative if `to` is earlier
Month add_months(Month month, int months);
int days_in(Month month);  ///< Gregorian

}  // namespace waferline
