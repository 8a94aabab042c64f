/// How the bad paths of a facility differ in what drives them, and which paths to replay.
#pragma once

#include <cstdint>
#include <vector>

#include "waferline/engine/facility_statistics.h"

namespace waferline {

/// Second pass over the path file: how the bad paths differ in what drives them, and which paths to replay.
class BadPaths {
 public:
  BadPaths(const Plan& plan, const FacilityStatistics& first_pass);
  void add(std::uint64_t path, const double* outcomes);
  void finish(FacilityResult& result) const;

 private:
  const Plan& plan_;
  const FacilityStatistics& first_pass_;
  double bad_from_;
  std::vector<Moments> all_, bad_;
  struct Pick {
    double wanted;
    double distance;
    std::uint64_t path;
    const char* why;
  };
  std::vector<Pick> picks_;
};

}  // namespace waferline
