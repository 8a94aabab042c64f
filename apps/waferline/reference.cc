#include "waferline/world/reference.h"

#include <fmt/core.h>

#include "apps/waferline/console.h"
#include "apps/waferline/exit_codes.h"
#include "apps/waferline/verb.h"
#include "waferline/numeric/levels.h"
#include "waferline/report/json_numbers.h"
#include "waferline/store/manifest.h"
#include "waferline/world/schema.h"

namespace waferline::app {

namespace {

int say_reference(const std::string& noun) {
  if (noun.empty()) {
    say(reference_page());
    return exit_done;
  }
  const std::string help = noun_help(noun);
  if (!help.empty()) {
    say(help);
    return exit_done;
  }
  std::string known;
  for (const std::string& path : noun_paths()) known += (known.empty() ? "" : ", ") + path;
  complain(fmt::format("'{}' is not a noun of the world file; it has {}.", noun, known));
  return exit_usage;
}

}  // namespace

Verb add_reference(CLI::App& app) {
  const auto noun = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("reference", "every key of the world file: unit, range, default, meaning");
  command->add_option("NOUN", *noun, "only this one, e.g. facility or facility.covenant");
  command->footer("Example:\n  waferline reference facility.covenant");
  return {command, [noun] { return say_reference(*noun); }};
}

Verb add_schema(CLI::App& app) {
  CLI::App* command = app.add_subcommand("schema", "print the JSON Schema of the world file, for editors");
  command->footer("Example:\n  waferline schema > waferline.schema.json");
  return {command, [] {
            say(json_text(world_schema(), 2));
            return exit_done;
          }};
}

Verb add_version(CLI::App& app) {
  CLI::App* command = app.add_subcommand("version", "print the version, the compiler and the CPU level used");
  return {
      command, [] {
        say(fmt::format("waferline {} ({}, CPU level {})", WAFERLINE_VERSION, compiler_name(), name_of(best_level())));
        return exit_done;
      }};
}

}  // namespace waferline::app
