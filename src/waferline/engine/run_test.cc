#include "waferline/engine/run.h"

#include <gtest/gtest.h>

#include <fstream>

#include "waferline/engine/compile.h"
#include "waferline/engine/path_file.h"
#include "waferline/engine/replay.h"
#include "waferline/engine/summarise.h"
#include "waferline/world/reader.h"

namespace waferline {
namespace {

constexpr std::uint64_t paths = 1000;  // not a multiple of the block, so the last block is ragged

class RunTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto world = load_world(WAFERLINE_SOURCE_DIR "/tests/worlds/minimal");
    ASSERT_TRUE(world) << to_string(world.error().front());
    auto compiled = compile(*world);
    ASSERT_TRUE(compiled) << to_string(compiled.error().front());
    plan_ = compiled->release();
  }
  static void TearDownTestSuite() { delete plan_; }

  std::filesystem::path folder(const std::string& name) {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    const auto path = std::filesystem::path(testing::TempDir()) / "waferline_run_test" / test->name() / name;
    std::filesystem::remove_all(path);
    std::filesystem::create_directories(path);
    return path;
  }

  Results results_of(const RunOptions& options, const std::filesystem::path& where, const RunHooks& hooks = {}) {
    const auto run = run_paths(*plan_, options, where, hooks);
    EXPECT_TRUE(run) << run.error().message;
    const auto results = summarise(*plan_, options.seed, *run, where);
    EXPECT_TRUE(results);
    return *results;
  }

  static const Plan* plan_;
};
const Plan* RunTest::plan_ = nullptr;

TEST_F(RunTest, ThreadsDoNotChangeTheDigest) {
  const std::string one = results_of({.paths = paths, .threads = 1}, folder("1")).digest;
  for (const int threads : {2, 3, 7})
    EXPECT_EQ(results_of({.paths = paths, .threads = threads}, folder("n")).digest, one) << threads << " threads";
}

TEST_F(RunTest, CpuLevelsDoNotChangeTheDigest) {
  const std::string best = results_of({.paths = paths, .threads = 1}, folder("best")).digest;
  for (const Level level : supported_levels())
    EXPECT_EQ(results_of({.paths = paths, .threads = 1, .level = level}, folder("level")).digest, best)
        << name_of(level);
}

TEST_F(RunTest, AnotherSeedGivesAnotherDigest) {
  EXPECT_NE(results_of({.paths = paths, .seed = 1, .threads = 1}, folder("a")).digest,
            results_of({.paths = paths, .seed = 2, .threads = 1}, folder("b")).digest);
}

TEST_F(RunTest, AnInterruptedRunCarriesOnToTheSameDigest) {
  const std::string whole = results_of({.paths = paths, .threads = 1}, folder("whole")).digest;
  const auto where = folder("resumed");
  std::atomic<bool> interrupted = true;  // one wave runs no block, the next call finishes
  const auto stopped =
      run_paths(*plan_, {.paths = paths, .threads = 2}, where, {.progress = {}, .interrupted = &interrupted});
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, RunFailure::Kind::interrupted);
  EXPECT_EQ(results_of({.paths = paths, .threads = 2}, where).digest, whole);
}

TEST_F(RunTest, AFinishedRunOfWholeBlocksIsExtended) {
  const auto where = folder("extended");
  (void)results_of({.paths = 3 * block_width, .threads = 2}, where);
  const auto extended = run_paths(*plan_, {.paths = paths, .threads = 2}, where, {});
  ASSERT_TRUE(extended);
  EXPECT_EQ(extended->progress.resumed_from, 3 * block_width);
  EXPECT_EQ(summarise(*plan_, 1, *extended, where)->digest,
            results_of({.paths = paths, .threads = 1}, folder("whole")).digest);
}

