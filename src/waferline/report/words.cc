#include "waferline/report/words.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace waferline {

namespace {

/// `digits` significant digits without an exponent.
std::string significant(double value, int digits) {
  if (value == 0) return "0";
  const int places = digits - 1 - static_cast<int>(std::floor(std::log10(std::abs(value))));
  return fmt::format("{:.{}f}", value, std::clamp(places, 0, 9));
}

/// How a unit is written: the factor to what is shown, and what stands before and after.
struct Shown {
  double factor = 1;
  std::string before, after;
};

Shown shown_as(double value, std::string_view unit) {
  if (unit == "share" || unit == "ltv" || unit == "rate") return {100, "", "%"};
  if (unit == "ratio") return {1, "", "x"};
  if (unit == "usd/gpu-hour") return {1, "$", "/h"};
  if (unit == "usd" || unit == "usd/gpu") {
    const double size = std::abs(value);
    return size >= 1e9 ? Shown{1e-9, "$", "bn"} : size >= 1e6 ? Shown{1e-6, "$", "m"} : Shown{1, "$", ""};
  }
  if (unit == "number" || unit == "flag" || unit == "count") return {};
  return {1, "", fmt::format(" {}", unit)};
}

/// With its decimal places, sign first: "-$1.50m".
std::string placed(double value, int places, const Shown& shown) {
  const std::string digits = fmt::format("{:.{}f}", std::abs(value * shown.factor), places);
  return (value < 0 ? "-" : "") + shown.before + digits + shown.after;
}

/// Decimal places that leave `digits` significant ones.
int places_for(double value, int digits) {
  if (value == 0 || !std::isfinite(value)) return 0;
  return std::clamp(digits - 1 - static_cast<int>(std::floor(std::log10(std::abs(value)))), 0, 9);
}

}  // namespace

std::string usd_words(double usd) {
  if (usd < 0) return fmt::format("-{}", usd_words(-usd));
  if (usd >= 1e9) return fmt::format("${}bn", significant(usd / 1e9, usd >= 1e10 ? 4 : 3));
  if (usd >= 1e6) {
    std::string digits = significant(usd / 1e6, 3);
    if (digits.ends_with(".0")) digits.resize(digits.size() - 2);
    return fmt::format("${}m", digits);
  }
  if (usd >= 1000) return fmt::format("${}", count_words(usd));
  return fmt::format("${:.2f}", usd);
}

std::string percent_words(double share) {
  const double percent = 100 * share;
  if (percent == 0) return "0%";
  return significant(percent, std::abs(percent) >= 10 ? 3 : 2) + "%";
}

std::string bp_words(double bp) { return fmt::format("{:.0f} bp", bp); }

std::string count_words(double count) {
  std::string digits = fmt::format("{:.0f}", std::abs(count));
  for (std::size_t place = digits.size(); place > 3;) digits.insert(place -= 3, 1, ',');
  return fmt::format("{}{}", count < 0 ? "-" : "", digits);
}

std::string month_words(Month month) {
  constexpr std::array names = {"January", "February", "March",     "April",   "May",      "June",
                                "July",    "August",   "September", "October", "November", "December"};
  return fmt::format("{} {}", names[static_cast<std::size_t>(month.month - 1)], month.year);
}

std::string figure_words(double value, double standard_error, std::string_view unit) {
  if (!std::isfinite(value)) return "unknown";
  const Shown shown = shown_as(value, unit);
  if (!std::isfinite(standard_error) || standard_error == 0) {
    if (unit == "count") return count_words(value);
    const bool whole_dollars = unit.starts_with("usd") && shown.after.empty() && std::abs(value) >= 1000;
    return whole_dollars ? usd_words(value) : placed(value, places_for(value * shown.factor, 3), shown);
  }
  // Two digits of the error decide how many of the figure are worth showing.
  const int places = places_for(standard_error * shown.factor, 2);
  return placed(value, places, shown) + " ± " + placed(standard_error, places, shown);
}

std::string estimate_words(double value, double standard_error, std::string_view unit) {
  if (!std::isfinite(value) || !std::isfinite(standard_error) || standard_error <= 0)
    return figure_words(value, standard_error, unit);
  const Shown shown = shown_as(value, unit);
  const double error = standard_error * shown.factor;
  const bool opens_with_one = error / std::pow(10, std::floor(std::log10(error))) < 1.95;
  const int places = places_for(error, opens_with_one ? 2 : 1);
  return placed(value, places, shown) + fmt::format(" ± {:.{}f}", error, places);
}

std::string plain_percent(double share) { return fmt::format("{:.6g}%", 100 * share); }

Figure find_figure(const FacilityResult& facility, std::string_view field) {
  const std::string name = "facility." + facility.name + "." + std::string(field);
  for (const Figure& figure : facility.figures)
    if (figure.name == name) return figure;
  constexpr double absent = std::numeric_limits<double>::quiet_NaN();
  return {.name = name, .label = {}, .unit = {}, .value = absent, .standard_error = absent, .help = {}};
}

const Band* find_band(const Results& results, std::string_view name) {
  for (const Band& band : results.bands)
    if (band.name == name) return &band;
  return nullptr;
}

const ShareSeries* find_share(const FacilityResult& facility, std::string_view name) {
  for (const ShareSeries& series : facility.shares)
    if (series.name == name) return &series;
  return nullptr;
}

}  // namespace waferline
