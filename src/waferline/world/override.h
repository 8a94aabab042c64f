/// Changes from the command line: `facility.ddtl3.margin_bp=450`.
///
/// The path follows the nouns of the registry and must end in a key; nouns must exist in the world already. Items of a
/// list go by number from 0 or, for covenants, by name: `facility.ddtl3.covenant.dscr.min=1.2`. The value is TOML; a
/// bare word or month needs no quotes.
#pragma once

#include <string>
#include <vector>

#include "waferline/base/problem.h"
#include "waferline/world/tree.h"

namespace waferline {

inline constexpr const char* override_file = "--set";  ///< stands for a file in places

void apply_overrides(Node& root, const std::vector<std::string>& overrides, Problems& problems);

}  // namespace waferline