TEST_F(RunTest, ADamagedCheckpointIsNotCarriedOn) {
  const auto where = folder("damaged");
  const std::string whole = results_of({.paths = paths, .threads = 1}, where).digest;
  {
    std::fstream file(where / "checkpoint.bin", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(1000);
    file.put('x');
  }
  const auto again = run_paths(*plan_, {.paths = paths, .threads = 1}, where, {});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->progress.resumed_from, 0U);
  EXPECT_EQ(summarise(*plan_, 1, *again, where)->digest, whole);
}

TEST_F(RunTest, APathFileThatIsNotWhatTheCheckpointCountedIsNotCarriedOn) {
  const auto where = folder("short");
  const std::string whole = results_of({.paths = paths, .threads = 1}, where).digest;
  const auto resumed_after = [&](auto damage) {
    damage(where / "paths.bin");
    const auto again = run_paths(*plan_, {.paths = paths, .threads = 1}, where, {});
    EXPECT_TRUE(again);
    EXPECT_EQ(summarise(*plan_, 1, *again, where)->digest, whole);
    return again->progress.resumed_from;
  };
  EXPECT_EQ(resumed_after([](const auto&) {}), paths) << "nothing was damaged";
  EXPECT_EQ(resumed_after([](const auto& file) { std::filesystem::resize_file(file, 5000); }), 0U);
  EXPECT_EQ(resumed_after([](const auto& file) { std::filesystem::remove(file); }), 0U);
  EXPECT_EQ(resumed_after([](const auto& file) {
              std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
              bytes.seekp(4321);
              bytes.put('x');
            }),
            0U);
}

TEST_F(RunTest, WhatStandsBehindTheCheckpointIsCutOff) {
  const auto where = folder("longer");
  const std::string whole = results_of({.paths = paths, .threads = 1}, where).digest;
  std::ofstream(where / "paths.bin", std::ios::app | std::ios::binary) << "a wave that no checkpoint counted";
  const auto again = run_paths(*plan_, {.paths = paths, .threads = 1}, where, {});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->progress.resumed_from, paths);
  EXPECT_EQ(std::filesystem::file_size(where / "paths.bin"), paths * plan_->outcomes.size() * sizeof(double));
  EXPECT_EQ(summarise(*plan_, 1, *again, where)->digest, whole);
}

TEST_F(RunTest, MoreThreadsThanBlocksAreNotStarted) {
  EXPECT_EQ(results_of({.paths = 200, .threads = 1'000'000}, folder("many")).digest,
            results_of({.paths = 200, .threads = 1}, folder("one")).digest);
}

TEST_F(RunTest, CashAndUnitsAreConserved) {
  EXPECT_LE(results_of({.paths = paths, .threads = 2}, folder("cash")).worst_imbalance, 1.0);
}

TEST_F(RunTest, AReplayedPathEndsAsThePathFileSays) {
  const auto where = folder("replay");
  (void)results_of({.paths = paths, .threads = 2}, where);
  constexpr std::uint64_t chosen = 777;
  const std::size_t balance = plan_->outcome_column("facility.loan.balance");
  double written = -1;
  ASSERT_TRUE(for_each_path(where / "paths.bin", plan_->outcomes.size(), paths,
                            [&](std::uint64_t path, const double* outcomes) {
                              if (path == chosen) written = outcomes[balance];
                            }));
  const Replay replay = replay_path(*plan_, 1, chosen);
  for (const ReplaySeries& series : replay.series) {
    ASSERT_EQ(series.values.size(), static_cast<std::size_t>(plan_->months)) << series.name;
    if (series.name == "facility.loan.balance") {
      EXPECT_EQ(series.values.back(), written);
    }
  }
}

TEST_F(RunTest, AFolderThatCannotBeWrittenIsAFaultOfTheEnvironment) {
  const auto run = run_paths(*plan_, {.paths = paths, .threads = 1}, "/proc/nowhere", {});
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error().kind, RunFailure::Kind::environment);
}

}  // namespace
}  // namespace waferline
