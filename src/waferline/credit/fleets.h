/// A fleet's month: from when it serves, what it earns through its lease lines, what it costs to run.
///
/// A fleet not in service at the start serves from `in_service + floor(-mean ln u1)`. Its cost per chip-month is power
/// (kW x PUE x price x hours, scaled by how busy the chip is) plus hosting, overhead and maintenance; all of it times
/// the backup multiplier once its operator has defaulted, and times the share of units not yet sold in enforcement.
/// Source: docs/model.md, section 10. Money in USD a month, power price in USD per kWh.
///
///     start_fleet(plan, key, first_path, fleet, rows);
///     leases_month(...);                                  // leases.h: calls begin_fleet_month, bills lines, ends it
#pragma once

#include <cmath>
#include <cstdint>

#include "waferline/credit/obligors.h"
#include "waferline/numeric/draws.h"

namespace waferline {

struct FleetPlan {
  int operator_index = 0;
  double units = 0;
  double uncovered_units = 0;  ///< units under no lease line: they idle
  double cost_usd_per_gpu = 0;
  int in_service = 0;  ///< planned month, negative if before the start
  double delay_mean_months = 0;
  double kilowatts = 0;                ///< of a running chip, cooling included: power_kw x pue
  double fixed_usd_per_gpu_month = 0;  ///< kW x hosting + overhead + maintenance share x cost / 12
  double idle_power_share = 0;
};

struct FleetRows {
  Row serves_from;        ///< month
  Row in_service;         ///< 1 or 0, this month
  Row bills;              ///< USD of the month
  Row contract_receipts;  ///< the bills of contracted lines
  Row running_units;      ///< chips by how much power they draw, all units counted
  Row opex;               ///< USD of the month
  Row contract_value;     ///< USD: what is left of contracted margins, discounted (going concern)
};

inline namespace WAFERLINE_LEVEL {

/// Draws the commissioning delay; `fleet` is its place in the world file.
[[gnu::always_inline]] inline void start_fleet(const FleetPlan& plan, Key key, std::uint64_t first_path,
                                               std::uint32_t fleet, FleetRows& rows) {
  const double planned = plan.in_service;
  rows.serves_from.fill(planned);
  rows.in_service.fill(0.0);
  if (plan.in_service <= 0 || plan.delay_mean_months <= 0.0) return;
  Row u, unused;
  uniforms(u, unused, key, first_path, 0, purpose_commissioning, fleet);
  for (std::size_t p = 0; p < block_width; ++p) {
    rows.serves_from[p] = planned + std::floor(-plan.delay_mean_months * log_ordinary(u[p]));
  }
}

[[gnu::always_inline]] inline void begin_fleet_month(const FleetPlan& plan, int t, FleetRows& rows) {
  const double month = t;
  for (std::size_t p = 0; p < block_width; ++p) {
    rows.in_service[p] = month >= rows.serves_from[p] ? 1.0 : 0.0;
  }
  rows.bills.fill(0.0);
  rows.contract_receipts.fill(0.0);
  rows.contract_value.fill(0.0);
  rows.running_units.fill(plan.uncovered_units * plan.idle_power_share);
}

/// Costs of the month, once every line has said how busy its chips are.
[[gnu::always_inline]] inline void end_fleet_month(const FleetPlan& plan, const OperatorPlan& op,
                                                   const OperatorRows& op_rows, const Row& left,
                                                   FleetRows& __restrict rows) {
  const double fixed = plan.fixed_usd_per_gpu_month * plan.units;
  const double kwh = plan.kilowatts * hours_per_month;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double cost = kwh * op_rows.power_usd_per_kwh[p] * rows.running_units[p] + fixed;
    const double dearer = op_rows.alive[p] > 0.0 ? 1.0 : op.backup_cost_multiplier;
    rows.opex[p] = cost * dearer * left[p] * rows.in_service[p];
  }
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
