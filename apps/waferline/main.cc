#include <array>
#include <exception>
#include <new>
#include <system_error>

#include "apps/waferline/console.h"
#include "apps/waferline/exit_codes.h"
#include "apps/waferline/verb.h"

namespace {

using namespace waferline::app;  // NOLINT(google-build-using-namespace): this file is the program

/// CLI11's own codes tell kinds of misuse apart; the shell is told 2 for all of them.
int usage_error(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) {
    app.exit(error);  // --help: prints it
    return exit_done;
  }
  complain(error.what());
  complain("see waferline --help, or waferline VERB --help.");
  return exit_usage;
}

int run_program(int argc, char** argv) {
  CLI::App app("Waferline: what a loan against AI chips is expected to lose, and why, from one text file.",
               "waferline");
  app.require_subcommand(1);
  app.footer(
      "Start with:\n"
      "  waferline check worlds/coreweave-ddtl3\n"
      "  waferline run worlds/coreweave-ddtl3            writes runs/coreweave-ddtl3-1/report.html\n"
      "  waferline replay worlds/coreweave-ddtl3 --path 7\n\n"
      "Exit codes: 0 done, 2 usage, 3 the world file, 4 the system (disk, permission), 70 a fault of Waferline's,\n"
      "130 interrupted.");
  const std::array verbs = {add_run(app),    add_check(app),  add_explain(app),   add_replay(app), add_compare(app),
                            add_report(app), add_schema(app), add_reference(app), add_version(app)};
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return usage_error(app, error);
  }
  for (const Verb& verb : verbs)
    if (verb.command->parsed()) return finish(verb.action());
  return exit_usage;
}

}  // namespace

int main(int argc, char** argv) {
  hold_standard_streams();
  try {
    return run_program(argc, argv);
  } catch (const std::bad_alloc&) {
    complain("the system has not enough memory for this run.");
    return exit_environment;
  } catch (const std::system_error& error) {
    complain(std::string("the system refuses: ") + error.what() + "; fewer --threads may help.");
    return exit_environment;
  } catch (const std::exception& error) {
    complain(std::string("a fault of Waferline's own: ") + error.what() + "; please report it.");
    return exit_bug;
  }
}
