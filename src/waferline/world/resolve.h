/// Fills in what the file leaves to other values: months that default to the start or the end of the run, names of
/// covenants.
#pragma once

#include "waferline/world/world.h"

namespace waferline {

void resolve_defaults(World& world);

}  // namespace waferline
