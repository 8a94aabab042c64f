/// The one place that knows what time it is.
#pragma once

#include <string>

namespace waferline::app {

std::string utc_now();  ///< "2026-07-01T12:00:00Z"

}  // namespace waferline::app
