/// Orders for chips, relative to the roadmap: they follow rents over free entry, late and smoothed.
///
///     qbar' = qbar + (q - qbar)/smoothing,  q = ln(R_f / Rfree_f)
///     orders(t) = exp(clamp(eta (qbar(t-lag) - qbar(0)), ln min, ln max)),  1 for t < lag
///
/// Buyers extrapolate what they have seen, and deliveries follow orders by the lag, so a boom brings its own glut.
/// Source: docs/model.md section 3; Greenwood & Hanson 2015, "Waves in ship prices and investment".
///
///     orders_of_month(plan, t, memory, orders);            // before supply is updated
///     remember_rents(plan, t, frontier.log_rent_over_free_entry, memory);  // after the market has cleared
#pragma once

#include <array>

#include "waferline/market/limits.h"
#include "waferline/numeric/block.h"
#include "waferline/numeric/level.h"
#include "waferline/numeric/maths.h"

namespace waferline {

struct OrderTerms {
  double elasticity = 0;                  ///< eta
  double smoothing_months = 1;            ///< at least 1
  int lag_months = 1;                     ///< 1 to max_order_lag_months
  double orders_min = 1, orders_max = 1;  ///< positive, relative to the roadmap
};

struct OrderPlan {
  double elasticity, weight_of_new;
  int lag_months;
  double log_min, log_max;
};

OrderPlan make_order_plan(const OrderTerms& terms);

/// What buyers remember on each path of a block.
struct OrderMemory {
  Row smoothed, at_start;
  std::array<Row, max_order_lag_months> past;  ///< qbar of the last lag months, month t in slot t mod lag
};

inline namespace WAFERLINE_LEVEL {

/// Orders that arrive in month t, relative to the roadmap.
[[gnu::always_inline]] inline void orders_of_month(const OrderPlan& plan, int t, const OrderMemory& __restrict memory,
                                                   Row& __restrict orders) {
  if (t < plan.lag_months) {
    orders.fill(1.0);
    return;
  }
  const Row& __restrict then = memory.past[static_cast<std::size_t>(t % plan.lag_months)];
  const double elasticity = plan.elasticity, log_min = plan.log_min, log_max = plan.log_max;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double wanted = elasticity * (then[p] - memory.at_start[p]);
    const double at_least = wanted < log_min ? log_min : wanted;
    orders[p] = exp_moderate(at_least > log_max ? log_max : at_least);
  }
}

/// Takes in month t's ln(R_f / Rfree_f), for every t from 0 on and after `orders_of_month` of the same month.
[[gnu::always_inline]] inline void remember_rents(const OrderPlan& plan, int t,
                                                  const Row& __restrict log_rent_over_free_entry,
                                                  OrderMemory& __restrict memory) {
  if (t == 0) {
    memory.smoothed = log_rent_over_free_entry;
    memory.at_start = log_rent_over_free_entry;
  } else {
    const double weight = plan.weight_of_new;
    for (std::size_t p = 0; p < block_width; ++p)
      memory.smoothed[p] += (log_rent_over_free_entry[p] - memory.smoothed[p]) * weight;
  }
  memory.past[static_cast<std::size_t>(t % plan.lag_months)] = memory.smoothed;
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
