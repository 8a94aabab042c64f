/// What is wrong with something a user wrote: where, what, what was expected, and a hint.
///
/// Readers and checkers collect problems and carry on, so that a user sees all of them at once.
///
///     worlds/x/world.toml:12:3: facility.ddtl3.margin_pb is not a key; a facility has margin_bp; did you mean
///     margin_bp?
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "waferline/base/place.h"

namespace waferline {

struct Problem {
  Place place;
  std::string what;      ///< "facility.ddtl3.margin_bp is negative (-400)"
  std::string expected;  ///< "a number from 0 to 10000 (basis points)"; may be empty
  std::string hint;      ///< "did you mean margin_bp?"; may be empty
};
using Problems = std::vector<Problem>;

/// `file:line:column: what; expected ...; hint`, the parts that are present.
std::string to_string(const Problem& problem);

/// The word of `known` closest to `typed`, or an empty string when none is close enough to be a slip.
std::string_view closest_word(std::string_view typed, const std::vector<std::string_view>& known);

}  // namespace waferline
