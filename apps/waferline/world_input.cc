#include "apps/waferline/world_input.h"

#include <filesystem>

#include "waferline/engine/compile.h"
#include "waferline/world/reader.h"

namespace waferline::app {

namespace fs = std::filesystem;

std::expected<WorldInput, Problems> read_world(const std::string& file_or_folder,
                                               const std::vector<std::string>& overrides) {
  std::error_code error;
  const bool folder = fs::is_directory(file_or_folder, error);
  const fs::path file = folder ? fs::path(file_or_folder) / "world.toml" : fs::path(file_or_folder);
  const fs::path prices_file = market_prices_file(file);

  auto world = load_world(file_or_folder, overrides);
  auto prices = read_market_prices(prices_file);
  Problems problems;
  if (!world) problems = std::move(world.error());
  if (!prices) problems.insert(problems.end(), prices.error().begin(), prices.error().end());
  if (!problems.empty()) return std::unexpected(std::move(problems));

  auto plan = compile(*world);
  if (!plan) return std::unexpected(std::move(plan.error()));
  WorldInput input{
      .world = std::move(*world), .plan = std::move(*plan), .market_prices = std::move(*prices), .files = {}};
  input.files = input.world.files;
  if (fs::exists(prices_file, error)) input.files.push_back(prices_file.string());
  return input;
}

void add_world_options(CLI::App& command, std::string& world, std::vector<std::string>& overrides) {
  command.add_option("WORLD", world, "a folder with a world.toml, or such a file")->required();
  command.add_option("--set", overrides, "override a number, e.g. facility.ddtl3.margin_bp=450")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
}

std::string world_name(const std::string& file_or_folder) {
  std::error_code error;
  fs::path path = fs::absolute(file_or_folder, error).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  if (path.filename() == "world.toml") return path.parent_path().filename().string();
  return fs::is_directory(path, error) ? path.filename().string() : path.stem().string();
}

}  // namespace waferline::app
