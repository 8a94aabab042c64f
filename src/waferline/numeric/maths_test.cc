#include "waferline/numeric/maths.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "waferline/numeric/draws.h"

namespace waferline {
namespace {

// The reference is long double: at least 64 bits of fraction, so that it adds 0.001 ulp of a double at most.
static_assert(std::numeric_limits<long double>::digits >= 64);

constexpr int points = 1'000'000;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// |got - exact| in units in the last place of the exact value.
double ulps(double got, long double exact) {
  int exponent = 0;
  std::frexp(exact, &exponent);
  return static_cast<double>(std::abs(got - exact) / std::ldexp(1.0L, std::max(exponent - 53, -1074)));
}

Pair uniform_pair(int i) { return uniforms(key_of(99), i, 0, 0, 0); }

/// A positive double with every exponent, subnormal ones included, equally likely.
double any_positive(double u) { return from_bits(static_cast<std::uint64_t>(u * 0x1p52) * 2046); }

TEST(Exp, IsWithinOneUlpOverItsWholeRange) {
  double worst = 0.0;
  for (int i = 0; i < points; ++i) {
    const Pair u = uniform_pair(i);
    for (const double x :
         {-745.0 + 1454.7 * u.first, 2.0 * u.second - 1.0, (u.first - 0.5) * std::exp2(-60.0 * u.second)})
      worst = std::max(worst, ulps(waferline::exp(x), std::exp(static_cast<long double>(x))));
  }
  EXPECT_LT(worst, 1.0);
}

TEST(Exp, OfModerateArgumentsHasTheSameBitsWithoutClamps) {
  for (int i = 0; i < points; ++i) {
    const double x = 1416.0 * (uniform_pair(i).first - 0.5);
    ASSERT_EQ(exp_moderate(x), waferline::exp(x)) << x;
  }
}

TEST(Exp, HasTheRightEdges) {
  EXPECT_EQ(waferline::exp(0.0), 1.0);
  EXPECT_EQ(waferline::exp(-0.0), 1.0);
  EXPECT_EQ(waferline::exp(infinity), infinity);
  EXPECT_EQ(waferline::exp(1e300), infinity);
  EXPECT_EQ(waferline::exp(709.79), infinity);
  EXPECT_LT(waferline::exp(709.782), infinity);
  EXPECT_EQ(waferline::exp(-infinity), 0.0);
  EXPECT_EQ(waferline::exp(-1e300), 0.0);
  EXPECT_EQ(waferline::exp(-745.14), 0.0);
  EXPECT_EQ(waferline::exp(-745.13), std::numeric_limits<double>::denorm_min());
  EXPECT_TRUE(std::isnan(waferline::exp(not_a_number)));
}

TEST(Log, IsWithinNineTenthsOfAnUlpOverItsWholeRange) {
  double worst = 0.0;
  for (int i = 0; i < points; ++i) {
    const Pair u = uniform_pair(i);
    for (const double x : {any_positive(u.first), 2.0 * u.second, 1.0 + (u.first - 0.5) * std::exp2(-50.0 * u.second)})
      worst = std::max(worst, ulps(waferline::log(x), std::log(static_cast<long double>(x))));
  }
  EXPECT_LT(worst, 0.9);
}

TEST(Log, HasTheRightEdges) {
  EXPECT_EQ(waferline::log(1.0), 0.0);
  EXPECT_EQ(waferline::log(0.0), -infinity);
  EXPECT_EQ(waferline::log(-0.0), -infinity);
  EXPECT_EQ(waferline::log(infinity), infinity);
  EXPECT_TRUE(std::isnan(waferline::log(-1.0)));
  EXPECT_TRUE(std::isnan(waferline::log(-infinity)));
  EXPECT_TRUE(std::isnan(waferline::log(not_a_number)));
  for (const double x : {std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::min(),
                         std::numeric_limits<double>::max(), std::sqrt(0.5), std::numbers::sqrt2})
    EXPECT_LT(ulps(waferline::log(x), std::log(static_cast<long double>(x))), 0.9) << x;
}

TEST(SincosTurns, AreWithinNineteenTwentiethsOfAnUlp) {
  double worst = 0.0;
  for (int i = 0; i < points; ++i) {
    const Pair pair = uniform_pair(i);
    for (const double u : {pair.first, 2000.0 * (pair.first - 0.5), pair.second * std::exp2(-40.0 * pair.first)}) {
      double sine, cosine;
      sincos_turns(u, &sine, &cosine);
      const double quarter = std::nearbyint(4.0 * u);
      const long double angle = 2.0L * std::numbers::pi_v<long double> *
                                (static_cast<long double>(u) - static_cast<long double>(quarter / 4.0));
      const long double s = std::sin(angle), c = std::cos(angle);
      const long double sines[] = {s, c, -s, -c}, cosines[] = {c, -s, -c, s};
      const auto turn = static_cast<std::size_t>(static_cast<std::int64_t>(quarter) & 3);
      worst = std::max({worst, ulps(sine, sines[turn]), ulps(cosine, cosines[turn])});
    }
  }
  EXPECT_LT(worst, 0.95);
}

TEST(SincosTurns, AreExactAtQuarterTurns) {
  const double sines[] = {0.0, 1.0, 0.0, -1.0}, cosines[] = {1.0, 0.0, -1.0, 0.0};
  for (int quarter = -9; quarter <= 9; ++quarter) {
    double sine, cosine;
    sincos_turns(quarter / 4.0, &sine, &cosine);
    EXPECT_EQ(sine, sines[quarter & 3]) << quarter;
    EXPECT_EQ(cosine, cosines[quarter & 3]) << quarter;
  }
  double sine, cosine;
  sincos_turns(0x1p49 - 0.25, &sine, &cosine);
  EXPECT_EQ(sine, -1.0);
}

TEST(NormalCdf, IsWithinEightUlp) {
  double worst = 0.0;
  for (int i = 0; i < points; ++i) {
    const Pair u = uniform_pair(i);
    for (const double x : {46.0 * u.first - 37.5, 6.0 * (u.second - 0.5)}) {
      const long double exact = 0.5L * std::erfc(-static_cast<long double>(x) / std::numbers::sqrt2_v<long double>);
      worst = std::max(worst, ulps(normal_cdf(x), exact));
    }
  }
  EXPECT_LT(worst, 8.0);
}

TEST(NormalCdf, HasTheRightEdges) {
  EXPECT_EQ(normal_cdf(0.0), 0.5);
  EXPECT_EQ(normal_cdf(-0.0), 0.5);
  EXPECT_EQ(normal_cdf(infinity), 1.0);
  EXPECT_EQ(normal_cdf(-infinity), 0.0);
  EXPECT_EQ(normal_cdf(-40.0), 0.0);
  EXPECT_TRUE(std::isnan(normal_cdf(not_a_number)));
}

TEST(Power, IsAsGoodAsItsStatement) {
  double worst = 0.0;
  for (int i = 0; i < points; ++i) {
    const Pair u = uniform_pair(i);
    const double x = 50.0 * u.first, y = 30.0 * (u.second - 0.5);
    const long double exponent = y * std::log(static_cast<long double>(x));
    if (std::abs(exponent) > 700.0L) continue;
    worst =
        std::max(worst, ulps(power(x, y), std::exp(exponent)) / (1.0 + 2.7 * std::abs(static_cast<double>(exponent))));
  }
  EXPECT_LT(worst, 1.0);
  EXPECT_EQ(power(1.0, 1e300), 1.0);
  EXPECT_EQ(power(3.0, 0.0), 1.0);
}

}  // namespace
}  // namespace waferline
