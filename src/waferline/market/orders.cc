#include "waferline/market/orders.h"

#include <cassert>

namespace waferline {

OrderPlan make_order_plan(const OrderTerms& terms) {
  assert(terms.smoothing_months >= 1);
  assert(terms.lag_months >= 1 && terms.lag_months <= max_order_lag_months);
  assert(terms.orders_min > 0 && terms.orders_min <= terms.orders_max);
  return {.elasticity = terms.elasticity,
          .weight_of_new = 1 / terms.smoothing_months,
          .lag_months = terms.lag_months,
          .log_min = log(terms.orders_min),
          .log_max = log(terms.orders_max)};
}

}  // namespace waferline
