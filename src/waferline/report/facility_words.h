/// A facility in words: its terms, its priority of payments and its covenants, each with the source the world file
/// gives.
#pragma once

#include <string>
#include <vector>

#include "waferline/world/world.h"

namespace waferline {

struct Term {
  std::string label, value, source;
  std::vector<std::string> items = {};  ///< steps in their order, below `value`
  bool wide = false;                    ///< reads better over the whole width
};

std::vector<Term> terms_of(const World& world, const Facility& facility);

/// "Distribution reserve account pays operating cost, fees and interest, each as far as due", in the order of the file;
/// steps that differ only in what is paid are told as one.
std::vector<std::string> waterfall_words(const Facility& facility);

/// Label "Debt service cover", value "Net operating income over debt service, at least 1.40x over 3 months. Tested
/// every month from October 2027. Failing it is an event of default.".
std::vector<Term> covenant_terms(const Facility& facility);

}  // namespace waferline
