// Rows of months and numbers. Three ways to write them:
//   [["2026-07", 0.0366], ["2026-08", 0.0361]]
//   { rows = [["2026-07", 0.0366]], source = "..." }
//   { file = "arrivals.csv", month_column = "month", value_column = "units", where = { chip = "GB200" }, source = "..."
//   }
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "waferline/base/text.h"
#include "waferline/world/read_value.h"
#include "waferline/world/suggest.h"

namespace waferline {

namespace {

constexpr std::size_t most_rows = 10'000;

std::string one_of(const std::vector<std::string_view>& words) {
  std::string text = "one of ";
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += ", ";
    text += words[i];
  }
  return text;
}

/// Adds a row if it is sound and later than the one before.
void add_row(const Key& key, Table& table, Month month, double value, const Place& place, const std::string& path,
             ReadContext& context) {
  Key row = key;
  row.kind = KeyKind::number;
  if (!check_range(row, value, place, fmt::format("{} in {}", path, to_string(month)), context.problems)) return;
  if (!table.rows.empty() && month <= table.rows.back().month) {
    const std::string what =
        fmt::format("{}: {} follows {}", path, to_string(month), to_string(table.rows.back().month));
    context.problems.push_back({place, what, "months in ascending order, each once", ""});
    return;
  }
  table.rows.push_back({month, value});
}

void read_rows(const Key& key, Table& table, const Node& node, const std::string& path, ReadContext& context) {
  if (node.kind != NodeKind::array || node.items.empty())
    return context.complain(node, fmt::format("{} is {}", path, describe(node)), expected_text(key));
  if (node.items.size() > most_rows)
    return context.complain(node, fmt::format("{} has {} rows", path, node.items.size()),
                            fmt::format("at most {}", most_rows));
  for (const Node& row : node.items) {
    const bool pair = row.kind == NodeKind::array && row.items.size() == 2;
    const auto month = pair ? month_of(row.items[0]) : std::nullopt;
    const bool value = pair && (row.items[1].kind == NodeKind::number || row.items[1].kind == NodeKind::integer);
    if (month && value)
      add_row(key, table, *month, row.items[1].number, row.spot.place(), path, context);
    else
      context.complain(row,
                       fmt::format("a row of {} is {}", path,
                                   describe(pair && month ? row.items[1]
                                            : pair        ? row.items[0]
                                                          : row)),
                       "a month and a number, such as [\"2026-07\", 0.04]");
  }
}

const std::string* text_at(const Node& node, std::string_view key, const std::string& path, ReadContext& context,
                           bool required) {
  const Node* value = node.find(key);
  if (value && value->kind == NodeKind::text && !value->text.empty()) return &value->text;
  if (value)
    context.complain(*value, fmt::format("{}.{} is {}", path, key, describe(*value)), "a text in quotes");
  else if (required)
    context.complain(node, fmt::format("{} has no {}", path, key),
                     "{ file = \"x.csv\", month_column = \"month\", value_column = \"value\" }");
  return nullptr;
}

const Csv* open_csv(const Node& file, const std::string& path, ReadContext& context) {
  const Place place = file.spot.place();
  const auto at = (std::filesystem::path(place.file).parent_path() / file.text).lexically_normal();
  const std::string name = at.generic_string();
  if (const auto there = context.tables.find(name); there != context.tables.end()) return &there->second;
  auto text = context.source(at);
  if (!text) {
    context.complain(file, fmt::format("{} names {}: {}", path, name, text.error()), "a CSV table");
    return nullptr;
  }
  context.files.push_back(name);
  return &context.tables.emplace(name, parse_csv(name, *text, context.problems)).first->second;
}

std::optional<std::size_t> column_at(const Csv& csv, const Node& at, const std::string& column, const std::string& path,
                                     ReadContext& context) {
  const auto found = csv.column(column);
  if (found || csv.header.empty()) return found;
  const std::vector<std::string_view> known(csv.header.begin(), csv.header.end());
  context.complain(at, fmt::format("{}: {} has no column {}", path, csv.file, column),
                   one_of({csv.header.begin(), csv.header.end()}), did_you_mean(column, known));
  return std::nullopt;
}

/// Columns that must hold a text for a row to be taken.
using Conditions = std::vector<std::pair<std::size_t, std::string>>;

std::optional<Conditions> read_conditions(const Csv& csv, const Node& node, const std::string& path,
                                          ReadContext& context) {
  Conditions conditions;
  const Node* where = node.find("where");
  if (!where) return conditions;
  if (where->kind != NodeKind::table) {
    context.complain(*where, fmt::format("{}.where is {}", path, describe(*where)),
                     "columns and texts, such as { chip = \"GB200\" }");
    return std::nullopt;
  }
  for (const Entry& entry : where->entries) {
    if (entry.node.kind != NodeKind::text) {
      context.complain(entry.node, fmt::format("{}.where.{} is {}", path, entry.key, describe(entry.node)),
                       "a text in quotes");
      return std::nullopt;
    }
    const auto column = column_at(csv, entry.node, entry.key, path, context);
    if (!column) return std::nullopt;
    conditions.emplace_back(*column, entry.node.text);
  }
  return conditions;
}

void read_csv_rows(const Key& key, Table& table, const Node& node, const std::string& path, ReadContext& context) {
  const Node* file = node.find("file");
  if (file->kind != NodeKind::text)
    return context.complain(*file, fmt::format("{}.file is {}", path, describe(*file)), "a file name in quotes");
  const std::string* month_name = text_at(node, "month_column", path, context, true);
  const std::string* value_name = text_at(node, "value_column", path, context, true);
  const Csv* csv = open_csv(*file, path, context);
  if (!csv || !month_name || !value_name || csv->header.empty()) return;
  const auto month_column = column_at(*csv, node, *month_name, path, context);
  const auto value_column = column_at(*csv, node, *value_name, path, context);
  const auto conditions = read_conditions(*csv, node, path, context);
  if (!month_column || !value_column || !conditions) return;
  bool any = false;
  for (const CsvRow& row : csv->rows) {
    const bool taken = std::all_of(conditions->begin(), conditions->end(),
                                   [&](const auto& c) { return row.fields[c.first] == c.second; });
    if (!taken) continue;
    any = true;
    const auto month = parse_month(row.fields[*month_column]);
    const auto value = parse_number(row.fields[*value_column]);
    if (!month)
      context.problems.push_back({csv->place(row, *month_column),
                                  fmt::format("\"{}\" is no month, read for {}", row.fields[*month_column], path),
                                  "a month such as 2026-07", ""});
    else if (!value)
      context.problems.push_back({csv->place(row, *value_column),
                                  fmt::format("\"{}\" is no number, read for {}", row.fields[*value_column], path),
                                  "a number", ""});
    else
      add_row(key, table, *month, *value, csv->place(row, *value_column), path, context);
    if (table.rows.size() > most_rows)
      return context.complain(*file, fmt::format("{} has more than {} rows", path, most_rows), "fewer rows");
  }
  if (!any)
    context.complain(*file, fmt::format("{}: no row of {} is taken", path, csv->file),
                     "a row that meets every condition of where");
}

}  // namespace

void read_table(const Key& key, Table& table, const Node& node, const std::string& path, ReadContext& context) {
  table = Table{{}, "", node.spot.place(), true};
  if (node.kind != NodeKind::table) return read_rows(key, table, node, path, context);
  const bool from_file = node.find("file") != nullptr;
  const std::vector<std::string_view> keys =
      from_file ? std::vector<std::string_view>{"file", "month_column", "value_column", "where", "source"}
                : std::vector<std::string_view>{"rows", "source"};
  for (const Entry& entry : node.entries) {
    if (std::find(keys.begin(), keys.end(), entry.key) != keys.end()) continue;
    context.problems.push_back({entry.spot.place(), fmt::format("{}.{} is not a key of a table", path, entry.key),
                                one_of(keys), did_you_mean(entry.key, keys)});
  }
  if (const std::string* source = text_at(node, "source", path, context, false)) table.source = *source;
  if (from_file)
    read_csv_rows(key, table, node, path, context);
  else if (const Node* rows = node.find("rows"))
    read_rows(key, table, *rows, path, context);
  else
    context.complain(node, path + " has no rows", expected_text(key));
}

}  // namespace waferline
