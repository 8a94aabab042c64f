/// The path file: the outcomes of every path, in order, as little-endian doubles, path after path.
///
///     auto read = for_each_path(folder / "paths.bin", plan.outcomes.size(), [&](std::uint64_t path, const double* row)
///     {...});
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>

#include "waferline/base/file.h"

namespace waferline {

/// Calls `visit(path, fields)` for the first `paths` paths. Reads in pieces: memory does not grow with the file.
/// Fails if the file is shorter than that.
std::expected<void, FileFailure> for_each_path(const std::filesystem::path& file, std::size_t fields,
                                               std::uint64_t paths,
                                               const std::function<void(std::uint64_t, const double*)>& visit);

}  // namespace waferline
