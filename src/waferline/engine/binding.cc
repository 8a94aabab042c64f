#include "waferline/engine/binding.h"

#include <algorithm>

namespace waferline {

namespace {

template <class Nouns, class Index>
void number(const Nouns& nouns, Index& index) {
  int next = 0;
  for (const auto& noun : nouns) index.emplace(noun.name.text, next++);
}

}  // namespace

Binding::Binding(const World& world) : start_(world.start.month) {
  for (const Chip& chip : world.chip) chips_by_release_.push_back(&chip);
  std::sort(chips_by_release_.begin(), chips_by_release_.end(), [](const Chip* a, const Chip* b) {
    return a->release.month != b->release.month ? a->release.month < b->release.month : a < b;  // then by file
  });
  for (std::size_t g = 0; g < chips_by_release_.size(); ++g)
    chips_.emplace(chips_by_release_[g]->name.text, static_cast<int>(g));
  number(world.quote, quotes_);
  number(world.customer, customers_);
  number(world.operator_, operators_);
  number(world.fleet, fleets_);
}

double step_at(const Table& table, const Binding& binding, int t) {
  double value = 0;
  for (const Step& row : table.rows)
    if (binding.month(row.month) <= t) value = row.value;
  return value;
}

double curve_at(const Table& table, const Binding& binding, int t) {
  const auto& rows = table.rows;
  if (rows.empty()) return 0;
  if (t <= binding.month(rows.front().month)) return rows.front().value;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const int from = binding.month(rows[i - 1].month), to = binding.month(rows[i].month);
    if (t > to) continue;
    const double along = static_cast<double>(t - from) / static_cast<double>(to - from);
    return rows[i - 1].value + (rows[i].value - rows[i - 1].value) * along;
  }
  return rows.back().value;
}

}  // namespace waferline
