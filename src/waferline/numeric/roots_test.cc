#include "waferline/numeric/roots.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace waferline {
namespace {

TEST(FindRoot, FindsKnownRoots) {
  EXPECT_NEAR(find_root([](double x) { return x * x - 2.0; }, 0.0, 2.0).value(), std::numbers::sqrt2, 1e-12);
  EXPECT_NEAR(find_root([](double x) { return std::cos(x); }, 3.0, 0.0).value(), std::numbers::pi / 2, 1e-12);
  // Dottie's number.
  EXPECT_NEAR(find_root([](double x) { return std::cos(x) - x; }, 0.0, 1.0).value(), 0.7390851332151607, 1e-12);
}

TEST(FindRoot, NeedsFewEvaluationsOfASmoothFunction) {
  int evaluations = 0;
  // The monthly rate of a loan of 100 repaid by 60 payments of 2.2; expected value by 200 bisections in Python.
  const auto value = find_root(
      [&](double r) {
        ++evaluations;
        return 2.2 * (1.0 - std::pow(1.0 + r, -60.0)) / r - 100.0;
      },
      1e-6, 1.0);
  ASSERT_TRUE(value.has_value());
  EXPECT_NEAR(*value, 0.009595603447518388, 1e-12);
  EXPECT_LE(evaluations, 25);
}

TEST(FindRoot, NeverDoesMuchWorseThanBisection) {
  int evaluations = 0;
  const auto steep = [&](double x) {
    ++evaluations;
    return std::pow(x - 0.3, 9.0) + (x > 0.3 ? 1e-30 : -1e-30);
  };
  EXPECT_NEAR(find_root(steep, -10.0, 10.0).value(), 0.3, 1e-11);
  EXPECT_LE(evaluations, 3 * 45);
}

TEST(FindRoot, AcceptsARootAtEitherEnd) {
  EXPECT_EQ(find_root([](double x) { return x; }, 0.0, 1.0), 0.0);
  EXPECT_EQ(find_root([](double x) { return x - 1.0; }, 0.0, 1.0), 1.0);
}

TEST(FindRoot, IsEmptyWithoutASignChange) {
  EXPECT_EQ(find_root([](double x) { return x * x + 1.0; }, -1.0, 1.0), std::nullopt);
  EXPECT_EQ(find_root([](double) { return std::numeric_limits<double>::quiet_NaN(); }, -1.0, 1.0), std::nullopt);
}

TEST(FindRoot, FindsAJump) {
  EXPECT_NEAR(find_root([](double x) { return x < 0.125 ? -1.0 : 1.0; }, -1.0, 1.0).value(), 0.125, 1e-12);
}

}  // namespace
}  // namespace waferline
