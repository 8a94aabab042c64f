// Chips and market: what calibration and the frontier need.
#include <fmt/core.h>

#include <algorithm>

#include "waferline/base/text.h"
#include "waferline/world/checker.h"

namespace waferline {

namespace {

void check_rent(Checker& checker, const Chip& chip) {
  const std::string path = "chip." + chip.name.text;
  if (chip.rent_usd_per_gpu_hour && chip.quality)
    return checker.complain(chip.quality->place, path + " states both rent_usd_per_gpu_hour and quality",
                            "exactly one: quality is solved from the rent");
  if (!chip.rent_usd_per_gpu_hour && !chip.quality)
    return checker.complain(chip.name.place, path + " states neither rent_usd_per_gpu_hour nor quality",
                            "exactly one of them");
  if (!chip.rent_usd_per_gpu_hour) return;
  const Number& rent = *chip.rent_usd_per_gpu_hour;
  if (rent.value < chip.running_cost_usd_per_gpu_hour.value)
    checker.complain(rent.place,
                     fmt::format("{} rents at {}, under its running cost of {}", path, number_text(rent),
                                 number_text(chip.running_cost_usd_per_gpu_hour)),
                     "a rent of at least the running cost: the chip would idle and no such rent be seen");
  if (chip.installed_units.value <= 0)
    checker.complain(chip.name.place, path + " states a rent, but none is installed",
                     "installed_units above 0, or a quality in place of the rent");
}

void check_release(Checker& checker, const Chip& chip) {
  const std::string path = "chip." + chip.name.text;
  const Month start = checker.world.start.month;
  if (!known(chip.release) || !known(checker.world.start)) return;
  if (chip.release.month > start && chip.installed_units.value > 0)
    checker.complain(chip.installed_units.place,
                     fmt::format("{} is installed but released only in {}", path, to_string(chip.release.month)),
                     "installed_units = 0 before the release");
  if (chip.arrivals.rows.empty()) return;
  const Month first = chip.arrivals.rows.front().month;
  if (first < start)
    checker.complain(chip.arrivals.place,
                     fmt::format("{}.arrivals begin in {}, before the start", path, to_string(first)),
                     fmt::format("months from {} on; what came before is in installed_units", to_string(start)));
  else if (first < chip.release.month)
    checker.complain(chip.arrivals.place,
                     fmt::format("{}.arrivals begin in {}, before its release in {}", path, to_string(first),
                                 to_string(chip.release.month)),
                     "no arrivals before the release");
}

/// A chip may wait for one released no later; following in a circle would never end.
void check_follows(Checker& checker, const Chip& chip) {
  if (!chip.follows) return;
  const std::string path = "chip." + chip.name.text;
  std::string chain = chip.name.text;
  const Chip* leader = &chip;
  for (std::size_t step = 0; leader && leader->follows && step <= checker.world.chip.size(); ++step) {
    leader = checker.find(checker.world.chip, *leader->follows);
    if (!leader) return;
    chain += " follows " + leader->name.text;
    if (leader == &chip)
      return checker.complain(chip.follows->place, "chips follow each other in a circle: " + chain, "no circle");
  }
  const Chip* direct = checker.find(checker.world.chip, *chip.follows);
  if (direct && known(direct->release) && known(chip.release) && direct->release.month > chip.release.month)
    checker.complain(chip.follows->place,
                     fmt::format("{} is released in {}, before {}, which it follows, in {}", path,
                                 to_string(chip.release.month), direct->name.text, to_string(direct->release.month)),
                     "a chip released no later");
}

void check_chips_together(Checker& checker) {
  const World& world = checker.world;
  const Place whole{world.files.empty() ? "" : world.files.front(), 0, 0};
  if (world.chip.empty()) return checker.complain(whole, "the world has no chip", "at least one table [chip.NAME]");
  const bool frontier = std::any_of(world.chip.begin(), world.chip.end(), [&](const Chip& chip) {
    return chip.frontier && chip.release.month <= world.start.month;
  });
  const bool dated = known(world.start) && std::all_of(world.chip.begin(), world.chip.end(),
                                                       [](const Chip& chip) { return known(chip.release); });
  if (dated && !frontier)
    checker.complain(whole, "no chip is both frontier and released at the start",
                     "at least one chip with frontier = true: its price sets the free-entry rent");
}

}  // namespace

void check_market(Checker& checker) {
  const Market& market = checker.world.market;
  if (market.substitution.value <= market.demand_elasticity.value)
    checker.complain(market.substitution.place,
                     fmt::format("market.substitution is {}, not above market.demand_elasticity of {}",
                                 number_text(market.substitution), number_text(market.demand_elasticity)),
                     "generations to be closer substitutes for one another than compute is for all else");
  if (const Chip* reference = checker.find(checker.world.chip, market.reference_chip);
      reference && known(market.reference_chip) && !reference->rent_usd_per_gpu_hour)
    checker.complain(market.reference_chip.place,
                     fmt::format("market.reference_chip {} states no rent", market.reference_chip.text),
                     "a chip with rent_usd_per_gpu_hour");
  for (const Chip& chip : checker.world.chip) {
    check_rent(checker, chip);
    check_release(checker, chip);
    check_follows(checker, chip);
  }
  check_chips_together(checker);
}

}  // namespace waferline
