#include "waferline/base/month.h"

#include <fmt/core.h>

namespace waferline {

namespace {

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Month> parse_month(std::string_view text) {
  const bool has_day = text.size() == 10;
  if (!has_day && text.size() != 7) return std::nullopt;
  if (text[4] != '-' || (has_day && text[7] != '-')) return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  if (!year || !month || *month < 1 || *month > 12) return std::nullopt;
  const Month parsed{*year, *month};
  if (has_day) {
    const auto day = digits(text.substr(8, 2));
    if (!day || *day < 1 || *day > days_in(parsed)) return std::nullopt;
  }
  return parsed;
}

std::string to_string(Month month) { return fmt::format("{:04}-{:02}", month.year, month.month); }

int months_between(Month from, Month to) { return (to.year - from.year) * 12 + (to.month - from.month); }

Month add_months(Month month, int months) {
  const int total = month.year * 12 + (month.month - 1) + months;
  return {total / 12, total % 12 + 1};
}

int days_in(Month month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[month.month - 1] + (month.month == 2 && is_leap(month.year) ? 1 : 0);
}

}  // namespace waferline
