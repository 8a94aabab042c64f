#include "waferline/report/page.h"

#include <cassert>

#include "waferline/report/template.h"

namespace waferline {

std::string report_page(std::string_view data) {
  constexpr std::string_view element = R"(<script id="run" type="application/json">)", empty = "null";
  const std::string_view page = report_template();
  const std::size_t place = page.find(element);
  assert(place != std::string_view::npos && page.substr(place + element.size()).starts_with(empty));
  const std::size_t from = place + element.size();

  std::string result;
  result.reserve(page.size() + data.size());
  result += page.substr(0, from);
  for (const char c : data) {
    if (c == '<')
      result += "\\u003c";
    else
      result += c;
  }
  result += page.substr(from + empty.size());
  return result;
}

}  // namespace waferline
