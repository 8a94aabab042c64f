/// Tables of text: comma-separated values with one header line, as RFC 4180 says.
///
/// Fields may be quoted ("" is a quote inside quotes), lines end in LF or CRLF, a byte-order mark is skipped, empty
/// lines are skipped. Every row must have as many fields as the header. Problems carry line and column; reading stops
/// at the first fault of quoting (what follows would be noise) and carries on after a row of the wrong length.
///
///     Csv csv = parse_csv("arrivals.csv", text, problems);
///     if (auto units = csv.column("units")) for (const CsvRow& row : csv.rows) use(row.fields[*units]);
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "waferline/base/problem.h"

namespace waferline {

struct CsvRow {
  std::vector<std::string> fields;
  std::vector<std::uint32_t> columns;  ///< where each field starts, from 1
  std::uint32_t line = 0;              ///< where the row starts, from 1
};

struct Csv {
  std::string file;
  std::vector<std::string> header;
  std::vector<CsvRow> rows;

  std::optional<std::size_t> column(std::string_view name) const;
  Place place(const CsvRow& row, std::size_t field) const { return {file, row.line, row.columns[field]}; }
};

inline constexpr std::size_t csv_max_columns = 1000;
inline constexpr std::size_t csv_max_fields = 4'000'000;

/// `file` is the name used in problems. What could be read is returned even when there are problems.
Csv parse_csv(std::string file, std::string_view text, Problems& problems);

}  // namespace waferline
