#include "waferline/engine/bad_paths.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace waferline {

namespace {

constexpr MomentGrains driver_grains{FixedPoint{30}, FixedPoint{20}};

}  // namespace

BadPaths::BadPaths(const Plan& plan, const FacilityStatistics& first_pass)
    : plan_(plan),
      first_pass_(first_pass),
      bad_from_(first_pass.bad_from()),
      all_(plan.drivers.size(), Moments(driver_grains)),
      bad_(plan.drivers.size(), Moments(driver_grains)) {
  const double none = std::numeric_limits<double>::infinity();
  picks_ = {{first_pass.badness_quantile(0.5), none, 0, "median path by how well the chips cover the loan"},
            {first_pass.badness_quantile(0.99), none, 0, "a bad path: one in a hundred is worse"},
            {none, none, 0, "the worst path"}};
}

void BadPaths::add(std::uint64_t path, const double* outcomes) {
  const double badness = first_pass_.badness(outcomes);
  const bool bad = first_pass_.judged_by_default() ? outcomes[first_pass_.default_column()] >= 0 : badness >= bad_from_;
  for (std::size_t d = 0; d < plan_.drivers.size(); ++d) {
    const double value = outcomes[plan_.drivers[d].column];
    all_[d].add(value);
    if (bad) bad_[d].add(value);
  }
  for (Pick& pick : picks_) {
    const double distance = std::isinf(pick.wanted) ? -badness : std::abs(badness - pick.wanted);
    if (distance < pick.distance) {
      pick.distance = distance;
      pick.path = path;
    }
  }
}

void BadPaths::finish(FacilityResult& result) const {
  for (std::size_t d = 0; d < plan_.drivers.size(); ++d) {
    const Moments &all = all_[d], &bad = bad_[d];
    const double deviation = std::sqrt(all.variance());
    const double difference = bad.mean() - all.mean();
    // The bad are part of all: with share f of them, Var(mean bad - mean all) = (1-f) Var(mean bad) to first order.
    const double share =
        static_cast<double>(bad.count()) / static_cast<double>(std::max<std::uint64_t>(1, all.count()));
    result.drivers.push_back({.name = plan_.drivers[d].name,
                              .label = plan_.drivers[d].label,
                              .unit = plan_.drivers[d].unit,
                              .mean_all = all.mean(),
                              .mean_bad = bad.mean(),
                              .difference = difference,
                              .difference_error = bad.standard_error() * std::sqrt(std::max(0.0, 1 - share)),
                              .standardised = deviation > 0 ? difference / deviation : 0});
    result.bad_paths = bad.count();
  }
  std::sort(result.drivers.begin(), result.drivers.end(), [](const DriverResult& a, const DriverResult& b) {
    const double one = std::abs(a.standardised), other = std::abs(b.standardised);
    return one != other ? one > other : a.name < b.name;
  });
  for (const Pick& pick : picks_) result.picks.push_back({pick.path, pick.why});
}

}  // namespace waferline
