#include "waferline/report/rollover_json.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "waferline/report/rollover.h"
#include "waferline/report/words.h"

namespace waferline {

namespace {

Json term(const char* name, const char* label, const char* unit, double value, const std::string& help) {
  return {{"name", name}, {"label", label}, {"unit", unit}, {"value", json_number(value)}, {"standard_error", nullptr},
          {"help", help}};
}

/// The chip that most of the facility's units are.
int largest_chip(const Plan& plan, const FacilityLinks& links) {
  std::vector<double> units(plan.chip_names.size());
  for (int i = 0; i < links.fleet_count; ++i) {
    const auto fleet = static_cast<std::size_t>(links.fleets[static_cast<std::size_t>(i)]);
    units[static_cast<std::size_t>(plan.fleet_chip[fleet])] += plan.fleets[fleet].units;
  }
  return static_cast<int>(std::max_element(units.begin(), units.end()) - units.begin());
}

Json rent_at(const Plan& plan, const Results& results, std::size_t facility, int month) {
  const int chip = largest_chip(plan, plan.facility_links[facility]);
  const std::string& name = plan.chip_names[static_cast<std::size_t>(chip)];
  const Band* rent = find_band(results, "chip." + name + ".rent_usd_per_gpu_hour");
  const bool known = rent != nullptr && month >= 0 && month < results.months;
  const auto at = static_cast<std::size_t>(std::max(0, month));
  return {{"name", "rent_then"},
          {"label", name + " market rent then, median path"},
          {"unit", "usd/gpu-hour"},
          {"value", known ? json_number(rent->p50[at]) : Json()},
          {"standard_error", known ? json_number(rent->p50_error[at]) : Json()},
          {"help", known ? fmt::format("Market rent in {}; one path in twenty is below {}.",
                                       month_words(add_months(plan.start, month)),
                                       figure_words(rent->p05[at], std::nan(""), "usd/gpu-hour"))
                         : "The run does not reach that month."}};
}

Json contracts_json(const World& world, const Plan& plan, const FacilityLinks& links) {
  double all_units = 0;
  for (int i = 0; i < links.fleet_count; ++i)
    all_units += plan.fleets[static_cast<std::size_t>(links.fleets[static_cast<std::size_t>(i)])].units;
  Json list = Json::array();
  int line = 0;
  for (const Lease& lease : world.lease) {
    double chips = 0;
    for (std::size_t i = 0; i < lease.fleet.size(); ++i, ++line) {
      const LinePlan& on = plan.lines[static_cast<std::size_t>(line)];
      const auto end = links.fleets.begin() + links.fleet_count;
      if (std::find(links.fleets.begin(), end, on.fleet) != end) chips += on.chips;
    }
    if (chips <= 0 || lease.type != LeaseType::take_or_pay) continue;
    const std::string who = lease.customer ? lease.customer->text : "nobody";
    list.push_back({{"label", fmt::format("{}, {} chips", who, count_words(chips))},
                    {"ends", to_string(lease.ends.month)},
                    {"share", json_number(all_units > 0 ? chips / all_units : 0)}});
  }
  return list;
}

}  // namespace

Json rollover_json(const World& world, const Plan& plan, const Results& results, std::size_t facility) {
  const Rollover rollover = rollover_of(plan, facility);
  const int tail = rollover.tail_month;
  const std::string when = tail < 0 ? std::string("Every chip is under contract until the loan is repaid as planned.")
                                    : "From " + month_words(add_months(plan.start, tail)) + ", if all goes as planned.";
  constexpr double absent = std::numeric_limits<double>::quiet_NaN();
  Json figures = Json::array();
  figures.push_back(term("tail_balance", "Balance when contracts begin to end", "usd",
                         tail < 0 ? 0 : rollover.tail_balance_usd, when));
  if (tail >= 0) {
    figures.push_back(term("tail_share", "The same over the commitment", "share", rollover.tail_share_of_commitment,
                           "Balance then over the commitment."));
    figures.push_back(term("break_even_release_rent", "Break-even rent of the tail", "usd/gpu-hour",
                           rollover.break_even_release_rent,
                           "Rent at which the chips without a contract cover what is left of running cost and debt "
                           "service."));
  }
  figures.push_back(rent_at(plan, results, facility, tail < 0 ? rollover.repaid_month : tail));
  figures.push_back(term("break_even_rent_of_life", "Break-even rent of the whole loan", "usd/gpu-hour",
                         rollover.break_even_rent_of_life,
                         "Rent at which all chip-hours until repayment cover running cost and debt service."));
  figures.push_back(term("contracted_rent", "Rent under contract", "usd/gpu-hour", rollover.contracted_rent,
                         "Mean over contracted chip-hours until the loan is repaid as planned."));
  const double slack = rollover.contracted_rent / rollover.break_even_rent_of_life;
  figures.push_back(term("rent_cover", "Contracted rent over break-even", "ratio",
                         std::isfinite(slack) ? slack : absent, "The two rents above, one over the other."));
  return {{"contracted_receipts", json_numbers(rollover.contracted_receipts_usd)},
          {"operating_cost", json_numbers(rollover.operating_cost_usd)},
          {"debt_service", json_numbers(rollover.debt_service_usd)},
          {"scheduled_balance", json_numbers(rollover.scheduled_balance_usd)},
          {"contracts", contracts_json(world, plan, plan.facility_links[facility])},
          {"maturity", to_string(world.facility[facility].maturity.month)},
          {"figures", std::move(figures)}};
}

}  // namespace waferline
