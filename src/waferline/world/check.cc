#include "waferline/world/check.h"

#include "waferline/world/checker.h"

namespace waferline {

Problems check_world(const World& world) {
  Checker checker{world};
  check_names(checker);
  check_market(checker);
  check_fleets(checker);
  check_leases(checker);
  check_facilities(checker);
  for (const Facility& facility : world.facility) {
    check_covenants(checker, facility);
    check_waterfall(checker, facility);
  }
  return std::move(checker.problems);
}

}  // namespace waferline
