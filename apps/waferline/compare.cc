#include <fmt/core.h>

#include <cmath>

#include "apps/waferline/console.h"
#include "apps/waferline/exit_codes.h"
#include "apps/waferline/simulation.h"
#include "apps/waferline/verb.h"
#include "apps/waferline/world_input.h"
#include "waferline/report/json_numbers.h"
#include "waferline/report/paired.h"
#include "waferline/report/words.h"
#include "waferline/store/run_folder.h"

namespace waferline::app {

namespace {

struct CompareChoices {
  std::string world_a, world_b, out;
  std::vector<std::string> overrides_a, overrides_b;
  SimulationChoices simulation;
  bool json = false, all = false;
};

struct Side {
  WorldInput input;
  RunFolder folder;
  FolderLock lock;  ///< held until the paths of both sides have been compared
  Simulation simulation;
};

/// The error is an exit code; what went wrong has been said.
std::expected<Side, int> run_side(WorldInput input, const RunOptions& options, const std::filesystem::path& folder) {
  auto lock = FolderLock::take(folder);
  if (!lock) return std::unexpected(report_failure(lock.error()));
  auto simulation = simulate(*input.plan, options, folder);
  if (!simulation) return std::unexpected(simulation.error());
  return Side{
      .input = std::move(input), .folder = {folder}, .lock = std::move(*lock), .simulation = std::move(*simulation)};
}

std::string described(const std::string& world, const std::vector<std::string>& overrides) {
  std::string text = world;
  for (const std::string& override : overrides) text += " --set " + override;
  return text;
}

bool is_mean(const PairedFigure& figure) { return figure.name.ends_with(".mean"); }

std::string in_words(const CompareChoices& choices, const Side& a, const std::vector<PairedFigure>& figures) {
  const Results& results = a.simulation.results;
  std::string text = fmt::format(
      "a: {}\nb: {}\n{} paths, seed {}, the same random numbers\n\n", described(choices.world_a, choices.overrides_a),
      described(choices.world_b, choices.overrides_b), count_words(static_cast<double>(results.paths)), results.seed);
  std::vector<std::vector<std::string>> rows = {{"figure", "a", "b", "b - a, with its error", "errors"}};
  for (const PairedFigure& figure : figures) {
    if (!choices.all && is_mean(figure)) continue;
    const double errors = figure.difference / figure.standard_error;
    rows.push_back({figure.name, figure_words(figure.a, std::nan(""), figure.unit),
                    figure_words(figure.b, std::nan(""), figure.unit),
                    figure_words(figure.difference, figure.standard_error, figure.unit),
                    std::isfinite(errors) ? fmt::format("{:.1f}", errors) : "-"});
  }
  if (rows.size() == 1) return text + "The worlds have no facility of the same name; --all shows what else they share.";
  return text + table(rows) +
         "\nThe error of a difference is paired, path by path; the last column counts how many it is.";
}

Json side_json(const std::string& world, const std::vector<std::string>& overrides, const Side& side) {
  return {{"world", world},
          {"set", overrides},
          {"digest", side.simulation.results.digest},
          {"folder", side.folder.folder.string()}};
}

std::string as_json(const CompareChoices& choices, const Side& a, const Side& b,
                    const std::vector<PairedFigure>& figures) {
  const auto exact = [](double value) { return std::isfinite(value) ? Json(value) : Json(); };
  Json json = {{"a", side_json(choices.world_a, choices.overrides_a, a)},
               {"b", side_json(choices.world_b, choices.overrides_b, b)},
               {"paths", a.simulation.results.paths},
               {"seed", a.simulation.results.seed},
               {"differences", Json::array()}};
  for (const PairedFigure& figure : figures)
    json["differences"].push_back({{"name", figure.name},
                                   {"unit", figure.unit},
                                   {"a", exact(figure.a)},
                                   {"b", exact(figure.b)},
                                   {"difference", exact(figure.difference)},
                                   {"standard_error", exact(figure.standard_error)}});
  return json_text(json);
}

int compare(CompareChoices choices) {
  if (choices.world_b.empty()) {
    if (choices.overrides_b.empty() && choices.overrides_a.empty()) {
      complain("there is nothing to compare with: name a second world, or give --set and --against.");
      return exit_usage;
    }
    choices.world_b = choices.world_a;
  }
  const auto options = run_options(choices.simulation);
  if (!options) return exit_usage;
  const std::filesystem::path folder =
      choices.out.empty()
          ? std::filesystem::path(fmt::format("runs/compare-{}-{}", world_name(choices.world_a), options->seed))
          : std::filesystem::path(choices.out);
  auto world_a = read_world(choices.world_a, choices.overrides_a);
  auto world_b = read_world(choices.world_b, choices.overrides_b);
  if (!world_a || !world_b) {
    Problems problems;
    for (const auto* world : {&world_a, &world_b})
      if (!*world) problems.insert(problems.end(), world->error().begin(), world->error().end());
    return report_problems(problems);
  }
  const auto a = run_side(std::move(*world_a), *options, folder / "a");
  if (!a) return a.error();
  const auto b = run_side(std::move(*world_b), *options, folder / "b");
  if (!b) return b.error();
  const auto figures = paired_differences({*a->input.plan, a->simulation.results, a->folder.paths()},
                                          {*b->input.plan, b->simulation.results, b->folder.paths()});
  if (!figures) return report_failure(figures.error());
  say(choices.json ? as_json(choices, *a, *b, *figures) : in_words(choices, *a, *figures));
  return exit_done;
}

}  // namespace

Verb add_compare(CLI::App& app) {
  const auto choices = std::make_shared<CompareChoices>();
  CLI::App* command =
      app.add_subcommand("compare", "two worlds, or two settings of one, on the same random numbers: what differs");
  command->add_option("WORLD_A", choices->world_a, "a folder with a world.toml, or such a file")->required();
  command->add_option("WORLD_B", choices->world_b, "another; without it, WORLD_A with the settings of --against");
  command->add_option("--set", choices->overrides_a, "override a number of a")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  command->add_option("--against", choices->overrides_b, "override a number of b")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  add_simulation_options(*command, choices->simulation);
  command->add_option("--out", choices->out, "folder for both runs [runs/compare-WORLD-SEED]")->type_name("DIR");
  command->add_flag("--all", choices->all, "also the mean of every outcome of a path");
  command->add_flag("--json", choices->json, "print everything as JSON");
  command->footer(
      "Examples:\n"
      "  waferline compare worlds/coreweave-ddtl3 --against customer.openai.annual_default_probability=0.06\n"
      "  waferline compare worlds/coreweave-ddtl3 --set facility.ddtl3.guarantee_share=0 --against "
      "facility.ddtl3.guarantee_share=1");
  return {command, [choices] { return compare(*choices); }};
}

}  // namespace waferline::app
