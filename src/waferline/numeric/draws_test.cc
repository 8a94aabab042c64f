#include "waferline/numeric/draws.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <vector>

namespace waferline {
namespace {

constexpr Key key = key_of(20'260'701);
constexpr int blocks = 4000;  // 1,024,000 draws of each kind

std::vector<double> many(bool normal, int which) {
  std::vector<double> values;
  Row a, b;
  for (int block = 0; block < blocks; ++block) {
    const std::uint64_t first = block * block_width;
    normal ? normals(a, b, key, first, 5, 2, 3) : uniforms(a, b, key, first, 5, 2, 3);
    for (const Row* row : {&a, &b}) {
      if (which != 0 && row != (which == 1 ? &a : &b)) continue;
      values.insert(values.end(), row->at, row->at + block_width);
    }
  }
  return values;
}

double mean_power(const std::vector<double>& values, int power) {
  double sum = 0.0;
  for (const double v : values) sum += std::pow(v, power);
  return sum / static_cast<double>(values.size());
}

/// Kolmogorov-Smirnov distance times sqrt(n); above 1.95 once in a thousand samples.
template <typename Cdf>
double kolmogorov_smirnov(std::vector<double> values, Cdf cdf) {
  std::ranges::sort(values);
  const auto n = static_cast<double>(values.size());
  double distance = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double f = cdf(values[i]);
    distance = std::max({distance, f - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - f});
  }
  return distance * std::sqrt(n);
}

double normal_cdf_reference(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

TEST(Uniforms, AreTheWordPairsToFiftyTwoBitsAndAHalf) {
  for (std::uint64_t path : {0ull, 1ull, 0xffffffffull, 0x123456789abcdefull}) {
    const Words w =
        philox({static_cast<std::uint32_t>(path), static_cast<std::uint32_t>(path >> 32), 17, 3u << 16 | 9u}, key);
    const Pair u = uniforms(key, path, 17, 3, 9);
    const auto expected = [](std::uint64_t high, std::uint64_t low) {
      return static_cast<double>((static_cast<long double>((high << 32 | low) >> 12) + 0.5L) * 0x1p-52L);
    };
    EXPECT_EQ(u.first, expected(w.w1, w.w0));
    EXPECT_EQ(u.second, expected(w.w3, w.w2));
  }
}

TEST(Uniforms, NeverReachZeroOrOne) {
  EXPECT_EQ(open_unit(0), 0x1p-53);
  EXPECT_EQ(open_unit(~std::uint64_t{0}), 1.0 - 0x1p-53);
  EXPECT_LT(open_unit(~std::uint64_t{0}), 1.0);
}

TEST(Uniforms, HaveTheMomentsOfTheUnitInterval) {
  const std::vector<double> u = many(false, 0);
  const auto n = static_cast<double>(u.size());
  EXPECT_LT(std::abs(mean_power(u, 1) - 1.0 / 2) / std::sqrt(1.0 / 12 / n), 3.9);
  EXPECT_LT(std::abs(mean_power(u, 2) - 1.0 / 3) / std::sqrt(4.0 / 45 / n), 3.9);
}

TEST(Uniforms, PassKolmogorovSmirnov) {
  for (int which : {1, 2}) EXPECT_LT(kolmogorov_smirnov(many(false, which), [](double u) { return u; }), 1.95);
}

TEST(Uniforms, FillAFineGridEvenly) {
  // Chi-square over 1,024 cells; its standard score stays within 3.9 but for one sample in ten thousand.
  std::vector<double> cells(1024);
  const std::vector<double> u = many(false, 1);
  for (const double v : u) cells[static_cast<std::size_t>(v * 1024)] += 1.0;
  const double expected = static_cast<double>(u.size()) / 1024;
  double chi_square = 0.0;
  for (const double c : cells) chi_square += (c - expected) * (c - expected) / expected;
  EXPECT_LT(std::abs(chi_square - 1023) / std::sqrt(2.0 * 1023), 3.9);
}

TEST(Normals, HaveTheMomentsOfTheNormal) {
  for (int which : {1, 2}) {
    const std::vector<double> z = many(true, which);
    const double root_n = std::sqrt(static_cast<double>(z.size()));
    EXPECT_LT(std::abs(mean_power(z, 1)) * root_n, 3.9);
    EXPECT_LT(std::abs(mean_power(z, 2) - 1.0) * root_n / std::sqrt(2.0), 3.9);
    EXPECT_LT(std::abs(mean_power(z, 3)) * root_n / std::sqrt(15.0), 3.9);
    EXPECT_LT(std::abs(mean_power(z, 4) - 3.0) * root_n / std::sqrt(96.0), 3.9);
  }
}

TEST(Normals, PassKolmogorovSmirnov) {
  for (int which : {1, 2}) EXPECT_LT(kolmogorov_smirnov(many(true, which), normal_cdf_reference), 1.95);
}

TEST(Normals, OfAPairAreUncorrelatedAlsoInTheirSquares) {
  const std::vector<double> a = many(true, 1), b = many(true, 2);
  double product = 0.0, squares = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    product += a[i] * b[i];
    squares += (a[i] * a[i] - 1.0) * (b[i] * b[i] - 1.0);
  }
  const double root_n = std::sqrt(static_cast<double>(a.size()));
  EXPECT_LT(std::abs(product) / root_n, 3.9);
  EXPECT_LT(std::abs(squares) / root_n / 2.0, 3.9);
}

TEST(Normals, OfNeighbouringPathsMonthsPurposesAndIndicesAreUncorrelated) {
  constexpr int n = 200'000;
  double path = 0.0, month = 0.0, purpose = 0.0, index = 0.0;
  for (int i = 0; i < n; ++i) {
    const double z = normals(key, i, 5, 2, 3).first;
    path += z * normals(key, i + 1, 5, 2, 3).first;
    month += z * normals(key, i, 6, 2, 3).first;
    purpose += z * normals(key, i, 5, 3, 3).first;
    index += z * normals(key, i, 5, 2, 4).first;
  }
  for (const double sum : {path, month, purpose, index}) EXPECT_LT(std::abs(sum) / std::sqrt(n), 3.9);
}

TEST(Normals, FollowBoxAndMullersFormula) {
  for (int path = 0; path < 100'000; ++path) {
    const Pair u = uniforms(key, path, 1, 2, 3);
    const Pair z = normals(key, path, 1, 2, 3);
    const long double radius = std::sqrt(-2.0L * std::log(static_cast<long double>(u.first)));
    const long double angle = 2.0L * std::numbers::pi_v<long double> * static_cast<long double>(u.second);
    ASSERT_NEAR(z.first, static_cast<double>(radius * std::cos(angle)), 4e-15);
    ASSERT_NEAR(z.second, static_cast<double>(radius * std::sin(angle)), 4e-15);
  }
}

TEST(Normals, AreBounded) {
  // The smallest first uniform is 2^-53: sqrt(2 * 53 ln 2) = 8.5719.
  EXPECT_LT(box_muller({0x1p-53, 0x1p-53}).first, 8.58);
  EXPECT_GT(box_muller({0x1p-53, 0x1p-53}).first, 8.57);
  EXPECT_GT(box_muller({1.0 - 0x1p-53, 0.1}).first, 0.0);
}

TEST(Draws, OfARowAreThoseOfItsPaths) {
  Row u1, u2, z1, z2;
  const std::uint64_t first = 0xffffffff - 60;  // the path number outgrows 32 bits inside the row
  uniforms(u1, u2, key, first, 59, 4, 8);
  normals(z1, z2, key, first, 59, 4, 8);
  for (std::size_t p = 0; p < block_width; ++p) {
    const Pair u = uniforms(key, first + p, 59, 4, 8), z = normals(key, first + p, 59, 4, 8);
    ASSERT_EQ(u1[p], u.first);
    ASSERT_EQ(u2[p], u.second);
    ASSERT_EQ(z1[p], z.first);
    ASSERT_EQ(z2[p], z.second);
  }
}

}  // namespace
}  // namespace waferline
