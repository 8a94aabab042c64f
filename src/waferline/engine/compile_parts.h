/// The parts of a compilation, in the order in which `compile` calls them. Each fills its own part of the plan.
#pragma once

#include "waferline/base/problem.h"
#include "waferline/engine/binding.h"
#include "waferline/engine/plan.h"
#include "waferline/world/world.h"

namespace waferline {

void compile_market(const World& world, const Binding& binding, Plan& plan, Problems& problems);
void compile_obligors_and_fleets(const World& world, const Binding& binding, Plan& plan);
void compile_facilities(const World& world, const Binding& binding, Plan& plan);
/// A facility's words, for people.
FacilityNames facility_names(const World& world, const Facility& facility);
/// What is recorded, replayed and written, once everything else stands.
void list_observables(const World& world, Plan& plan);

}  // namespace waferline
