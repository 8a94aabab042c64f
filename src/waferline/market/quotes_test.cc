#include "waferline/market/quotes.h"

#include <gtest/gtest.h>

#include <cmath>

#include "waferline/numeric/draws.h"

namespace waferline {
namespace {

TEST(Quotes, StartAtTheirLevelOverTheClearingRent) {
  const QuotePlan plan = make_quote_plan(1.3, 0.6, 0.05, 0.5);
  Row rent, log_quote, quote;
  rent.fill(2.4);
  start_quote(plan, rent, log_quote, quote);
  EXPECT_NEAR(quote[0], 1.3 * 2.4, 1e-14);
}

TEST(Quotes, CloseTheirShareOfTheGapWhenTheyChangeAndStandOtherwise) {
  const QuotePlan plan = make_quote_plan(1.0, 0.25, 0.0, 0.5);
  Row rent, log_quote, quote, z, u;
  rent.fill(1.0);
  start_quote(plan, rent, log_quote, quote);
  rent.fill(std::exp(0.8));
  z.fill(1.0);
  u.fill(0.75);
  u[3] = 0.25;
  update_quote(plan, z, u, rent, log_quote, quote);
  EXPECT_EQ(quote[0], 1.0);
  EXPECT_NEAR(quote[3], std::exp(0.2), 1e-14);
}

TEST(Quotes, SettleAroundTheRentWithTheVarianceOfTheirNoise) {
  // ln Q is first-order autoregressive at changes: variance sigma^2/(1-(1-theta)^2) whatever the chance of a change.
  const double theta = 0.4, sigma = 0.1, probability = 0.5;
  const QuotePlan plan = make_quote_plan(1.2, theta, sigma, probability);
  Row rent, log_quote, quote, z, z2, u, u2;
  rent.fill(2.0);
  start_quote(plan, rent, log_quote, quote);
  double sum = 0, squares = 0;
  int count = 0;
  for (std::uint32_t t = 1; t < 4000; ++t) {
    normals(z, z2, key_of(3), 0, t, 5, 0);
    uniforms(u, u2, key_of(3), 0, t, 5, 1);
    update_quote(plan, z, u, rent, log_quote, quote);
    if (t < 100 || t % 20 != 0) continue;  // every twentieth month is all but independent
    for (std::size_t p = 0; p < block_width; ++p, ++count) {
      const double deviation = log_quote[p] - std::log(2.4);
      sum += deviation;
      squares += deviation * deviation;
    }
  }
  const double variance = sigma * sigma / (1 - (1 - theta) * (1 - theta));
  EXPECT_NEAR(sum / count, 0, 4 * std::sqrt(variance / count));
  EXPECT_NEAR(squares / count, variance, 4 * variance * std::sqrt(2.0 / count));
}

}  // namespace
}  // namespace waferline
