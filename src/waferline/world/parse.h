/// TOML text to a tree. Every fault of the text that can be told apart is reported, not only the first.
///
/// After a fault the statement it stands in is blanked out and the rest is parsed again: a key written twice costs one
/// statement, other faults the rest of their table. `whole` says whether anything was lost, in which case missing keys
/// prove nothing.
#pragma once

#include <string>
#include <string_view>

#include "waferline/base/problem.h"
#include "waferline/world/tree.h"

namespace waferline {

struct Parsed {
  Node root;
  bool whole = true;
};

/// `file` is the name used in places.
Parsed parse_world_text(const std::string& file, std::string_view text, Problems& problems);

}  // namespace waferline
