/// The text of world files as a tree of values, before anyone asks what they mean.
///
/// Tables keep the order of the file (toml++ sorts them), every value knows where it stands, and trees of several files
/// can be laid over one another (include.h) or changed from the command line (override.h).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "waferline/base/place.h"

namespace waferline {

/// A place without the cost of a file name for each.
struct Spot {
  std::shared_ptr<const std::string> file;
  std::uint32_t line = 0, column = 0;

  Place place() const { return {file ? *file : std::string(), line, column}; }
};

enum class NodeKind { table, array, text, integer, number, boolean, date, time };

struct Entry;

struct Node {
  NodeKind kind = NodeKind::table;
  Spot spot;
  std::string text;            ///< of a text; of a date "2026-07-01"; of a time as written
  double number = 0;           ///< of an integer, number or boolean
  std::vector<Entry> entries;  ///< of a table, in the order of the file
  std::vector<Node> items;     ///< of an array

  const Node* find(std::string_view key) const;
  Node* find(std::string_view key);
};

struct Entry {
  std::string key;
  Spot spot;
  Node node;
};

/// "a table", "the text \"abc\"", "the number 1.5": what a message calls a value.
std::string describe(const Node& node);

/// Lays `over` on `under`: tables merge key by key, anything else is replaced. Keys keep the place of their first
/// mention.
void lay_over(Node& under, Node&& over);

}  // namespace waferline
