#include "waferline/numeric/moments.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "waferline/numeric/draws.h"

namespace waferline {
namespace {

/// 1,001 observations as NIST's univariate reference data sets NumAcc2 and NumAcc3 are made: standard deviation 0.1.
Moments nist(double centre) {
  Moments moments(unit_grains);
  moments.add(centre);
  for (int i = 0; i < 500; ++i) {
    moments.add(centre - 0.1);
    moments.add(centre + 0.1);
  }
  return moments;
}

TEST(Moments, MatchNistsCertifiedValues) {
  EXPECT_NEAR(nist(1.2).mean(), 1.2, 1e-15);
  EXPECT_NEAR(std::sqrt(nist(1.2).variance()), 0.1, 1e-13);
  // A mean of ten million spreads costs 14 of the 16 digits of a sum of squares.
  EXPECT_NEAR(nist(1000000.2).mean(), 1000000.2, 1e-9);
  EXPECT_NEAR(std::sqrt(nist(1000000.2).variance()), 0.1, 2e-3);
}

TEST(Moments, OfASmallSampleAreThoseOfTheTextbook) {
  // 2 4 4 4 5 5 7 9: mean 5, sum of squared deviations 32.
  Moments moments(unit_grains);
  for (const double x : {2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0}) moments.add(x);
  EXPECT_EQ(moments.count(), 8u);
  EXPECT_EQ(moments.mean(), 5.0);
  EXPECT_DOUBLE_EQ(moments.variance(), 32.0 / 7.0);
  EXPECT_DOUBLE_EQ(moments.standard_error(), std::sqrt(32.0 / 7.0 / 8.0));
}

TEST(Moments, OfValuesScatteredOverARowAreThoseOfTheValuesAlone) {
  Moments scattered(unit_grains), alone(unit_grains);
  Row row{};
  for (std::size_t p = 0; p < block_width; p += 3) alone.add(row[p] = 1.0 + static_cast<double>(p));
  scattered.add_scattered(row, alone.count());
  EXPECT_EQ(scattered, alone);
}

TEST(Moments, OfRowsMergeToTheSameBits) {
  Moments whole(money_grains), even(money_grains), odd(money_grains), one_by_one(money_grains);
  for (int block = 0; block < 20; ++block) {
    Row z, other;
    normals(z, other, key_of(3), block * block_width, 0, 0, 0);
    for (double& value : z.at) value = 3e9 + 1e9 * value;
    const std::size_t lanes = block_width - block;
    whole.add_row(z, lanes);
    (block % 2 == 0 ? even : odd).add_row(z, lanes);
    for (std::size_t p = 0; p < lanes; ++p) one_by_one.add(z[p]);
  }
  odd.merge(even);
  EXPECT_EQ(odd, whole);
  EXPECT_EQ(one_by_one, whole);
  EXPECT_EQ(Moments(whole.count(), whole.sum(), whole.squares()), whole);
}

TEST(Moments, WithoutASpreadHaveNoError) {
  Moments moments(money_grains);
  EXPECT_EQ(moments.mean(), 0.0);
  EXPECT_EQ(moments.standard_error(), std::numeric_limits<double>::infinity());
  for (int i = 0; i < 10; ++i) moments.add(4.0);
  EXPECT_EQ(moments.standard_error(), 0.0);
}

TEST(Moments, CountWhatIsOutOfRange) {
  Moments moments(money_grains);
  moments.add(1e14);  // the value fits, its square does not
  EXPECT_EQ(moments.out_of_range(), 1u);
}

TEST(Ratio, OfProportionalQuantitiesHasNoError) {
  Ratio ratio(unit_grains);
  for (int i = 1; i <= 100; ++i) ratio.add(0.25 * i, i);
  EXPECT_EQ(ratio.value(), 0.25);
  EXPECT_NEAR(ratio.standard_error(), 0.0, 1e-9);
}

TEST(Ratio, HasTheSpreadItClaims) {
  // 400 independent estimates of E[X]/E[Y]: their spread must match the mean stated error within 4 of its own errors,
  // and their mean the true 3/2.
  constexpr int estimates = 400, blocks = 8;
  double sum = 0.0, squares = 0.0, stated = 0.0;
  for (int i = 0; i < estimates; ++i) {
    Ratio ratio(unit_grains);
    for (int block = 0; block < blocks; ++block) {
      Row x, y;
      normals(x, y, key_of(i), block * block_width, 0, 0, 0);
      for (std::size_t p = 0; p < block_width; ++p) {
        y[p] = 2.0 + 0.3 * y[p];
        x[p] = 1.5 * y[p] + 0.4 * x[p];
      }
      ratio.add_row(x, y);
    }
    sum += ratio.value();
    squares += ratio.value() * ratio.value();
    stated += ratio.standard_error() / estimates;
  }
  const double mean = sum / estimates;
  const double spread = std::sqrt((squares - estimates * mean * mean) / (estimates - 1));
  EXPECT_NEAR(mean, 1.5, 4 * spread / std::sqrt(estimates));
  EXPECT_NEAR(spread / stated, 1.0, 4 / std::sqrt(2.0 * estimates));
}

TEST(Ratio, MergesToTheSameBits) {
  Ratio whole(unit_grains), first(unit_grains), second(unit_grains);
  for (int i = 0; i < 500; ++i) {
    const Pair u = uniforms(key_of(4), i, 0, 0, 0);
    whole.add(u.first, u.second);
    (i % 3 == 0 ? first : second).add(u.first, u.second);
  }
  second.merge(first);
  EXPECT_EQ(second, whole);
  EXPECT_EQ(Ratio(whole.numerator(), whole.denominator(), whole.products()), whole);
}

}  // namespace
}  // namespace waferline
