/// What only the whole world can show: names that lead nowhere, dates outside the run, deals that do not balance.
///
/// All problems at once, each with its place and, where one is likely, a remedy. Values the reader could not read are
/// passed over. A world without problems is one that `compile` can turn into a plan without further questions.
#pragma once

#include "waferline/base/problem.h"
#include "waferline/world/world.h"

namespace waferline {

Problems check_world(const World& world);

}  // namespace waferline
