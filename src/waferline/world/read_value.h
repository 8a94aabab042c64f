/// From a value of the tree to a member of the struct, as the registry says, with every fault reported.
///
/// A value that cannot be read is left as "unknown" (NaN, year 0, empty name), which checks pass over, so that one
/// fault is not reported twice.
#pragma once

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "waferline/base/csv.h"
#include "waferline/base/problem.h"
#include "waferline/world/files.h"
#include "waferline/world/registry.h"
#include "waferline/world/tree.h"

namespace waferline {

inline bool known(const Number& number) { return !std::isnan(number.value); }
inline bool known(const CalendarMonth& month) { return month.month.year != 0; }
inline bool known(const Name& name) { return !name.text.empty(); }

/// What reading needs beside the tree.
struct ReadContext {
  Problems& problems;
  const FileSource& source;
  std::vector<std::string>& files;         ///< tables read are added
  std::map<std::string, Csv> tables = {};  ///< by path, each read once

  void complain(const Node& at, std::string what, std::string expected, std::string hint = {}) {
    problems.push_back({at.spot.place(), std::move(what), std::move(expected), std::move(hint)});
  }
};

/// Puts the default (or "unknown") into the slot.
void set_default(const Key& key, Slot slot);

/// Reads `node` into the slot; `path` is what messages call the key.
void read_value(const Key& key, Slot slot, const Node& node, const std::string& path, ReadContext& context);

/// Rows of months and numbers: inline, with a source, or from a CSV file (read_table.cc).
void read_table(const Key& key, Table& table, const Node& node, const std::string& path, ReadContext& context);

/// The month a date or text names, if any.
std::optional<Month> month_of(const Node& node);

/// Whether the value lies in the key's range; reports it otherwise.
bool check_range(const Key& key, double value, const Place& place, const std::string& path, Problems& problems);

}  // namespace waferline
