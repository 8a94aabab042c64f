#include "waferline/world/parse.h"

#include <fmt/core.h>
#include <toml++/toml.h>

#include <algorithm>

#include "waferline/world/guard.h"
#include "waferline/world/recover.h"

namespace waferline {

namespace {

using File = std::shared_ptr<const std::string>;

Spot spot_of(const File& file, const toml::source_position& at) { return {file, at.line, at.column}; }

Node node_of(const File& file, const toml::node& from);

void fill_table(const File& file, const toml::table& table, Node& node) {
  node.kind = NodeKind::table;
  node.entries.reserve(table.size());
  for (const auto& [key, value] : table)
    node.entries.push_back({std::string(key.str()), spot_of(file, key.source().begin), node_of(file, value)});
  std::sort(node.entries.begin(), node.entries.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.spot.line, a.spot.column) < std::pair(b.spot.line, b.spot.column);
  });
}

std::string date_text(const toml::date& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

Node node_of(const File& file, const toml::node& from) {
  Node node;
  node.spot = spot_of(file, from.source().begin);
  if (const auto* table = from.as_table()) {
    fill_table(file, *table, node);
  } else if (const auto* array = from.as_array()) {
    node.kind = NodeKind::array;
    node.items.reserve(array->size());
    for (const toml::node& item : *array) node.items.push_back(node_of(file, item));
  } else if (const auto* text = from.as_string()) {
    node.kind = NodeKind::text;
    node.text = text->get();
  } else if (const auto* integer = from.as_integer()) {
    node.kind = NodeKind::integer;
    node.number = static_cast<double>(integer->get());
  } else if (const auto* number = from.as_floating_point()) {
    node.kind = NodeKind::number;
    node.number = number->get();
  } else if (const auto* boolean = from.as_boolean()) {
    node.kind = NodeKind::boolean;
    node.number = boolean->get() ? 1 : 0;
  } else if (const auto* date = from.as_date()) {
    node.kind = NodeKind::date;
    node.text = date_text(date->get());
  } else if (const auto* moment = from.as_date_time()) {
    node.kind = NodeKind::date;
    node.text = date_text(moment->get().date);
  } else {
    node.kind = NodeKind::time;
  }
  return node;
}

}  // namespace

Parsed parse_world_text(const std::string& file, std::string_view text, Problems& problems) {
  const auto name = std::make_shared<const std::string>(file);
  Parsed parsed;
  parsed.root.spot = {name, 0, 0};
  if (!safe_to_parse(file, text, problems)) {
    parsed.whole = false;
    return parsed;
  }
  constexpr int most_faults = 50;
  Recovery recovery(text);
  for (int fault = 0; fault < most_faults; ++fault) {
    try {
      const toml::table table = toml::parse(recovery.text(), std::string_view(file));
      fill_table(name, table, parsed.root);
      return parsed;
    } catch (const toml::parse_error& error) {
      parsed.whole = false;
      const auto& at = error.source().begin;
      if (auto problem = recovery.blank(file, error.description(), at.line, at.column))
        problems.push_back(std::move(*problem));
      if (recovery.exhausted()) return parsed;
    }
  }
  return parsed;
}

}  // namespace waferline
