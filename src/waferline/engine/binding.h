/// Names to indices and dates to months: what every part of the compilation shares.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "waferline/engine/plan.h"
#include "waferline/world/world.h"

namespace waferline {

/// The places of a world's nouns. Chips are in order of release, everything else in order of the file.
class Binding {
 public:
  explicit Binding(const World& world);

  int chip(const Name& name) const { return chips_.at(name.text); }
  int quote(const Name& name) const { return quotes_.at(name.text); }
  int customer(const Name& name) const { return customers_.at(name.text); }
  int obligor_operator(const Name& name) const { return operators_.at(name.text); }
  int fleet(const Name& name) const { return fleets_.at(name.text); }

  /// Months from the world's start; negative before it.
  int month(const CalendarMonth& when) const { return months_between(start_, when.month); }
  int month(Month when) const { return months_between(start_, when); }

  /// The world's chips in the engine's order.
  const std::vector<const Chip*>& chips_by_release() const { return chips_by_release_; }

 private:
  using Index = std::map<std::string, int, std::less<>>;
  Month start_;
  std::vector<const Chip*> chips_by_release_;
  Index chips_, quotes_, customers_, operators_, fleets_;
};

/// The value of a step table in month t: of its last row at or before t, 0 before the first.
double step_at(const Table& table, const Binding& binding, int t);
/// The value of a curve in month t: linear between rows, flat outside.
double curve_at(const Table& table, const Binding& binding, int t);

}  // namespace waferline
