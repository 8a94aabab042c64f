#include <fmt/core.h>

#include <algorithm>

#include "apps/waferline/console.h"
#include "apps/waferline/exit_codes.h"
#include "apps/waferline/verb.h"
#include "apps/waferline/world_input.h"
#include "waferline/report/json_numbers.h"
#include "waferline/world/describe.h"

namespace waferline::app {

namespace {

struct CheckChoices {
  std::string world;
  std::vector<std::string> overrides;
  bool json = false;
};

Json problems_json(const Problems& problems) {
  Json list = Json::array();
  for (const Problem& problem : problems)
    list.push_back({{"file", problem.place.file},
                    {"line", problem.place.line},
                    {"column", problem.place.column},
                    {"what", problem.what},
                    {"expected", problem.expected},
                    {"hint", problem.hint}});
  return list;
}

std::string counts(const World& world) {
  const std::vector<Assumption> numbers = assumptions(world);
  const auto stated = std::count_if(numbers.begin(), numbers.end(), [](const Assumption& a) { return a.stated; });
  const auto bare =
      std::count_if(numbers.begin(), numbers.end(), [](const Assumption& a) { return a.stated && !a.sourced(); });
  return fmt::format(
      "{} chips, {} fleets, {} leases, {} facilities; {} of {} numbers stated, {} of those without a source",
      world.chip.size(), world.fleet.size(), world.lease.size(), world.facility.size(), stated, numbers.size(), bare);
}

int check(const CheckChoices& choices) {
  const auto input = read_world(choices.world, choices.overrides);
  if (choices.json) {
    const Json json = {{"ok", input.has_value()}, {"problems", input ? Json::array() : problems_json(input.error())}};
    say(json_text(json, 2));
    return input ? exit_done : exit_bad_input;
  }
  if (!input) return report_problems(input.error());
  say(fmt::format("{}: no problems ({}).", choices.world, counts(input->world)));
  return exit_done;
}

}  // namespace

Verb add_check(CLI::App& app) {
  const auto choices = std::make_shared<CheckChoices>();
  CLI::App* command = app.add_subcommand("check", "read a world and name every problem at its place; run nothing");
  add_world_options(*command, choices->world, choices->overrides);
  command->add_flag("--json", choices->json, "print the problems as JSON");
  command->footer("Example:\n  waferline check worlds/coreweave-ddtl3");
  return {command, [choices] { return check(*choices); }};
}

}  // namespace waferline::app
