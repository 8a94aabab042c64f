#include "waferline/report/template.h"

namespace waferline {

namespace embedded {
std::string_view report_page();  // defined by cmake/Embed.cmake
}  // namespace embedded

std::string_view report_template() { return embedded::report_page(); }

}  // namespace waferline
