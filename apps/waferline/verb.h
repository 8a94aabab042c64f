/// A verb of the command line: its options, and what it does once they are read.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace waferline::app {

struct Verb {
  CLI::App* command = nullptr;
  std::function<int()> action;  ///< returns an exit code
};

Verb add_run(CLI::App& app);
Verb add_check(CLI::App& app);
Verb add_explain(CLI::App& app);
Verb add_replay(CLI::App& app);
Verb add_compare(CLI::App& app);
Verb add_report(CLI::App& app);
Verb add_schema(CLI::App& app);
Verb add_reference(CLI::App& app);
Verb add_version(CLI::App& app);

}  // namespace waferline::app
