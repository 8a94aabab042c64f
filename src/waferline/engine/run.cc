#include "waferline/engine/run.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>

#include "waferline/engine/checkpoint.h"
#include "waferline/engine/digest.h"
#include "waferline/engine/kernels.h"
#include "waferline/engine/path_file.h"
#include "waferline/numeric/worse.h"

namespace waferline {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// A wave is what an uncatchable kill can lose: about half a second of work.
constexpr double wave_seconds = 0.5;
constexpr std::uint64_t widest_wave = 512;

/// One thread's own state and sums; nothing is shared while blocks run.
struct Worker {
  std::unique_ptr<BlockState> state = std::make_unique<BlockState>();
  Bands bands;
  double worst_imbalance = 0;
};

struct Wave {
  std::uint64_t first_block = 0, blocks = 0;
  std::uint64_t paths_end = 0;  ///< paths that count end here
};

/// Runs the blocks of a wave over the workers; returns how many blocks from its front are done.
std::uint64_t run_wave(const Plan& plan, const RunOptions& options, const Wave& wave, std::vector<Worker>& workers,
                       std::vector<double>& outcomes, const std::atomic<bool>* interrupted) {
  const std::size_t fields = plan.outcomes.size();
  const RunBlock run_block = block_kernel(options.level);
  std::atomic<std::uint64_t> next{0};
  const auto work = [&](Worker& worker) {
    while (interrupted == nullptr || !interrupted->load(std::memory_order_relaxed)) {
      const std::uint64_t taken = next.fetch_add(1);
      if (taken >= wave.blocks) return;
      const std::uint64_t block = wave.first_block + taken;
      const std::uint64_t first_path = block * block_width;
      const BlockRequest request{.plan = &plan,
                                 .seed = options.seed,
                                 .block = block,
                                 .lanes = std::min<std::uint64_t>(block_width, wave.paths_end - first_path),
                                 .bands = worker.bands.view(),
                                 .outcomes = outcomes.data() + taken * block_width * fields,
                                 .observer = {}};
      worker.worst_imbalance = worse(worker.worst_imbalance, run_block(request, *worker.state));
    }
  };
  std::vector<std::jthread> threads;
  for (std::size_t w = 1; w < workers.size(); ++w) threads.emplace_back(work, std::ref(workers[w]));
  work(workers[0]);
  threads.clear();  // joins
  return std::min(next.load(), wave.blocks);
}

/// Where a run stands: what its checkpoint says, and the digest that goes on with the next paths.
struct Reached {
  Checkpoint checkpoint;
  Digest path_digest;
};

/// What an earlier call left in the folder that this one can carry on, or the beginning.
Reached carry_on(const Plan& plan, const RunOptions& options, const std::filesystem::path& folder, const Bands& empty) {
  const std::string fingerprint = run_fingerprint(plan, options.seed);
  Reached beginning{{.fingerprint = fingerprint, .path_digest = {}, .paths = 0, .worst_imbalance = 0, .bands = empty},
                    {}};
  if (options.fresh) return beginning;
  auto found = load_checkpoint(folder / "checkpoint.bin", fingerprint, empty);
  // Only whole blocks can be carried on: a smaller finished run with a ragged last block starts over.
  if (!found || found->paths > options.paths || (found->paths < options.paths && found->paths % block_width != 0))
    return beginning;
  Reached reached{std::move(*found), {}};
  const std::size_t fields = plan.outcomes.size();
  const auto read =
      for_each_path(folder / "paths.bin", fields, reached.checkpoint.paths, [&](std::uint64_t, const double* outcomes) {
        reached.path_digest.add(std::as_bytes(std::span(outcomes, fields)));
      });
  const bool whole = read && reached.path_digest.hex() == reached.checkpoint.path_digest;
  return whole ? std::move(reached) : std::move(beginning);
}

/// A thread for each block that is left, up to as many as were asked for.
std::vector<Worker> make_workers(int threads, std::uint64_t blocks_left, const Bands& empty) {
  const std::uint64_t machine = std::max(1U, std::thread::hardware_concurrency());
  const std::uint64_t wanted = threads > 0 ? static_cast<std::uint64_t>(threads) : machine;
  std::vector<Worker> workers(std::clamp(blocks_left, std::uint64_t{1}, wanted));
  for (Worker& worker : workers) worker.bands = empty;
  return workers;
}

void collect(std::vector<Worker>& workers, Checkpoint& into) {
  for (Worker& worker : workers) {
    into.bands.merge(worker.bands);
    worker.bands.clear();
    into.worst_imbalance = worse(into.worst_imbalance, worker.worst_imbalance);
  }
}

/// As many blocks as take about a wave's time, judged by the last wave.
std::uint64_t next_wave(std::uint64_t blocks, double took, std::size_t workers) {
  const double wanted = static_cast<double>(blocks) * wave_seconds / std::max(1e-3, took);
  return std::clamp<std::uint64_t>(static_cast<std::uint64_t>(wanted), workers,
                                   std::max<std::uint64_t>(workers, widest_wave));
}

RunFailure environment(const FileFailure& failure, const Progress& progress) {
  return {RunFailure::Kind::environment,
          fmt::format("{}; {} of {} paths are kept: make room and run the same command again to carry on",
                      failure.message, progress.done, progress.total)};
}

}  // namespace

