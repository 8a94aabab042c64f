#include "waferline/report/market_prices.h"

#include <algorithm>
#include <array>

#include "waferline/base/csv.h"
#include "waferline/base/file.h"
#include "waferline/base/text.h"

namespace waferline {

namespace {

constexpr std::array<std::string_view, 6> required = {"what", "unit", "value_low", "value_high", "date", "source"};
constexpr std::array<std::string_view, 3> optional = {"facility", "figure", "note"};
constexpr std::array<std::string_view, 12> units = {"share", "ratio",  "ltv",          "usd",     "bp",    "rate",
                                                    "years", "months", "usd/gpu-hour", "usd/gpu", "count", "number"};

void add(Problems& problems, Place place, std::string what, std::string expected, std::string hint) {
  Problem& problem = problems.emplace_back();
  problem.place = std::move(place);
  problem.what = std::move(what);
  problem.expected = std::move(expected);
  problem.hint = std::move(hint);
}

void check_header(const Csv& csv, Problems& problems) {
  const Place first_line{csv.file, 1, 1};
  for (const std::string_view name : required)
    if (!csv.column(name))
      add(problems, first_line, "the column " + std::string(name) + " is missing", "", "name it in line 1");
  std::vector<std::string_view> known(required.begin(), required.end());
  known.insert(known.end(), optional.begin(), optional.end());
  for (const std::string& name : csv.header) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string_view meant = closest_word(name, known);
    add(problems, first_line, "'" + name + "' is not a column",
        "what, unit, value_low, value_high, date, source, facility, figure, note",
        meant.empty() ? "" : "did you mean " + std::string(meant) + "?");
  }
}

class RowReader {
 public:
  RowReader(const Csv& csv, const CsvRow& row, Problems& problems) : csv_(csv), row_(row), problems_(problems) {}

  std::string text(std::string_view column) const {
    const auto at = csv_.column(column);
    return at ? row_.fields[*at] : "";
  }
  double number(std::string_view column) const {
    const auto at = csv_.column(column);
    if (const auto value = parse_number(row_.fields[*at])) return *value;
    add(problems_, csv_.place(row_, *at), "'" + row_.fields[*at] + "' is not a number", "a number", "");
    return 0;
  }
  void complain(std::string_view column, std::string what, std::string expected) const {
    add(problems_, csv_.place(row_, *csv_.column(column)), std::move(what), std::move(expected), "");
  }

 private:
  const Csv& csv_;
  const CsvRow& row_;
  Problems& problems_;
};

}  // namespace

std::filesystem::path market_prices_file(const std::filesystem::path& world_file) {
  return world_file.parent_path() / "market_prices.csv";
}

std::expected<std::vector<MarketPrice>, Problems> parse_market_prices(const std::string& name, std::string_view text) {
  Problems problems;
  const Csv csv = parse_csv(name, text, problems);
  check_header(csv, problems);
  if (!problems.empty()) return std::unexpected(std::move(problems));
  std::vector<MarketPrice> prices;
  for (const CsvRow& row : csv.rows) {
    const RowReader read(csv, row, problems);
    MarketPrice price{.what = read.text("what"),
                      .unit = read.text("unit"),
                      .date = read.text("date"),
                      .source = read.text("source"),
                      .facility = read.text("facility"),
                      .figure = read.text("figure"),
                      .note = read.text("note"),
                      .low = read.number("value_low"),
                      .high = read.number("value_high")};
    if (price.what.empty()) read.complain("what", "the row says nothing of what it is", "a name");
    if (std::find(units.begin(), units.end(), price.unit) == units.end())
      read.complain("unit", "'" + price.unit + "' is not a unit", "share, ratio, usd, bp, rate, years or usd/gpu-hour");
    if (price.high < price.low) read.complain("value_high", "value_high is below value_low", "the larger of the two");
    prices.push_back(std::move(price));
  }
  if (!problems.empty()) return std::unexpected(std::move(problems));
  return prices;
}

std::expected<std::vector<MarketPrice>, Problems> read_market_prices(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return std::vector<MarketPrice>{};
  const auto text = read_file(file);
  if (!text) {
    Problems problems;
    add(problems, {}, text.error().message, "", "");
    return std::unexpected(std::move(problems));
  }
  return parse_market_prices(file.string(), *text);
}

}  // namespace waferline
