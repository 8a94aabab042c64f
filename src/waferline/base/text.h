/// Small questions about text, asked by every reader.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace waferline {

/// Offset of the first byte that is not UTF-8 or is a NUL; nothing when the text is clean.
/// Overlong forms, surrogates and code points past U+10FFFF are not UTF-8.
std::optional<std::size_t> first_bad_byte(std::string_view text);

/// The whole of `text` as a finite decimal number ("-1.5e3"), blanks around it allowed; nothing otherwise.
std::optional<double> parse_number(std::string_view text);

/// The shortest decimal text that reads back as the same double: "1.4", "2600000000", "1e-12".
std::string number_text(double value);

}  // namespace waferline
