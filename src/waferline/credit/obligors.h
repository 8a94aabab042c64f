/// Customers and operators: who defaults, who is upgraded, what power costs.
///
/// An obligor alive at the start of a month defaults in it if `w F + sqrt(1 - w^2) z` falls below the month's
/// threshold, F being the credit factor of the AI market and w its loading: lessee, operator and collateral can fail
/// together. A customer that is alive after that and not yet of investment grade is upgraded at a constant rate. Power
/// is bought partly at a fixed price; the rest follows a mean-reverting log price that starts at the stated level.
/// Source: docs/model.md, section 9.
///
///     start_customer(rows);
///     customer_month(plan, key, first_path, t, customer, credit_factor, rows);   // every month t >= 0
#pragma once

#include <cmath>
#include <cstdint>

#include "waferline/credit/conditions.h"
#include "waferline/credit/limits.h"
#include "waferline/credit/purposes.h"
#include "waferline/numeric/draws.h"

namespace waferline {

struct ObligorPlan {
  double threshold = 0;    ///< monthly_default_threshold(annual probability)
  double loading = 0;      ///< w, on the credit factor
  double own_loading = 1;  ///< sqrt(1 - w^2)
};

struct CustomerPlan {
  ObligorPlan obligor;
  double monthly_upgrade = 0;  ///< 1 - exp(-upgrade_per_year / 12)
};

struct OperatorPlan {
  ObligorPlan obligor;
  double power_usd_per_kwh = 0;
  double power_hedged_share = 0;
  double power_memory = 0;  ///< exp(-reversion / 12)
  double power_shock = 0;   ///< volatility * sqrt((1 - memory^2) / (2 reversion))
  double transition_months = 0;
  double transition_loss = 0;  ///< share of bills lost while another operator takes over
  double backup_cost_multiplier = 1;
};

struct CustomerRows {
  Row alive;          ///< 1 or 0
  Row upgraded;       ///< 1 once investment grade
  Row default_month;  ///< or never
};

struct OperatorRows {
  Row alive;
  Row default_month;  ///< or never
  Row power_log;      ///< log of the floating power price over its stated level
  Row power_usd_per_kwh;
};

inline namespace WAFERLINE_LEVEL {

[[gnu::always_inline]] inline void start_customer(CustomerRows& rows) {
  rows.alive.fill(1.0);
  rows.upgraded.fill(0.0);
  rows.default_month.fill(never);
}

[[gnu::always_inline]] inline void start_operator(const OperatorPlan& plan, OperatorRows& rows) {
  rows.alive.fill(1.0);
  rows.default_month.fill(never);
  rows.power_log.fill(0.0);
  rows.power_usd_per_kwh.fill(plan.power_usd_per_kwh);
}

/// Defaults of month t among the paths on which the obligor is alive.
[[gnu::always_inline]] inline void obligor_defaults(const ObligorPlan& plan, int t, const Row& credit_factor,
                                                    const Row& z, Row& alive, Row& month_of_default) {
  const double month = t;
  for (std::size_t p = 0; p < block_width; ++p) {
    const bool falls = plan.loading * credit_factor[p] + plan.own_loading * z[p] < plan.threshold;
    const bool defaults = all(falls, alive[p] > 0.0);
    month_of_default[p] = defaults ? month : month_of_default[p];
    alive[p] = defaults ? 0.0 : alive[p];
  }
}

/// Month t of one customer; `customer` is its place in the world file.
[[gnu::always_inline]] inline void customer_month(const CustomerPlan& plan, Key key, std::uint64_t first_path, int t,
                                                  std::uint32_t customer, const Row& credit_factor,
                                                  CustomerRows& rows) {
  const auto month = static_cast<std::uint32_t>(t);
  Row z, unused;
  normals(z, unused, key, first_path, month, purpose_customer, 2 * customer);
  obligor_defaults(plan.obligor, t, credit_factor, z, rows.alive, rows.default_month);
  if (plan.monthly_upgrade <= 0.0) return;
  Row u;
  uniforms(u, unused, key, first_path, month, purpose_customer, 2 * customer + 1);
  for (std::size_t p = 0; p < block_width; ++p) {
    const bool rises = all(u[p] < plan.monthly_upgrade, rows.alive[p] > 0.0);
    rows.upgraded[p] = rises ? 1.0 : rows.upgraded[p];
  }
}

/// Month t of one operator; `operator_index` is its place in the world file.
[[gnu::always_inline]] inline void operator_month(const OperatorPlan& plan, Key key, std::uint64_t first_path, int t,
                                                  std::uint32_t operator_index, const Row& credit_factor,
                                                  OperatorRows& rows) {
  Row z1, z2;
  normals(z1, z2, key, first_path, static_cast<std::uint32_t>(t), purpose_operator, operator_index);
  obligor_defaults(plan.obligor, t, credit_factor, z2, rows.alive, rows.default_month);
  if (t == 0 || plan.power_shock <= 0.0) return;
  const double floating = 1.0 - plan.power_hedged_share;
  for (std::size_t p = 0; p < block_width; ++p) {
    rows.power_log[p] = plan.power_memory * rows.power_log[p] + plan.power_shock * z1[p];
    rows.power_usd_per_kwh[p] = plan.power_usd_per_kwh * (plan.power_hedged_share + floating * exp(rows.power_log[p]));
  }
}

}  // namespace WAFERLINE_LEVEL

ObligorPlan obligor_plan(double annual_default_probability, double ai_loading);
CustomerPlan customer_plan(const ObligorPlan& obligor, double upgrade_per_year);

/// The shock and memory of a month's log power price; a reversion of 0 is a random walk.
void set_power(OperatorPlan& plan, double usd_per_kwh, double hedged_share, double volatility,
               double reversion_per_year);

}  // namespace waferline
