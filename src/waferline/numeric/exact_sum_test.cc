#include "waferline/numeric/exact_sum.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "waferline/numeric/draws.h"

namespace waferline {
namespace {

/// Values over twenty decades and both signs, many of them near ties.
std::vector<double> awkward_values(std::size_t count, std::uint64_t seed) {
  std::vector<double> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Pair u = uniforms(key_of(seed), i, 0, 0, 0);
    values[i] = (u.first - 0.5) * std::exp2(60.0 * u.second - 25.0);
    if (i % 7 == 0) values[i] = std::floor(values[i]) + 0x1p-21;  // halfway between two grains of 2^-20
  }
  return values;
}

ExactSum sum_of(const std::vector<double>& values, std::size_t from, std::size_t to) {
  ExactSum sum(money_grain);
  for (std::size_t i = from; i < to; ++i) sum.add(values[i]);
  return sum;
}

TEST(ExactSum, HasTheSameBitsInAnyOrder) {
  std::vector<double> values = awkward_values(10'000, 1);
  const ExactSum expected = sum_of(values, 0, values.size());
  std::mt19937_64 random(2);
  for (int i = 0; i < 20; ++i) {
    std::ranges::shuffle(values, random);
    ASSERT_EQ(sum_of(values, 0, values.size()), expected);
  }
}

TEST(ExactSum, HasTheSameBitsForAnySplitAndMerge) {
  const std::vector<double> values = awkward_values(10'000, 3);
  const ExactSum expected = sum_of(values, 0, values.size());
  std::mt19937_64 random(4);
  for (int trial = 0; trial < 100; ++trial) {
    std::vector<std::size_t> cuts = {0, values.size()};
    for (int i = 0; i < 8; ++i) cuts.push_back(random() % (values.size() + 1));
    std::ranges::sort(cuts);
    std::vector<ExactSum> parts;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) parts.push_back(sum_of(values, cuts[i], cuts[i + 1]));
    std::ranges::shuffle(parts, random);
    ExactSum merged(money_grain);
    for (const ExactSum& part : parts) merged.merge(part);
    ASSERT_EQ(merged, expected);
  }
}

TEST(ExactSum, OfARowIsThatOfItsLanes) {
  const std::vector<double> values = awkward_values(block_width, 5);
  Row row;
  std::ranges::copy(values, row.at);
  for (std::size_t lanes = 0; lanes <= block_width; ++lanes) {
    ExactSum by_row(money_grain);
    by_row.add_row(row, lanes);
    ASSERT_EQ(by_row, sum_of(values, 0, lanes)) << lanes;
  }
}

TEST(ExactSum, IsWithinHalfAGrainForEachValue) {
  const std::vector<double> values = awkward_values(100'000, 6);
  // Integers of 2^-60 hold these values to far below a grain, and their sum is exact.
  Int128 exact = 0;
  for (const double v : values) exact += static_cast<Int128>(std::ldexp(static_cast<long double>(v), 60));
  const long double sum = std::ldexp(static_cast<long double>(exact), -60);
  EXPECT_LE(std::abs(sum_of(values, 0, values.size()).value() - sum), 100'000 * 0x1p-21L);
}

TEST(ExactSum, RoundsToTheNearestGrainAndTiesToEven) {
  const auto grains = [](double value) {
    ExactSum sum(FixedPoint{0});
    sum.add(value);
    return static_cast<double>(sum.grains());
  };
  EXPECT_EQ(grains(0.5), 0.0);
  EXPECT_EQ(grains(1.5), 2.0);
  EXPECT_EQ(grains(2.5), 2.0);
  EXPECT_EQ(grains(-0.5), 0.0);
  EXPECT_EQ(grains(-1.5), -2.0);
  EXPECT_EQ(grains(0.49999999999999994), 0.0);
  EXPECT_EQ(grains(0x1p49 + 0.5), 0x1p49);
  EXPECT_EQ(grains(0x1p50 - 0.5), 0x1p50);
  EXPECT_EQ(grains(0x1.fffffffffffffp94), 0x1.fffffffffffffp94);
  EXPECT_EQ(grains(-0x1.fffffffffffffp94), -0x1.fffffffffffffp94);
}

TEST(ExactSum, CancelsExactly) {
  ExactSum sum(money_grain);
  for (const double v : {1e20, 3.25, -1e20, 1e15, -1e15}) sum.add(v);
  EXPECT_EQ(sum.value(), 3.25);
}

TEST(ExactSum, CountsWhatItMustLeaveOut) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  ExactSum sum(money_grain);
  for (const double v : {0x1p75, -0x1p75, infinity, -infinity, std::numeric_limits<double>::quiet_NaN(), 1e300, 7.0})
    sum.add(v);
  EXPECT_EQ(sum.out_of_range(), 6u);
  EXPECT_EQ(sum.value(), 7.0);
  Row row;
  row.fill(2.0);
  row[5] = infinity;
  row[127] = infinity;
  ExactSum of_row(money_grain);
  of_row.add_row(row, 127);
  EXPECT_EQ(of_row.out_of_range(), 1u);
  EXPECT_EQ(of_row.value(), 252.0);
}

TEST(ExactSum, SurvivesItsWords) {
  ExactSum sum = sum_of(awkward_values(999, 8), 0, 999);
  sum.add(-1e21);
  sum.add(1e300);
  EXPECT_EQ(ExactSum(sum.words()), sum);
}

}  // namespace
}  // namespace waferline
