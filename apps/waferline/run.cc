#include <fmt/core.h>

#include <chrono>

#include "apps/waferline/clock.h"
#include "apps/waferline/console.h"
#include "apps/waferline/exit_codes.h"
#include "apps/waferline/run_output.h"
#include "apps/waferline/simulation.h"
#include "apps/waferline/to_error.h"
#include "apps/waferline/verb.h"
#include "apps/waferline/world_input.h"
#include "waferline/report/page.h"
#include "waferline/report/report_data.h"
#include "waferline/store/duckdb_store.h"
#include "waferline/store/manifest.h"

namespace waferline::app {

namespace {

struct RunChoices {
  std::string world, out, to_error, of;
  std::vector<std::string> overrides;
  SimulationChoices simulation;
  bool json = false, parquet = false, no_report = false;
};

class Stopwatch {
 public:
  explicit Stopwatch(std::string what) : what_(std::move(what)) {}
  Timing stop() const {
    return {what_, std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count()};
  }

 private:
  std::string what_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

std::string command_of(const RunChoices& choices, std::uint64_t paths) {
  std::string text =
      fmt::format("waferline run {} --paths {} --seed {}", choices.world, paths, choices.simulation.seed);
  for (const std::string& override : choices.overrides) text += " --set " + override;
  return text;
}

Manifest manifest_of(const RunChoices& choices, const WorldInput& input, std::vector<FileHash> hashes,
                     const RunOptions& options, const Simulation& simulation) {
  const Results& results = simulation.results;
  Manifest manifest{.version = WAFERLINE_VERSION,
                    .title = input.world.title,
                    .start = results.start,
                    .months = results.months,
                    .command = command_of(choices, results.paths),
                    .world_files = std::move(hashes),
                    .overrides = choices.overrides,
                    .seed = results.seed,
                    .paths = results.paths,
                    .resumed_from = simulation.summary.progress.resumed_from,
                    .threads = threads_used(options),
                    .level = std::string(name_of(options.level)),
                    .compiler = compiler_name(),
                    .digest = results.digest,
                    .path_fields = {},
                    .out_of_range = results.out_of_range,
                    .worst_imbalance = results.worst_imbalance,
                    .timings = {{"simulate", simulation.simulate_seconds}, {"summarise", simulation.summarise_seconds}},
                    .started = {},
                    .finished = {}};
  for (const Observable& outcome : input.plan->outcomes) manifest.path_fields.push_back({outcome.name, outcome.unit});
  return manifest;
}

std::expected<void, FileFailure> write_report(const WorldInput& input, const Results& results, const Manifest& manifest,
                                              const RunOptions& options, const RunFolder& folder) {
  const std::string data = json_text(report_data({.world = input.world,
                                                  .plan = *input.plan,
                                                  .results = results,
                                                  .assumptions = assumptions(input.world),
                                                  .market_prices = input.market_prices,
                                                  .manifest = manifest,
                                                  .run_date = manifest.started.substr(0, 10),
                                                  .level = options.level}));
  if (auto written = write_file(folder.report_data(), data); !written) return written;
  return write_file(folder.report(), report_page(data));
}

/// Everything but the manifest, which is written last: a folder that has one is whole.
std::expected<void, FileFailure> write_results(const RunChoices& choices, const WorldInput& input,
                                               const Results& results, const RunOptions& options,
                                               const RunFolder& folder, Manifest& manifest) {
  const Stopwatch storing("store");
  auto done = store_results(folder.database(), *input.plan, results, assumptions(input.world), folder.paths());
  if (done && choices.parquet) done = export_parquet(folder.database(), folder.parquet());
  if (!done) return done;
  manifest.timings.push_back(storing.stop());
  if (choices.no_report) return {};
  const Stopwatch reporting("report");
  done = write_report(input, results, manifest, options, folder);
  manifest.timings.push_back(reporting.stop());
  return done;
}

int run(const RunChoices& choices) {
  const std::string started = utc_now();
  auto options = run_options(choices.simulation);
  if (!options) return exit_usage;
  std::optional<ErrorGoal> goal;
  if (!choices.to_error.empty()) {
    goal = parse_error_goal(choices.to_error, choices.of);
    if (!goal || choices.of.empty()) {
      complain("--to-error takes a share such as 1% or a number such as 0.001, and --of names the figure.");
      return exit_usage;
    }
    constexpr std::uint64_t most_unless_said = 1'000'000;
    if (!choices.simulation.paths_given) options->paths = most_unless_said;
  }
  const auto input = read_world(choices.world, choices.overrides);
  if (!input) return report_problems(input.error());
  auto hashes = hash_files(input->files);
  if (!hashes) return report_failure(hashes.error());

  const RunFolder folder{choices.out.empty()
                             ? fmt::format("runs/{}-{}", world_name(choices.world), choices.simulation.seed)
                             : choices.out};
  const auto lock = FolderLock::take(folder.folder);
  if (!lock) return report_failure(lock.error());
  // What an earlier run left is not this one's, should this one be stopped or leave out its report.
  std::error_code error;
  for (const auto& file : {folder.manifest(), folder.database(), folder.report_data(), folder.report()})
    std::filesystem::remove(file, error);

  const auto simulation = goal ? simulate_to_error(*input->plan, *options, *goal, folder.folder)
                               : simulate(*input->plan, *options, folder.folder);
  if (!simulation) return simulation.error();
  Manifest manifest = manifest_of(choices, *input, std::move(*hashes), *options, *simulation);
  manifest.started = started;
  const auto written = write_results(choices, *input, simulation->results, *options, folder, manifest);
  if (!written) return report_failure(written.error());
  manifest.finished = utc_now();
  if (auto last = write_manifest(folder.manifest(), manifest); !last) return report_failure(last.error());
  const bool with_report = !choices.no_report;
  say(choices.json ? run_as_json(*simulation, folder, with_report)
                   : run_in_words(*input, *simulation, folder, with_report));
  return exit_done;
}

}  // namespace

Verb add_run(CLI::App& app) {
  const auto choices = std::make_shared<RunChoices>();
  CLI::App* command = app.add_subcommand("run", "simulate a world and write its report, results and manifest");
  add_world_options(*command, choices->world, choices->overrides);
  add_simulation_options(*command, choices->simulation);
  CLI::Option* to_error =
      command
          ->add_option("--to-error", choices->to_error,
                       "run until the figure of --of has this standard error: 1% of itself, or 0.001")
          ->type_name("E");
  command->add_option("--of", choices->of, "the figure of --to-error, e.g. facility.ddtl3.pd")
      ->type_name("FIGURE")
      ->needs(to_error);
  command->add_option("--out", choices->out, "folder for everything it writes [runs/WORLD-SEED]")->type_name("DIR");
  command->add_flag("--json", choices->json, "print all figures as JSON");
  command->add_flag("--parquet", choices->parquet, "also write every table as Parquet, in DIR/parquet");
  command->add_flag("--no-report", choices->no_report, "leave out report.html");
  command->footer(
      "The folder then holds report.html (one offline page), results.duckdb (figures, bands, one row a path),\n"
      "manifest.json and paths.bin. Ctrl-C keeps what is done; the same command carries on to the same digest, and "
      "more\n"
      "--paths extend a finished run.\n\n"
      "Examples:\n"
      "  waferline run worlds/coreweave-ddtl3\n"
      "  waferline run worlds/coreweave-ddtl3 --set facility.ddtl3.margin_bp=450 --out runs/dearer\n"
      "  waferline run worlds/coreweave-ddtl3 --to-error 2% --of facility.ddtl3.expected_loss --json");
  return {command, [choices] { return run(*choices); }};
}

}  // namespace waferline::app
