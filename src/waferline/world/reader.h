/// A world from its files: read, resolved, checked, with every problem found in one pass.
///
///     auto world = load_world("worlds/coreweave-ddtl3", {"facility.ddtl3.margin_bp=450"});
///     if (!world) for (const Problem& problem : world.error()) fmt::print("{}\n", to_string(problem));
///
/// A world that is returned has been read whole and checked (check.h). The environment's faults (a missing file, a
/// folder that cannot be read) are problems too, at the place that names the file.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "waferline/base/problem.h"
#include "waferline/world/files.h"
#include "waferline/world/world.h"

namespace waferline {

/// A folder means its world.toml.
std::expected<World, Problems> load_world(const std::filesystem::path& file_or_folder,
                                          const std::vector<std::string>& overrides = {});

/// The same with files from elsewhere than the disk.
std::expected<World, Problems> load_world_from(const FileSource& source, const std::filesystem::path& file,
                                               const std::vector<std::string>& overrides = {});

/// A world from text alone; includes and tables in files are reported as missing.
std::expected<World, Problems> load_world_text(std::string_view text, const std::vector<std::string>& overrides = {});

}  // namespace waferline
