#include "waferline/market/orders.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <vector>

namespace waferline {
namespace {

TEST(Orders, FollowASmoothedSignalAfterTheLagAndStayInBounds) {
  const OrderTerms terms{
      .elasticity = 0.8, .smoothing_months = 6, .lag_months = 3, .orders_min = 0.5, .orders_max = 1.5};
  const OrderPlan plan = make_order_plan(terms);
  const auto memory = std::make_unique<OrderMemory>();
  std::vector<double> smoothed;
  Row signal, orders;
  for (int t = 0; t < 60; ++t) {
    orders_of_month(plan, t, *memory, orders);
    double expected = 1;
    if (t >= 3) expected = std::clamp(std::exp(0.8 * (smoothed[t - 3] - smoothed[0])), 0.5, 1.5);
    ASSERT_NEAR(orders[17], expected, 1e-14) << t;
    const double q = 0.2 + std::sin(0.3 * t) * 1.5;
    smoothed.push_back(t == 0 ? q : smoothed.back() + (q - smoothed.back()) / 6);
    signal.fill(q);
    remember_rents(plan, t, signal, *memory);
  }
}

TEST(Orders, AreTheRoadmapsWhileNothingIsRemembered) {
  const OrderPlan plan = make_order_plan({0.8, 6, max_order_lag_months, 0.1, 10});
  const auto memory = std::make_unique<OrderMemory>();
  Row signal, orders;
  for (int t = 0; t <= max_order_lag_months; ++t) {
    orders_of_month(plan, t, *memory, orders);
    EXPECT_EQ(orders[0], 1.0);
    signal.fill(0.1 * t);
    remember_rents(plan, t, signal, *memory);
  }
  orders_of_month(plan, max_order_lag_months + 1, *memory, orders);
  EXPECT_GT(orders[0], 1.0);
}

}  // namespace
}  // namespace waferline
