/// What the market says of a world's facilities: an optional table `market_prices.csv` beside the world file.
///
/// Columns: what, unit, value_low, value_high, date, source, and optionally facility (whose page the row is for; empty:
/// every facility), figure (the run's figure that stands beside it, for example break_even_spread_bp) and note.
///
///     auto prices = read_market_prices("worlds/coreweave-ddtl3");   // none if the folder has no such table
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "waferline/base/problem.h"

namespace waferline {

struct MarketPrice {
  std::string what, unit, date, source, facility, figure, note;
  double low = 0, high = 0;  ///< equal when there is one number
};

/// The table's place beside a world file.
std::filesystem::path market_prices_file(const std::filesystem::path& world_file);

std::expected<std::vector<MarketPrice>, Problems> read_market_prices(const std::filesystem::path& file);

/// The same from text that is already read; `name` is used in problems.
std::expected<std::vector<MarketPrice>, Problems> parse_market_prices(const std::string& name, std::string_view text);

}  // namespace waferline
