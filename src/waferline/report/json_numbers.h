/// Numbers as the page's data holds them: seven significant digits, and null for what does not exist.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace waferline {

using Json = nlohmann::ordered_json;

/// Seven significant digits are more than any figure's error supports, and halve the page.
Json json_number(double value);
Json json_numbers(const std::vector<double>& values);

/// UTF-8 text; bytes that are not are replaced, since file names may hold anything.
std::string json_text(const Json& json, int indent = -1);

}  // namespace waferline
