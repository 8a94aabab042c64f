#include "waferline/engine/binding.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace waferline {
namespace {

/// Starts in July 2026; the chips stand in the file in another order than they are released in.
World small_world() {
  World world;
  world.start.month = {2026, 7};
  const auto chip = [](const char* name, Month release) {
    Chip made;
    made.name.text = name;
    made.release.month = release;
    return made;
  };
  world.chip = {chip("new", {2027, 1}), chip("old", {2022, 3}), chip("twin", {2027, 1})};
  for (const char* name : {"first", "second"}) {
    world.fleet.emplace_back();
    world.fleet.back().name.text = name;
  }
  return world;
}

Name named(const char* text) {
  Name name;
  name.text = text;
  return name;
}

Table table(std::vector<Step> rows) {
  Table made;
  made.rows = std::move(rows);
  return made;
}

TEST(Binding, CountsMonthsFromTheWorldsStart) {
  const World world = small_world();
  const Binding binding(world);
  EXPECT_EQ(binding.month(Month{2026, 7}), 0);
  EXPECT_EQ(binding.month(Month{2030, 8}), 49);
  EXPECT_EQ(binding.month(Month{2022, 3}), -52);
}

TEST(Binding, NumbersChipsByReleaseAndThenByFile) {
  const World world = small_world();
  const Binding binding(world);
  EXPECT_EQ(binding.chip(named("old")), 0);
  EXPECT_EQ(binding.chip(named("new")), 1);
  EXPECT_EQ(binding.chip(named("twin")), 2);
  EXPECT_EQ(binding.chips_by_release()[0]->name.text, "old");
}

TEST(Binding, NumbersEverythingElseByFile) {
  const World world = small_world();
  const Binding binding(world);
  EXPECT_EQ(binding.fleet(named("first")), 0);
  EXPECT_EQ(binding.fleet(named("second")), 1);
  EXPECT_THROW((void)binding.fleet(named("third")), std::out_of_range) << "the checker lets no such name through";
}

TEST(StepAt, HoldsFromItsRowOnAndIsZeroBefore) {
  const World world = small_world();
  const Binding binding(world);
  const Table steps = table({{{2026, 9}, 5}, {{2027, 7}, 8}});
  EXPECT_EQ(step_at(steps, binding, 1), 0);
  EXPECT_EQ(step_at(steps, binding, 2), 5);
  EXPECT_EQ(step_at(steps, binding, 11), 5);
  EXPECT_EQ(step_at(steps, binding, 12), 8);
  EXPECT_EQ(step_at(steps, binding, 500), 8);
  EXPECT_EQ(step_at(table({{{2020, 1}, 3}}), binding, 0), 3) << "a row before the start holds at the start";
}

TEST(CurveAt, IsLinearBetweenRowsAndFlatOutside) {
  const World world = small_world();
  const Binding binding(world);
  const Table curve = table({{{2026, 9}, 1.0}, {{2027, 1}, 0.5}, {{2027, 11}, 0.0}});
  EXPECT_EQ(curve_at(curve, binding, 0), 1.0);
  EXPECT_EQ(curve_at(curve, binding, 2), 1.0);
  EXPECT_DOUBLE_EQ(curve_at(curve, binding, 3), 0.875);
  EXPECT_EQ(curve_at(curve, binding, 6), 0.5);
  EXPECT_DOUBLE_EQ(curve_at(curve, binding, 7), 0.45);
  EXPECT_EQ(curve_at(curve, binding, 16), 0.0);
  EXPECT_EQ(curve_at(curve, binding, 400), 0.0);
  EXPECT_EQ(curve_at(Table{}, binding, 3), 0);
}

}  // namespace
}  // namespace waferline
