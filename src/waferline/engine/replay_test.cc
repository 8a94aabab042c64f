#include "waferline/engine/replay.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>

#include "waferline/engine/compile.h"
#include "waferline/engine/path_file.h"
#include "waferline/engine/run.h"
#include "waferline/world/reader.h"

namespace waferline {
namespace {

/// A few hundred paths of the minimal world, whose loan defaults on every fourth path or so.
class ReplayTest : public testing::Test {
 protected:
  static constexpr std::uint64_t paths = 256;

  void SetUp() override {
    const auto world = load_world(WAFERLINE_SOURCE_DIR "/tests/worlds/minimal");
    ASSERT_TRUE(world);
    auto compiled = compile(*world);
    ASSERT_TRUE(compiled);
    plan = std::move(*compiled);
    folder = std::filesystem::path(testing::TempDir()) / ("replay" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    ASSERT_TRUE(run_paths(*plan, {.paths = paths, .threads = 1}, folder, {}));
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  /// Paths whose outcome in a column is an event: a month, not -1.
  std::vector<std::pair<std::uint64_t, int>> months_of(const std::string& outcome) const {
    const std::size_t column = plan->outcome_column(outcome);
    std::vector<std::pair<std::uint64_t, int>> found;
    EXPECT_TRUE(
        for_each_path(folder / "paths.bin", plan->outcomes.size(), paths, [&](std::uint64_t path, const double* row) {
          if (row[column] >= 0) found.emplace_back(path, static_cast<int>(row[column]));
        }));
    return found;
  }
  static bool tells(const Replay& replay, int month, const std::string& subject, const std::string& text) {
    return std::any_of(replay.events.begin(), replay.events.end(), [&](const ReplayEvent& event) {
      return event.month == month && event.subject == subject && event.text.find(text) != std::string::npos;
    });
  }

  std::unique_ptr<const Plan> plan;
  std::filesystem::path folder;
};

TEST_F(ReplayTest, ACustomersDefaultIsToldInTheMonthThatTheRunRecorded) {
  const std::string customer = "customer." + plan->customer_names.at(0);
  const auto defaults = months_of(customer + ".default_month");
  ASSERT_FALSE(defaults.empty());
  for (const auto& [path, month] : defaults)
    EXPECT_TRUE(tells(replay_path(*plan, 1, path), month, customer, "defaults")) << "path " << path;
}

TEST_F(ReplayTest, ACovenantsFirstBreachIsToldInTheMonthThatTheRunRecorded) {
  for (const CovenantNames& covenant : plan->facility_names.at(0).covenants)
    for (const auto& [path, month] : months_of("facility.loan.first_breach." + covenant.name))
      EXPECT_TRUE(tells(replay_path(*plan, 1, path), month, "facility.loan", covenant.label + " fails its test"))
          << covenant.name << " on path " << path;
}

TEST_F(ReplayTest, AFailedTestStandsOnTheWrongSideOfItsLimit) {
  std::size_t told = 0;
  for (std::uint64_t path = 0; path < 64; ++path)
    for (const ReplayEvent& event : replay_path(*plan, 1, path).events)
      for (const CovenantNames& covenant : plan->facility_names.at(0).covenants)
        if (event.text.starts_with(covenant.label + " fails its test")) {
          ++told;
          EXPECT_EQ(event.limit, covenant.limit);
          EXPECT_TRUE(covenant.is_minimum ? event.value < covenant.limit : event.value > covenant.limit)
              << covenant.name << " is " << event.value << " on path " << path;
        }
  EXPECT_GT(told, 0U);
}

TEST_F(ReplayTest, EventsAreInOrderOfMonthsAndWithinTheRun) {
  for (std::uint64_t path = 0; path < 32; ++path) {
    const Replay replay = replay_path(*plan, 1, path);
    EXPECT_TRUE(std::is_sorted(replay.events.begin(), replay.events.end(),
                               [](const ReplayEvent& a, const ReplayEvent& b) { return a.month < b.month; }));
    for (const ReplayEvent& event : replay.events) EXPECT_TRUE(event.month >= 0 && event.month < plan->months);
  }
}

TEST_F(ReplayTest, EveryCpuLevelTellsTheSameStory) {
  const Replay best = replay_path(*plan, 1, 77);
  for (const Level level : supported_levels()) {
    const Replay other = replay_path(*plan, 1, 77, level);
    ASSERT_EQ(other.events.size(), best.events.size()) << name_of(level);
    for (std::size_t e = 0; e < best.events.size(); ++e) EXPECT_EQ(other.events[e].text, best.events[e].text);
  }
}

}  // namespace
}  // namespace waferline
