/// A facility in words: its terms, its priority of payments and its covenants, each with the source the world file
/// gives.
#pragma once

#include <string>
#include <vector>

#include "waferline/world/world.h"

namespace waferline {

struct Term {
  std::string label, value, source;
};

std::vector<Term> terms_of(const World& world, const Facility& facility);

/// "collection pays operating cost, as far as it is due", in the order of the file.
std::vector<std::string> waterfall_words(const Facility& facility);

/// "dscr: at least 1.40 over 3 months, every month from October 2027; failing it is an event of default".
std::vector<std::string> covenant_words(const Facility& facility);

}  // namespace waferline
