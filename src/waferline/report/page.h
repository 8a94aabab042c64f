/// The report page with a run's data in it: one offline file.
#pragma once

#include <string>
#include <string_view>

namespace waferline {

/// `data` is the JSON of report_data.h as text. Every `<` in it is written as \u003c, so that no text can end the
/// element that carries it.
std::string report_page(std::string_view data);

}  // namespace waferline
