/// Ctrl-C and the polite kill: asks the run to stop after the blocks in flight.
#pragma once

#include <atomic>

namespace waferline::app {

/// Set once the user has asked to stop. Installs the handlers on the first call; a second Ctrl-C ends the program at
/// once, which loses at most the blocks in flight.
const std::atomic<bool>* watch_for_interrupts();

}  // namespace waferline::app
