#include "waferline/base/csv.h"

#include <fmt/core.h>

#include <algorithm>

#include "waferline/base/text.h"

namespace waferline {

namespace {

/// A position in the text that knows its line and column.
struct Cursor {
  std::string_view text;
  std::size_t at = 0;
  std::uint32_t line = 1, column = 1;

  bool done() const { return at >= text.size(); }
  char peek() const { return done() ? '\0' : text[at]; }
  char take() {
    const char c = text[at++];
    if (c == '\n') {
      ++line;
      column = 1;
    } else {
      ++column;
    }
    return c;
  }
  /// At the end of a line: takes the LF or CRLF.
  bool take_line_end() {
    if (peek() == '\r' && at + 1 < text.size() && text[at + 1] == '\n') take();
    if (peek() != '\n') return false;
    take();
    return true;
  }
};

struct Fault {
  std::string what;
  std::string expected;
};

/// One field; a fault of quoting is returned and ends the reading.
std::optional<Fault> read_field(Cursor& cursor, std::string& field) {
  if (cursor.peek() != '"') {
    while (!cursor.done() && cursor.peek() != ',' && cursor.peek() != '\n') {
      const bool crlf =
          cursor.peek() == '\r' && cursor.at + 1 < cursor.text.size() && cursor.text[cursor.at + 1] == '\n';
      if (crlf) break;
      if (cursor.peek() == '"') return Fault{"a quote stands inside an unquoted field", "the whole field in quotes"};
      field += cursor.take();
    }
    return std::nullopt;
  }
  cursor.take();
  for (;;) {
    if (cursor.done()) return Fault{"a quoted field is not closed", "a closing quote"};
    const char c = cursor.take();
    if (c != '"') {
      field += c;
    } else if (cursor.peek() == '"') {
      field += cursor.take();
    } else {
      break;
    }
  }
  const char next = cursor.peek();
  if (!cursor.done() && next != ',' && next != '\n' && next != '\r')
    return Fault{"text follows a closing quote", "a comma or the end of the line"};
  return std::nullopt;
}

std::optional<Fault> read_row(Cursor& cursor, CsvRow& row) {
  row.line = cursor.line;
  for (;;) {
    if (row.fields.size() == csv_max_columns)
      return Fault{fmt::format("the row has more than {} fields", csv_max_columns), ""};
    row.columns.push_back(cursor.column);
    std::string& field = row.fields.emplace_back();
    if (auto fault = read_field(cursor, field)) return fault;
    if (cursor.done() || cursor.take_line_end()) return std::nullopt;
    if (cursor.peek() != ',') return Fault{"a carriage return stands alone", "lines that end in LF or CRLF"};
    cursor.take();
  }
}

bool check_bytes(const Csv& csv, std::string_view text, Problems& problems) {
  const auto bad = first_bad_byte(text);
  if (!bad) return true;
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*bad), '\n');
  const std::size_t line_start = *bad == 0 ? 0 : text.rfind('\n', *bad - 1) + 1;
  problems.push_back({{csv.file, static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(*bad - line_start + 1)},
                      "this is not text: a byte here is not UTF-8",
                      "a CSV table",
                      ""});
  return false;
}

}  // namespace

std::optional<std::size_t> Csv::column(std::string_view name) const {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

Csv parse_csv(std::string file, std::string_view text, Problems& problems) {
  Csv csv{std::move(file), {}, {}};
  const auto complain = [&](std::uint32_t line, std::uint32_t column, std::string what, std::string expected) {
    Place place{csv.file, line, column};
    problems.push_back({std::move(place), std::move(what), std::move(expected), ""});
  };
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (!check_bytes(csv, text, problems)) return csv;
  Cursor cursor{text};
  std::size_t fields = 0;
  while (!cursor.done()) {
    if (cursor.take_line_end()) continue;
    CsvRow row;
    if (auto fault = read_row(cursor, row)) {
      complain(cursor.line, cursor.column, std::move(fault->what), std::move(fault->expected));
      return csv;
    }
    fields += row.fields.size();
    if (fields > csv_max_fields) {
      complain(row.line, 1, fmt::format("the table has more than {} fields", csv_max_fields), "a smaller table");
      return csv;
    }
    if (csv.header.empty())
      csv.header = std::move(row.fields);
    else if (row.fields.size() != csv.header.size())
      complain(row.line, 1, fmt::format("the row has {} fields", row.fields.size()),
               fmt::format("{}, as in the header", csv.header.size()));
    else
      csv.rows.push_back(std::move(row));
  }
  if (csv.header.empty()) complain(0, 0, "the table is empty", "a header line");
  return csv;
}

}  // namespace waferline
