#include <fmt/core.h>

#include "apps/waferline/console.h"
#include "apps/waferline/exit_codes.h"
#include "apps/waferline/verb.h"
#include "apps/waferline/world_input.h"
#include "waferline/report/facility_words.h"
#include "waferline/report/json_numbers.h"
#include "waferline/world/describe.h"

namespace waferline::app {

namespace {

struct ExplainChoices {
  std::string world;
  std::vector<std::string> overrides;
  bool json = false;
};

void explain_facility(const World& world, const Facility& facility) {
  say(fmt::format("\nFacility {}\n", facility.name.text));
  for (const Term& term : terms_of(world, facility)) {
    if (term.wide) continue;
    say(fmt::format("  {}: {}", term.label, term.value));
    if (!term.source.empty()) say(fmt::format("      source: {}", term.source));
  }
  say("\n  Priority of payments, each month:");
  int number = 1;
  for (const std::string& line : waterfall_words(facility)) say(fmt::format("  {:3}. {}", number++, line));
  say("\n  Covenants:");
  for (const Term& term : covenant_terms(facility)) say(fmt::format("    {}: {}", term.label, term.value));
}

std::string origin(const Assumption& assumption) {
  if (!assumption.stated) return "default";
  if (!assumption.sourced()) return "NO SOURCE";
  if (assumption.prior.empty()) return assumption.source;
  return assumption.source + " [prior: " + assumption.prior + "]";
}

void explain_assumptions(const World& world) {
  say("\nAssumptions\n");
  for (const Assumption& assumption : assumptions(world)) {
    const std::string value =
        assumption.rows > 0 ? fmt::format("{} rows", assumption.rows) : fmt::format("{:.10g}", assumption.value);
    say(fmt::format("  {} = {}{}{}", assumption.path, value, assumption.unit.empty() ? "" : " ", assumption.unit));
    say("      " + origin(assumption));
  }
}

int explain(const ExplainChoices& choices) {
  const auto input = read_world(choices.world, choices.overrides);
  if (!input) return report_problems(input.error());
  const World& world = input->world;
  if (choices.json) {
    say(json_text(resolved_json(world), 2));
    return exit_done;
  }
  say(fmt::format("{}\n{} months from {}, read from:", world.title, world.months.value, to_string(world.start.month)));
  for (const std::string& file : input->files) say("  " + file);
  for (const Facility& facility : world.facility) explain_facility(world, facility);
  explain_assumptions(world);
  return exit_done;
}

}  // namespace

Verb add_explain(CLI::App& app) {
  const auto choices = std::make_shared<ExplainChoices>();
  CLI::App* command =
      app.add_subcommand("explain", "tell a world back: terms, priority of payments, covenants, every number's source");
  add_world_options(*command, choices->world, choices->overrides);
  command->add_flag("--json", choices->json, "print the resolved world as JSON, every default filled in");
  command->footer("Example:\n  waferline explain worlds/coreweave-ddtl3 | less");
  return {command, [choices] { return explain(*choices); }};
}

}  // namespace waferline::app
