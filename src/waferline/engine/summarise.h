/// From a finished run to results: bands from the recorded months, everything else from the path file in path order.
///
/// Two passes over the path file. The first counts, sums and finds the tail; the second compares bad paths with all
/// paths and picks those worth replaying. Memory does not grow with paths.
#pragma once

#include <expected>
#include <filesystem>

#include "waferline/base/file.h"
#include "waferline/engine/plan.h"
#include "waferline/engine/results.h"
#include "waferline/engine/run.h"

namespace waferline {

std::expected<Results, FileFailure> summarise(const Plan& plan, std::uint64_t seed, const RunSummary& run,
                                              const std::filesystem::path& folder);

}  // namespace waferline
