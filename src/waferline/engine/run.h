/// Runs the paths of a plan, in waves of blocks over threads, and leaves a run folder that a later call can carry on.
///
/// The result of a block is a pure function of (plan, seed, block), sums are exact and paths are written in order, so
/// the outcome does not depend on threads, CPU level, or whether the run was interrupted and resumed.
///
///     RunOptions options{.paths = 100'000, .seed = 1, .threads = 2};
///     auto summary = run_paths(plan, options, "runs/x", hooks);   // writes runs/x/paths.bin and runs/x/checkpoint.bin
///     Results results = *summarise(plan, options.seed, *summary, "runs/x");
#pragma once

#include <atomic>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <string>

#include "waferline/engine/bands.h"
#include "waferline/engine/plan.h"
#include "waferline/engine/results.h"
#include "waferline/numeric/levels.h"

namespace waferline {

struct RunOptions {
  std::uint64_t paths = 100'000;
  std::uint64_t seed = 1;
  int threads = 0;  ///< 0: as many as the machine offers; never more than there are blocks
  Level level = best_level();
  bool fresh = false;  ///< start over even if the folder holds an unfinished or smaller run of the same plan
};

struct Progress {
  std::uint64_t done = 0, total = 0;  ///< paths
  std::uint64_t resumed_from = 0;     ///< paths that an earlier call had finished
  double seconds = 0;                 ///< since this call began
};

struct RunHooks {
  std::function<void(const Progress&)> progress;   ///< after each wave; may be empty
  const std::atomic<bool>* interrupted = nullptr;  ///< set by a signal handler
};

/// Why a run did not finish. `environment` is disk or permissions, `bug` a broken conservation law.
struct RunFailure {
  enum class Kind { interrupted, environment, bug } kind;
  std::string message;
};

struct RunSummary {
  Progress progress;
  Bands bands;
  double worst_imbalance = 0;
};

/// The name under which a folder's checkpoint belongs to a run: equal for equal plans and seeds.
std::string run_fingerprint(const Plan& plan, std::uint64_t seed);

std::expected<RunSummary, RunFailure> run_paths(const Plan& plan, const RunOptions& options,
                                                const std::filesystem::path& folder, const RunHooks& hooks);

}  // namespace waferline
