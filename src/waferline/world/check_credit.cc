// Fleets and leases: dates that can be, parts that add up, keys that belong to the type.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "waferline/base/text.h"
#include "waferline/world/checker.h"

namespace waferline {

namespace {

constexpr double chip_life_years = 12;  ///< no data-centre accelerator has been rented out for longer

struct Part {
  std::string_view key;
  bool stated;
  Place place;
};

std::vector<Part> contract_keys(const Lease& lease) {
  return {{"customer", lease.customer.has_value(), lease.customer ? lease.customer->place : Place{}},
          {"rent_usd_per_gpu_hour", lease.rent_usd_per_gpu_hour.has_value(),
           lease.rent_usd_per_gpu_hour ? lease.rent_usd_per_gpu_hour->place : Place{}},
          {"ends", lease.ends.stated, lease.ends.place},
          {"vacancy_mean_months", lease.vacancy_mean_months.stated, lease.vacancy_mean_months.place},
          {"release_term_months", lease.release_term_months.stated, lease.release_term_months.place}};
}

void check_type(Checker& checker, const Lease& lease) {
  const std::string path = "lease." + lease.name.text;
  const bool contract = lease.type == LeaseType::take_or_pay;
  std::vector<Part> parts = contract_keys(lease);
  if (contract) {
    for (const Part& part : parts)
      if (!part.stated)
        checker.complain(lease.name.place, fmt::format("{} is take-or-pay and has no {}", path, part.key),
                         "it stated: every take-or-pay lease needs it");
    if (lease.utilisation.stated)
      checker.complain(lease.utilisation.place, fmt::format("{} is take-or-pay and states utilisation", path),
                       "none: it is paid whether used or not");
    return;
  }
  parts.push_back({"starts", lease.starts.stated, lease.starts.place});
  parts.push_back({"release_discount", lease.release_discount.stated, lease.release_discount.place});
  parts.push_back({"breach_probability", lease.breach_probability.stated, lease.breach_probability.place});
  parts.push_back({"credit_share", lease.credit_share.stated, lease.credit_share.place});
  for (const Part& part : parts)
    if (part.stated)
      checker.complain(part.place, fmt::format("{} is on-demand and states {}", path, part.key),
                       "none: there is no contract it could belong to");
}

void check_dates(Checker& checker, const Lease& lease) {
  const std::string path = "lease." + lease.name.text;
  if (lease.type != LeaseType::take_or_pay || !checker.has_run()) return;
  if (lease.starts.stated && known(lease.starts) && lease.starts.month > checker.last_month())
    checker.complain(lease.starts.place,
                     fmt::format("{} starts in {}, after the run", path, to_string(lease.starts.month)),
                     fmt::format("a month up to {}", to_string(checker.last_month())));
  if (!lease.ends.stated || !known(lease.ends)) return;
  if (lease.starts.stated && known(lease.starts) && lease.ends.month <= lease.starts.month)
    return checker.complain(lease.ends.place,
                            fmt::format("{} ends in {}, not after it starts in {}", path, to_string(lease.ends.month),
                                        to_string(lease.starts.month)),
                            "a later month");
  if (lease.ends.month <= checker.world.start.month)
    return checker.complain(lease.ends.place,
                            fmt::format("{} ends in {}, before the run begins", path, to_string(lease.ends.month)),
                            fmt::format("a month after {}", to_string(checker.world.start.month)));
  for (const Name& name : lease.fleet) {
    const Fleet* fleet = checker.find(checker.world.fleet, name);
    if (!fleet || !known(fleet->in_service)) continue;
    if (lease.ends.month <= fleet->in_service.month)
      checker.complain(lease.ends.place,
                       fmt::format("{} ends in {}, before fleet {} is in service in {}", path,
                                   to_string(lease.ends.month), name.text, to_string(fleet->in_service.month)),
                       "a later month");
    double life_years = chip_life_years;
    for (const Facility& facility : checker.world.facility)
      for (const Name& pledged : facility.fleet)
        if (pledged.text == name.text && known(facility.depreciation_years))
          life_years = std::max(life_years, facility.depreciation_years.value);
    const Month death = add_months(fleet->in_service.month, static_cast<int>(std::ceil(12 * life_years)));
    if (lease.ends.month > death)
      checker.complain(
          lease.ends.place,
          fmt::format("{} ends in {}, when the chips of fleet {} are dead", path, to_string(lease.ends.month),
                      name.text),
          fmt::format("a month up to {}, {} years after it enters service", to_string(death), number_text(life_years)));
  }
}

/// A lease keeps its chips when it ends (they are let again), so shares add up over all leases of a fleet, whatever
/// their dates.
void check_shares(Checker& checker) {
  for (const Fleet& fleet : checker.world.fleet) {
    double let = 0;
    for (const Lease& lease : checker.world.lease) {
      const bool rents = std::any_of(lease.fleet.begin(), lease.fleet.end(),
                                     [&](const Name& name) { return name.text == fleet.name.text; });
      if (!rents || !known(lease.share)) continue;
      const double before = let;
      let += lease.share.value;
      constexpr double rounding = 1e-9;
      if (let > 1 + rounding && before <= 1 + rounding)
        checker.complain(lease.name.place,
                         fmt::format("leases of fleet {} take {} of it with lease.{}", fleet.name.text,
                                     number_text(let), lease.name.text),
                         "shares that add up to at most 1",
                         "a lease keeps its chips after it ends: they are let again");
    }
  }
}

}  // namespace

void check_fleets(Checker& checker) {
  for (const Fleet& fleet : checker.world.fleet) {
    const std::string path = "fleet." + fleet.name.text;
    if (!known(fleet.in_service) || !checker.has_run()) continue;
    const Month month = fleet.in_service.month;
    if (month > checker.last_month())
      checker.complain(fleet.in_service.place,
                       fmt::format("{} enters service in {}, after the run", path, to_string(month)),
                       fmt::format("a month up to {}", to_string(checker.last_month())));
    if (months_between(month, checker.world.start.month) > 12 * chip_life_years)
      checker.complain(fleet.in_service.place,
                       fmt::format("{} entered service in {}, when its chips are long dead", path, to_string(month)),
                       fmt::format("at most {} years before the start", number_text(chip_life_years)));
    const Chip* chip = checker.find(checker.world.chip, fleet.chip);
    if (chip && known(chip->release) && month < chip->release.month)
      checker.complain(fleet.in_service.place,
                       fmt::format("{} enters service in {}, before {} is released in {}", path, to_string(month),
                                   chip->name.text, to_string(chip->release.month)),
                       "a month from the release on");
  }
}

void check_leases(Checker& checker) {
  for (const Lease& lease : checker.world.lease) {
    check_type(checker, lease);
    check_dates(checker, lease);
  }
  check_shares(checker);
}

}  // namespace waferline