std::string run_fingerprint(const Plan& plan, std::uint64_t seed) {
  return fmt::format("{}/{}", plan.fingerprint, seed);
}

std::expected<RunSummary, RunFailure> run_paths(const Plan& plan, const RunOptions& options,
                                                const std::filesystem::path& folder, const RunHooks& hooks) {
  const Clock::time_point start = Clock::now();
  const Bands empty(plan.months, plan.banded);
  const std::size_t fields = plan.outcomes.size();
  auto [reached, path_digest] = carry_on(plan, options, folder, empty);
  Progress progress{.done = reached.paths, .total = options.paths, .resumed_from = reached.paths, .seconds = 0};

  auto path_file = AppendFile::open(folder / "paths.bin", reached.paths * fields * sizeof(double));
  if (!path_file) return std::unexpected(environment(path_file.error(), progress));

  const std::uint64_t last_block = (options.paths + block_width - 1) / block_width;
  std::vector<Worker> workers = make_workers(options.threads, last_block - reached.paths / block_width, empty);
  std::vector<double> outcomes;
  std::uint64_t wave_blocks = 4 * workers.size();
  while (progress.done < options.paths) {
    const Clock::time_point wave_start = Clock::now();
    Wave wave{.first_block = progress.done / block_width, .blocks = wave_blocks, .paths_end = options.paths};
    wave.blocks = std::min(wave.blocks, last_block - wave.first_block);
    outcomes.resize(wave.blocks * block_width * fields);

    const std::uint64_t blocks_done = run_wave(plan, options, wave, workers, outcomes, hooks.interrupted);
    collect(workers, reached);
    if (!(reached.worst_imbalance <= 1))
      return std::unexpected(RunFailure{
          RunFailure::Kind::bug,
          fmt::format("cash or units are not conserved in a facility's month: {} times what rounding may leave",
                      reached.worst_imbalance)});
    const std::uint64_t paths_now =
        std::min(options.paths, (wave.first_block + blocks_done) * block_width) - progress.done;
    const auto bytes = std::as_bytes(std::span(outcomes).first(paths_now * fields));
    if (const auto appended = path_file->append(bytes); !appended)
      return std::unexpected(environment(appended.error(), progress));
    path_digest.add(bytes);
    reached.paths += paths_now;
    reached.path_digest = path_digest.hex();
    if (const auto saved = save_checkpoint(folder / "checkpoint.bin", reached); !saved)
      return std::unexpected(environment(saved.error(), progress));
    progress.done = reached.paths;
    progress.seconds = seconds_since(start);

    if (hooks.progress) hooks.progress(progress);
    if (hooks.interrupted != nullptr && hooks.interrupted->load())
      return std::unexpected(RunFailure{RunFailure::Kind::interrupted,
                                        fmt::format("stopped at {} of {} paths; the same command carries on from there",
                                                    progress.done, progress.total)});
    wave_blocks = next_wave(wave_blocks, seconds_since(wave_start), workers.size());
  }
  if (auto synced = path_file->sync(); !synced) return std::unexpected(environment(synced.error(), progress));
  progress.seconds = seconds_since(start);
  return RunSummary{progress, std::move(reached.bands), reached.worst_imbalance};
}

}  // namespace waferline
