#include "waferline/numeric/level_probe.h"

WAFERLINE_DECLARE_AT_EACH_LEVEL(void run_level_probe(LevelProbe& probe))

namespace waferline {

LevelProbe probe_level(Level level) {
  LevelProbe probe{};
  WAFERLINE_AT_LEVEL(level, run_level_probe)(probe);
  return probe;
}

}  // namespace waferline
