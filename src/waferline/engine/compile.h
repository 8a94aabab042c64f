/// From the world a person wrote to the plan the machine runs: names become indices, dates months, terms coefficients.
///
/// The world must have passed `check_world`. What only arithmetic can show is reported here: a market that cannot clear
/// at the stated rents, or a world larger than the engine is laid out for.
///
///     auto plan = compile(world);
///     if (!plan) for (const Problem& problem : plan.error()) show(problem);
#pragma once

#include <expected>
#include <memory>

#include "waferline/base/problem.h"
#include "waferline/engine/plan.h"
#include "waferline/world/world.h"

namespace waferline {

std::expected<std::unique_ptr<const Plan>, Problems> compile(const World& world);

}  // namespace waferline
