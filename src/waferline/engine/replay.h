/// One path's whole story: every observable month by month, and the events that a reader would ask about, with the
/// value and the limit that each test was made on.
///
/// A path's numbers depend on (plan, seed, path) alone, so a path seen in a run of millions is replayed by running its
/// block.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "waferline/engine/plan.h"
#include "waferline/numeric/levels.h"

namespace waferline {

struct ReplaySeries {
  std::string name, label, unit;
  std::vector<double> values;  ///< one a month
};

struct ReplayEvent {
  enum class Kind { note, warning, bad };
  int month = 0;
  std::string subject;  ///< "facility.ddtl3", "customer.openai", "chip.Rubin"
  std::string text;     ///< "DSCR fails its test"
  Kind kind = Kind::note;
  double value = 0, limit = 0;  ///< limit: not a number where there is none
  std::string unit;             ///< of value and limit; empty when there are none
};

struct Replay {
  std::uint64_t path = 0;
  std::vector<ReplaySeries> series;
  std::vector<ReplayEvent> events;  ///< by month
};

Replay replay_path(const Plan& plan, std::uint64_t seed, std::uint64_t path, Level level = best_level());

}  // namespace waferline
