/// The table of paths, streamed from the engine's path file in chunks as DuckDB keeps them.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <vector>

#include "waferline/engine/observable.h"
#include "waferline/store/duckdb_session.h"

namespace waferline {

std::expected<void, FileFailure> store_paths(Session& session, const std::vector<Observable>& outcomes,
                                             std::uint64_t paths, const std::filesystem::path& paths_file);

}  // namespace waferline
