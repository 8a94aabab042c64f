#include "waferline/numeric/tail.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include "waferline/numeric/draws.h"

namespace waferline {
namespace {

LossTail losses(int blocks, std::uint64_t seed, const std::function<double(Pair)>& loss_of) {
  LossTail tail;
  for (int block = 0; block < blocks; ++block) {
    Row loss;
    for (std::size_t p = 0; p < block_width; ++p)
      loss[p] = loss_of(uniforms(key_of(seed), block * block_width + p, 0, 0, 0));
    tail.out_of_range += count_losses(tail.bins.data(), loss);
  }
  return tail;
}

double normal_loss(Pair u) { return 0.5 + 0.05 * box_muller(u).first; }
double exponential_loss(Pair u) { return -0.03 * std::log(u.first); }

TEST(LossTail, OfNormalLossesMatchesTheClosedForm) {
  // Standard normal at 99 %: VaR 2.326348, ES = density / 0.01 = 2.665214.
  const LossTail tail = losses(8000, 1, normal_loss);
  const double error = tail.expected_shortfall_error(0.99);
  EXPECT_NEAR(tail.expected_shortfall(0.99), 0.5 + 0.05 * 2.665214, 4 * error);
  EXPECT_NEAR(tail.value_at_risk(0.99), 0.5 + 0.05 * 2.326348, 5e-4);
  // E[(Z-v)+] = density - 0.01 v = 0.00338866, E[(Z-v)+^2] = 0.01 (1 + v^2) - v density = 0.00211806 at v = 2.326348.
  const double excess = 0.02665214 - 0.01 * 2.3263479,
               square = 0.01 * (1.0 + 2.3263479 * 2.3263479) - 2.3263479 * 0.02665214;
  EXPECT_NEAR(error / (0.05 * std::sqrt((square - excess * excess) / (8000.0 * 128)) / 0.01), 1.0, 0.05);
  EXPECT_EQ(tail.out_of_range, 0u);
}

TEST(LossTail, OfExponentialLossesMatchesTheClosedForm) {
  // Mean m: VaR = m ln(1/(1-a)), ES = VaR + m, E[(L-VaR)+] = m (1-a), E[(L-VaR)+^2] = 2 m^2 (1-a).
  const LossTail tail = losses(8000, 2, exponential_loss);
  const double n = 8000.0 * 128, m = 0.03;
  for (const double level : {0.9, 0.95, 0.99, 0.999}) {
    const double error = tail.expected_shortfall_error(level), beyond = 1.0 - level;
    EXPECT_NEAR(tail.expected_shortfall(level), m * (1.0 - std::log(beyond)), 4 * error) << level;
    EXPECT_NEAR(error, m * std::sqrt((2.0 * beyond - beyond * beyond) / n) / beyond, 0.1 * error) << level;
  }
  EXPECT_NEAR(tail.mean(), m, 4 * m / std::sqrt(n));
}

TEST(LossTail, ValueAtRiskHasTheErrorOfAnOrderStatistic) {
  // sqrt(a (1-a) / n) / density, with density (1-a)/m at the value at risk of exponential losses.
  const LossTail tail = losses(8000, 4, exponential_loss);
  const double n = 8000.0 * 128, m = 0.03;
  for (const double level : {0.5, 0.9, 0.99})
    EXPECT_NEAR(tail.value_at_risk_error(level) / (m * std::sqrt(level / ((1.0 - level) * n))), 1.0, 0.15) << level;
}

TEST(LossTail, IsThatOfTheSortedLosses) {
  std::vector<double> all;
  const LossTail tail = losses(200, 3, [&](Pair u) {
    all.push_back(exponential_loss(u));
    return all.back();
  });
  std::ranges::sort(all, std::greater<>());
  for (const double level : {0.5, 0.9, 0.99, 0.995}) {
    const auto count = static_cast<std::size_t>(std::llround((1.0 - level) * static_cast<double>(all.size())));
    double worst = 0.0;
    for (std::size_t i = 0; i < count; ++i) worst += all[i] / static_cast<double>(count);
    EXPECT_NEAR(tail.expected_shortfall(level), worst, 1e-6) << level;
    EXPECT_LT(tail.value_at_risk(level), all[count - 1] + 6.2e-5) << level;
    EXPECT_GT(tail.value_at_risk(level), all[count] - 6.2e-5) << level;
  }
}

TEST(LossTail, KeepsPointMassesExact) {
  // 97 % of paths lose nothing, 3 % lose 40 %: ES at 99 % is 0.4, ES at 95 % is 0.6 * 0.4 = 0.24.
  LossTail tail;
  for (int block = 0; block < 100; ++block) {
    Row loss;
    for (std::size_t p = 0; p < 100; ++p) loss[p] = p < 3 ? 0.4 : 0.0;
    count_losses(tail.bins.data(), loss, 100);
  }
  EXPECT_NEAR(tail.expected_shortfall(0.99), 0.4, 1e-12 + 6.2e-5);
  EXPECT_NEAR(tail.expected_shortfall(0.95), 0.24, 1e-12);
  EXPECT_EQ(tail.value_at_risk(0.95), 0.0);
  EXPECT_NEAR(tail.mean(), 0.012, 1e-13);
}

TEST(LossTail, PutsStrayLossesAtTheEndsAndCountsThem) {
  LossTail tail;
  Row loss;
  loss.fill(0.5);
  loss[0] = -0.1;
  loss[1] = 1.5;
  loss[2] = std::numeric_limits<double>::quiet_NaN();
  loss[3] = 1.0;
  loss[100] = 7.0;
  EXPECT_EQ(count_losses(tail.bins.data(), loss, 4), 3u);
  EXPECT_EQ(tail.bins.front().count, 1u);
  EXPECT_EQ(tail.bins.back().count, 3u);
  EXPECT_DOUBLE_EQ(tail.mean(), 0.75);
  EXPECT_DOUBLE_EQ(tail.expected_shortfall(0.5), 1.0);
}

TEST(LossTail, MergesToTheSameBits) {
  LossTail first = losses(30, 4, normal_loss);
  const LossTail second = losses(40, 5, exponential_loss);
  LossTail other_way = second;
  other_way.merge(first);
  first.merge(second);
  EXPECT_EQ(first, other_way);
  EXPECT_EQ(first.count(), 70 * block_width);
}

TEST(LossTail, OfNothingIsZeroWithInfiniteError) {
  const LossTail tail;
  EXPECT_EQ(tail.expected_shortfall(0.99), 0.0);
  EXPECT_EQ(tail.mean(), 0.0);
  EXPECT_EQ(tail.expected_shortfall_error(0.99), std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace waferline
