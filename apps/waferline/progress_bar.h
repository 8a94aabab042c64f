/// How far a run is, on a terminal; quiet when standard error is not one.
///
///     [=========>          ]  46,080 of 100,000 paths, 98,300 a second, 1 s left
#pragma once

#include <functional>

#include "waferline/engine/run.h"

namespace waferline::app {

/// Empty unless standard error is a terminal.
std::function<void(const Progress&)> progress_bar();

/// Clears the line a bar stands on, so that what follows starts afresh.
void clear_progress_bar();

/// The bar's text, without the codes that move the cursor.
std::string progress_text(const Progress& progress);

}  // namespace waferline::app
