/// The empty report page: web/ built into one HTML file and carried inside the program.
///
/// The page draws whatever JSON stands in its element `<script id="run" type="application/json">`; here that is `null`.
#pragma once

#include <string_view>

namespace waferline {

/// The page's bytes, UTF-8; they live as long as the program.
std::string_view report_template();

}  // namespace waferline
