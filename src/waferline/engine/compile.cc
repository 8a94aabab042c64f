#include "waferline/engine/compile.h"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "waferline/engine/compile_parts.h"
#include "waferline/engine/digest.h"
#include "waferline/numeric/block.h"
#include "waferline/world/describe.h"

namespace waferline {

namespace {

void refuse_more_than(std::size_t count, int most, const char* nouns, const World& world, Problems& problems) {
  if (count > static_cast<std::size_t>(most))
    problems.push_back({world.start.place, fmt::format("{} {} are more than one world can hold", count, nouns),
                        fmt::format("at most {}", most), "split the world"});
}

Problems oversize(const World& world) {
  Problems problems;
  std::size_t lines = 0;
  for (const Lease& lease : world.lease) lines += lease.fleet.size();
  refuse_more_than(world.chip.size(), max_chips, "chips", world, problems);
  refuse_more_than(world.quote.size(), max_quotes, "quotes", world, problems);
  refuse_more_than(world.customer.size(), max_customers, "customers", world, problems);
  refuse_more_than(world.operator_.size(), max_operators, "operators", world, problems);
  refuse_more_than(world.fleet.size(), max_fleets, "fleets", world, problems);
  refuse_more_than(lines, max_lines, "pairs of lease and fleet", world, problems);
  refuse_more_than(world.facility.size(), max_facilities, "facilities", world, problems);
  for (const Facility& facility : world.facility) {
    refuse_more_than(facility.fleet.size(), max_fleets_per_facility, "fleets of one facility", world, problems);
    refuse_more_than(facility.account.size() + 1, max_accounts, "accounts of one facility", world, problems);
    refuse_more_than(facility.covenant.size(), max_covenants, "covenants of one facility", world, problems);
    refuse_more_than(facility.pay.size(), max_instructions, "payments of one facility", world, problems);
  }
  return problems;
}

/// Equal for equal worlds, whatever their files look like: everything that decides the bits of a run.
std::string fingerprint_of(const World& world) {
  Digest digest;
  digest.add(resolved_json(world).dump());
  digest.add(fmt::format("model 2, blocks of {}", block_width));
  return digest.hex();
}

}  // namespace

std::expected<std::unique_ptr<const Plan>, Problems> compile(const World& world) {
  Problems problems = oversize(world);
  if (!problems.empty()) return std::unexpected(std::move(problems));
  auto plan = std::make_unique<Plan>();
  const Binding binding(world);
  plan->title = world.title;
  plan->start = world.start.month;
  plan->months = static_cast<int>(world.months);
  plan->fingerprint = fingerprint_of(world);
  compile_market(world, binding, *plan, problems);
  if (!problems.empty()) return std::unexpected(std::move(problems));
  compile_obligors_and_fleets(world, binding, *plan);
  compile_facilities(world, binding, *plan);
  list_observables(world, *plan);
  return plan;
}

}  // namespace waferline
