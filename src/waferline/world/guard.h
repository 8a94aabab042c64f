/// Looks over the text of a world file before it is parsed, so that no text can exhaust memory, time or stack.
///
/// One pass that knows strings and comments of TOML and counts: bytes that are not text, nesting of brackets, parts of
/// dotted keys, tables, keys and list items. Limits are far above any honest file.
#pragma once

#include <string>
#include <string_view>

#include "waferline/base/problem.h"

namespace waferline {

inline constexpr std::size_t world_max_bytes = 16u << 20;
inline constexpr int world_max_nesting = 16;
inline constexpr int world_max_key_parts = 12;
inline constexpr int world_max_tables = 5'000;
inline constexpr int world_max_keys = 20'000;
inline constexpr int world_max_items = 500'000;

/// False, with a problem, when the text must not be parsed.
bool safe_to_parse(const std::string& file, std::string_view text, Problems& problems);

}  // namespace waferline
