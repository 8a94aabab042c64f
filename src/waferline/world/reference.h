/// The registry in words: help for one noun on a terminal, and the reference page docs/world-file.md.
///
///     fmt::print("{}", noun_help("facility.covenant"));
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waferline {

/// Every noun by its path: "world", "market", ..., "facility", "facility.draw", ...
std::vector<std::string> noun_paths();

/// Keys of a noun with kind, unit, range, default and meaning; empty when there is no such noun.
std::string noun_help(std::string_view path);

/// The whole reference in Markdown. `docs/world-file.md` is this text; a test compares them.
std::string reference_page();

}  // namespace waferline
