#include "waferline/numeric/histogram.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "waferline/numeric/draws.h"

namespace waferline {
namespace {

constexpr HistogramShape shape;

std::vector<std::uint32_t> counts_of_lognormals(int blocks, std::uint64_t seed) {
  std::vector<std::uint32_t> counts(shape.size());
  for (int block = 0; block < blocks; ++block) {
    Row z, other;
    normals(z, other, key_of(seed), block * block_width, 0, 0, 0);
    for (double& value : z.at) value = std::exp(0.5 * value);
    count_row(shape, counts.data(), z);
  }
  return counts;
}

TEST(Histogram, CountsRowsTogetherAsOneAfterAnother) {
  constexpr std::size_t rows = 3;
  std::array<IndexRow, rows> cells;
  std::vector<std::uint32_t> together(rows * shape.size()), one_by_one(rows * shape.size());
  for (std::size_t r = 0; r < rows; ++r) {
    Row z, other;
    normals(z, other, key_of(5), 0, 0, 0, static_cast<std::uint32_t>(r));
    for (double& value : z.at) value = r == 0 ? 1.0 : std::exp(value);  // the first row lies in one bucket
    count_row(shape, one_by_one.data() + r * shape.size(), z);
    for (std::size_t p = 0; p < block_width; ++p)
      cells[r][p] = static_cast<std::int32_t>(r * shape.size()) + bucket_of(shape, z[p]);
  }
  count_together(cells.data(), rows, together.data());
  EXPECT_EQ(together, one_by_one);
}

TEST(Histogram, HasEdgesThatHoldTheirValues) {
  EXPECT_EQ(shape.size(), 2562u);
  EXPECT_EQ(shape.lower_edge(1), 0x1p-20);
  EXPECT_EQ(shape.lower_edge(shape.size() - 1), 0x1p20);
  for (int i = 0; i < 100'000; ++i) {
    const double value = std::exp2(40.0 * uniforms(key_of(1), i, 0, 0, 0).first - 20.0);
    const auto bucket = static_cast<std::size_t>(bucket_of(shape, value));
    ASSERT_LE(shape.lower_edge(bucket), value);
    ASSERT_LT(value, shape.upper_edge(bucket));
  }
  for (std::size_t i = 1; i + 1 < shape.size(); ++i) {
    ASSERT_EQ(bucket_of(shape, shape.lower_edge(i)), static_cast<int>(i));
    ASSERT_EQ(bucket_of(shape, std::nextafter(shape.upper_edge(i), 0.0)), static_cast<int>(i));
    const double width = shape.upper_edge(i) / shape.lower_edge(i) - 1.0;
    ASSERT_GT(width, 1.0 / 128);
    ASSERT_LE(width, 1.0 / 64);
  }
}

TEST(Histogram, CountsWhatIsBelowAndAbove) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto top = static_cast<int>(shape.size()) - 1;
  for (const double v : {0.0, -0.0, 1e-300, -3.0, -infinity, 0x1.fffffp-21}) EXPECT_EQ(bucket_of(shape, v), 0) << v;
  for (const double v : {0x1p20, 1e300, infinity, std::numeric_limits<double>::quiet_NaN()})
    EXPECT_EQ(bucket_of(shape, v), top) << v;
}

TEST(Histogram, CountsOnlyTheLanesAskedFor) {
  Row row;
  row.fill(1.5);
  std::vector<std::uint32_t> counts(shape.size());
  count_row(shape, counts.data(), row, 5);
  EXPECT_EQ(total_count(counts), 5u);
  EXPECT_EQ(counts[static_cast<std::size_t>(bucket_of(shape, 1.5))], 5u);
}

TEST(Histogram, HasQuantilesOfTheLognormalWithinTheirErrors) {
  const std::vector<std::uint32_t> counts = counts_of_lognormals(8000, 5);
  // Standard normal quantiles, to 10 digits.
  const std::pair<double, double> table[] = {{0.01, -2.3263478740}, {0.05, -1.6448536270},
                                             {0.25, -0.6744897502}, {0.5, 0.0},
                                             {0.9, 1.2815515655},   {0.99, 2.3263478740}};
  for (const auto& [p, z] : table) {
    const double exact = std::exp(0.5 * z);
    EXPECT_NEAR(quantile(shape, counts, p), exact, 4.0 * quantile_error(shape, counts, p)) << p;
    // The error itself: sqrt(p (1-p) / n) / density.
    const double density = std::exp(-0.5 * z * z) / std::sqrt(2.0 * M_PI) / (0.5 * exact);
    const double n = static_cast<double>(total_count(counts));
    EXPECT_NEAR(quantile_error(shape, counts, p) * density / std::sqrt(p * (1.0 - p) / n), 1.0, 0.12) << p;
    EXPECT_TRUE(is_inside(shape, counts, p));
  }
}

TEST(Histogram, InterpolatesWithinABucket) {
  std::vector<std::uint32_t> counts(shape.size());
  const auto bucket = static_cast<std::size_t>(bucket_of(shape, 1.0));
  counts[bucket] = 100;
  EXPECT_EQ(quantile(shape, counts, 0.0), 1.0);
  EXPECT_EQ(quantile(shape, counts, 0.5), 1.0 + 0.5 / 64);
  EXPECT_EQ(quantile(shape, counts, 1.0), 1.0 + 1.0 / 64);
}

TEST(Histogram, SaysWhenAQuantileIsOutside) {
  std::vector<std::uint32_t> counts(shape.size());
  EXPECT_EQ(quantile(shape, counts, 0.5), 0.0);
  EXPECT_EQ(quantile_error(shape, counts, 0.5), std::numeric_limits<double>::infinity());
  counts.front() = 30;
  counts[1000] = 40;
  counts.back() = 30;
  EXPECT_EQ(quantile(shape, counts, 0.1), 0.0);
  EXPECT_EQ(quantile(shape, counts, 0.9), 0x1p20);
  EXPECT_FALSE(is_inside(shape, counts, 0.1));
  EXPECT_TRUE(is_inside(shape, counts, 0.5));
  EXPECT_FALSE(is_inside(shape, counts, 0.9));
}

TEST(Histogram, MergesLikeOneRunAndSurvivesItsPairs) {
  const std::vector<std::uint32_t> first = counts_of_lognormals(50, 6);
  std::vector<std::uint32_t> both = counts_of_lognormals(70, 7);
  merge(both, first);
  std::vector<std::uint32_t> other_way = first;
  merge(other_way, counts_of_lognormals(70, 7));
  EXPECT_EQ(both, other_way);
  EXPECT_EQ(total_count(both), 120 * block_width);

  std::vector<std::uint32_t> restored(shape.size());
  EXPECT_TRUE(add_sparse(restored, sparse(both)));
  EXPECT_EQ(restored, both);
  const BucketCount stray[] = {{1, 5}, {2562, 1}};
  EXPECT_FALSE(add_sparse(restored, stray));
  EXPECT_EQ(restored, both);
}

TEST(Histogram, ABucketBlursByItsWidthOverTheSquareRootOfTwelve) {
  std::vector<std::uint32_t> counts(shape.size());
  ++counts[static_cast<std::size_t>(bucket_of(shape, 1.5))];  // buckets of [1, 2) are 1/64 wide
  EXPECT_DOUBLE_EQ(quantile_blur(shape, counts, 0.5), 1.0 / 64 / std::sqrt(12.0));
  ++counts[0];
  ++counts[0];
  EXPECT_EQ(quantile_blur(shape, counts, 0.5), 0.0) << "below the range there is no bucket to blur";
}

}  // namespace
}  // namespace waferline
