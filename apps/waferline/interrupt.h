/// Ctrl-C and the polite kill: asks the run to stop after the blocks in flight.
#pragma once

#include <atomic>

namespace waferline::app {

/// Set once the user has asked to stop. Installs the handlers; a second Ctrl-C ends the program at
/// once, which loses at most the blocks in flight.
const std::atomic<bool>* watch_for_interrupts();

/// From here on Ctrl-C ends the program at once: what a run has simulated is kept, and the rest is quick to do again.
void stop_watching();

}  // namespace waferline::app
