/// What the parts of check_world share.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "waferline/base/problem.h"
#include "waferline/world/read_value.h"
#include "waferline/world/world.h"

namespace waferline {

struct Checker {
  const World& world;
  Problems problems = {};

  void complain(const Place& place, std::string what, std::string expected, std::string hint = {}) {
    problems.push_back({place, std::move(what), std::move(expected), std::move(hint)});
  }

  /// The run covers months start ... last_month.
  bool has_run() const { return known(world.start) && known(world.months); }
  Month last_month() const { return add_months(world.start.month, static_cast<int>(world.months.value) - 1); }

  template <class Noun>
  const Noun* find(const std::vector<Noun>& nouns, const Name& name) const {
    for (const Noun& noun : nouns)
      if (noun.name.text == name.text) return &noun;
    return nullptr;
  }
};

void check_names(Checker& checker);
void check_market(Checker& checker);
void check_fleets(Checker& checker);
void check_leases(Checker& checker);
void check_facilities(Checker& checker);
void check_covenants(Checker& checker, const Facility& facility);
void check_waterfall(Checker& checker, const Facility& facility);

}  // namespace waferline
