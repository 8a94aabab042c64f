/// Hints for a word nobody knows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "waferline/world/registry.h"

namespace waferline {

/// Keys and nouns that may stand in a noun.
std::vector<std::string_view> words_of(const Noun& noun);

/// "did you mean margin_bp?", or nothing when no word is close.
std::string did_you_mean(std::string_view typed, const std::vector<std::string_view>& known);

/// The same for a key of `noun`, with its unit, since a wrong unit in the name is the usual slip.
std::string did_you_mean_key(std::string_view typed, const Noun& noun);

}  // namespace waferline
