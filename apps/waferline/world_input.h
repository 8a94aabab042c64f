/// What a verb reads before it can do anything: the world, its plan, and what the market says of it.
#pragma once

#include <CLI/CLI.hpp>
#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "waferline/engine/plan.h"
#include "waferline/report/market_prices.h"
#include "waferline/world/world.h"

namespace waferline::app {

struct WorldInput {
  World world;
  std::unique_ptr<const Plan> plan;
  std::vector<MarketPrice> market_prices;
  std::vector<std::string> files;  ///< everything that was read
};

/// All problems at once where they can be told together.
std::expected<WorldInput, Problems> read_world(const std::string& file_or_folder,
                                               const std::vector<std::string>& overrides);

/// Adds the argument WORLD and the option --set.
void add_world_options(CLI::App& command, std::string& world, std::vector<std::string>& overrides);

/// "coreweave-ddtl3": what a run's folder is called after.
std::string world_name(const std::string& file_or_folder);

}  // namespace waferline::app
