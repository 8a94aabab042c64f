/// Lease lines: one lease on one fleet, its state and its bill.
///
/// A line is contracted, vacant or re-leased. A contract ends at its date or with its customer; then the chips stand
/// empty for `1 + floor(-mean ln u2)` months, are let again at the market less a discount for a fixed term if that pays
/// for power, stand empty again, and so on. On-demand lines bill the market at their utilisation in every month. A
/// month is billed in the state it reached. Before its start a contracted line bills nothing and idles. Source:
/// docs/model.md, section 10. Rents in USD per chip-hour.
///
///     start_line(line, rows);
///     leases_month(fleets, fleet_count, operators, lines, line_count, key, first_path, t, inputs, line_rows,
///     fleet_rows);
#pragma once

#include <array>
#include <cmath>
#include <cstdint>

#include "waferline/credit/conditions.h"
#include "waferline/credit/fleets.h"
#include "waferline/credit/limits.h"
#include "waferline/credit/obligors.h"
#include "waferline/numeric/draws.h"

namespace waferline {

inline constexpr double line_contracted = 0, line_vacant = 1, line_released = 2;

struct LinePlan {
  int fleet = 0;
  int customer = -1;  ///< none for on-demand lines
  bool on_demand = false;
  double chips = 0;  ///< share x units of the fleet
  int starts = 0;    ///< month
  int ends = 0;      ///< first month no longer under contract
  double rent_usd_per_gpu_hour = 0;
  double utilisation = 1;  ///< of an on-demand line
  double vacancy_mean_months = 0;
  double release_term_months = 1;  ///< at least 1
  double release_discount = 0;
  double breach_probability = 0;                    ///< of a month
  double credit_share = 0;                          ///< of the bill given back in a month of breach
  double annuity_rate = 0;                          ///< the buyers' discount rate, for the value of a running contract
  std::array<double, max_months> annuity_months{};  ///< [t]: months' worth of the margin after t until `ends`
};

struct LineRows {
  Row state;        ///< line_contracted, line_vacant, line_released
  Row months_left;  ///< of the vacancy or the term
  Row rent;         ///< USD per chip-hour in force when let
  Row bill;         ///< USD of the month
};

/// Rows of other models that the lines read; arrays are by line, fleet, customer and operator.
struct LeaseInputs {
  const Row* const* reference_rent = nullptr;  ///< by line: the quote it follows, else the clearing rent of its chip
  const Row* const* left = nullptr;            ///< by fleet: share of units not yet sold
  const CustomerRows* customers = nullptr;
  const OperatorRows* operators = nullptr;
};

/// Fills `annuity_months`: 12 (1 - e^(-r T)) / r with T the years from the end of month t to `ends`.
void set_annuity(LinePlan& line, double buyers_rate);

inline namespace WAFERLINE_LEVEL {

[[gnu::always_inline]] inline void start_line(const LinePlan& plan, LineRows& rows) {
  rows.state.fill(line_contracted);
  rows.months_left.fill(0.0);
  rows.rent.fill(plan.rent_usd_per_gpu_hour);
  rows.bill.fill(0.0);
}

/// Share of a bill that survives while another operator takes over.
[[gnu::always_inline]] inline double transition_share(const OperatorPlan& op, double alive, double default_month,
                                                      double month) {
  const bool in_transition = all(alive <= 0.0, month - default_month < op.transition_months);
  return in_transition ? 1.0 - op.transition_loss : 1.0;
}

[[gnu::always_inline]] inline void on_demand_month(const LinePlan& line, const OperatorPlan& op, int t,
                                                   const Row& reference_rent, const OperatorRows& op_rows,
                                                   const Row& left, LineRows& __restrict rows,
                                                   FleetRows& __restrict fleet_rows) {
  const double month = t, busy = line.chips * line.utilisation;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double kept = transition_share(op, op_rows.alive[p], op_rows.default_month[p], month);
    rows.bill[p] = reference_rent[p] * hours_per_month * busy * kept * left[p] * fleet_rows.in_service[p];
    rows.rent[p] = reference_rent[p];
    fleet_rows.bills[p] += rows.bill[p];
    fleet_rows.running_units[p] += busy;
  }
}

/// What a block's lines need of steps 1 and 2: most months, nothing.
struct LineChanges {
  bool some_end, some_wait;
};

/// Which paths' contract or term is over this month, and whether any line stands empty with its vacancy over.
[[gnu::always_inline]] inline LineChanges lines_that_end(const LinePlan& line, int t, const Row& customer_alive,
                                                         const Row& in_service, const LineRows& rows,
                                                         Row& falls_vacant) {
  const bool expired = t >= line.ends;
  unsigned end = 0, wait = 0;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double state = rows.state[p];
    const bool time_is_up = rows.months_left[p] <= 0.0, serves = in_service[p] > 0.0;
    const bool contract_over = all(state == line_contracted, any(expired, customer_alive[p] <= 0.0));
    const bool term_over = all(state == line_released, time_is_up);
    const bool falls = all(serves, any(contract_over, term_over));
    falls_vacant[p] = falls ? 1.0 : 0.0;
    end |= falls ? 1u : 0u;
    wait |= all(serves, state == line_vacant, time_is_up) ? 1u : 0u;
  }
  return {end != 0, wait != 0};
}

/// Step 1: contracts and terms that are over leave the chips empty, for this month at least.
[[gnu::always_inline]] inline void fall_vacant(const LinePlan& line, const Row& u2, const Row& falls_vacant,
                                               LineRows& rows) {
  for (std::size_t p = 0; p < block_width; ++p) {
    const double vacancy = 1.0 + std::floor(-line.vacancy_mean_months * log_ordinary(u2[p]));
    const bool falls = falls_vacant[p] > 0.0;
    rows.state[p] = falls ? line_vacant : rows.state[p];
    rows.months_left[p] = falls ? vacancy : rows.months_left[p];
  }
}

/// Step 2: empty chips whose vacancy is over are let again if that pays for power.
[[gnu::always_inline]] inline void let_again(const LinePlan& line, const FleetPlan& fleet, const Row& reference_rent,
                                             const OperatorRows& op_rows, const Row& in_service,
                                             LineRows& __restrict rows) {
  const double kept = 1.0 - line.release_discount, kilowatts = fleet.kilowatts, term = line.release_term_months;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double offered = reference_rent[p] * kept;
    const double power_of_an_hour = kilowatts * op_rows.power_usd_per_kwh[p];
    const bool let =
        all(in_service[p] > 0.0, rows.state[p] == line_vacant, rows.months_left[p] <= 0.0, offered > power_of_an_hour);
    rows.state[p] = let ? line_released : rows.state[p];
    rows.rent[p] = let ? offered : rows.rent[p];
    rows.months_left[p] = let ? term : rows.months_left[p];
  }
}

/// Step 3: the bill of the state reached, what it draws in power, and the value of what is still contracted.
[[gnu::always_inline]] inline void bill_line(const LinePlan& line, const FleetPlan& fleet, const OperatorPlan& op,
                                             int t, const Row& u1, const OperatorRows& op_rows, const Row& left,
                                             LineRows& __restrict rows, FleetRows& __restrict fleet_rows) {
  const double month = t, chip_hours = hours_per_month * line.chips;
  const bool started = t >= line.starts;
  const double annuity = t < max_months ? line.annuity_months[static_cast<std::size_t>(t)] : 0.0;
  for (std::size_t p = 0; p < block_width; ++p) {
    const bool serves = fleet_rows.in_service[p] > 0.0;
    const bool contracted = all(serves, started, rows.state[p] == line_contracted);
    const bool let = any(contracted, all(serves, rows.state[p] == line_released));
    const double gross = let ? rows.rent[p] * chip_hours : 0.0;
    const double credited = u1[p] < line.breach_probability ? 1.0 - line.credit_share : 1.0;
    const double kept = transition_share(op, op_rows.alive[p], op_rows.default_month[p], month);
    const double bill = gross * credited * kept * left[p];
    rows.bill[p] = bill;
    fleet_rows.bills[p] += bill;
    fleet_rows.contract_receipts[p] += contracted ? bill : 0.0;
    fleet_rows.running_units[p] += let ? line.chips : line.chips * fleet.idle_power_share;

    const double dearer = op_rows.alive[p] > 0.0 ? 1.0 : op.backup_cost_multiplier;
    const double power = fleet.kilowatts * op_rows.power_usd_per_kwh[p] * chip_hours;
    const double margin = bill - (power + fleet.fixed_usd_per_gpu_month * line.chips) * dearer * left[p];
    fleet_rows.contract_value[p] += all(contracted, margin > 0.0) ? margin * annuity : 0.0;

    const bool counting = all(serves, rows.state[p] != line_contracted, rows.months_left[p] > 0.0);
    rows.months_left[p] -= counting ? 1.0 : 0.0;
  }
}

/// Month t of one line; `index` is its place among the world's lines.
[[gnu::always_inline]] inline void line_month(const LinePlan& line, const FleetPlan& fleet, const OperatorPlan& op,
                                              Key key, std::uint64_t first_path, int t, std::uint32_t index,
                                              const LeaseInputs& in, LineRows& rows, FleetRows& fleet_rows) {
  const Row& reference = *in.reference_rent[index];
  const Row& left = *in.left[line.fleet];
  const OperatorRows& op_rows = in.operators[fleet.operator_index];
  if (line.on_demand) return on_demand_month(line, op, t, reference, op_rows, left, rows, fleet_rows);
  const Row& alive = line.customer >= 0 ? in.customers[line.customer].alive : one_row;
  Row falls_vacant, u1, u2;
  const LineChanges changes = lines_that_end(line, t, alive, fleet_rows.in_service, rows, falls_vacant);
  // A draw depends on its name alone, so a month that needs none can leave it out and change nothing.
  if (changes.some_end || line.breach_probability > 0.0) {
    uniforms(u1, u2, key, first_path, static_cast<std::uint32_t>(t), purpose_lease_line, index);
  } else {
    u1.fill(1.0);
  }
  if (changes.some_end) fall_vacant(line, u2, falls_vacant, rows);
  if (changes.some_wait) let_again(line, fleet, reference, op_rows, fleet_rows.in_service, rows);
  bill_line(line, fleet, op, t, u1, op_rows, left, rows, fleet_rows);
}

/// Month t of all lines and fleets. Run customers and operators before it and facilities after it.
[[gnu::always_inline]] inline void leases_month(const FleetPlan* fleets, int fleet_count, const OperatorPlan* operators,
                                                const LinePlan* lines, int line_count, Key key,
                                                std::uint64_t first_path, int t, const LeaseInputs& in,
                                                LineRows* line_rows, FleetRows* fleet_rows) {
  for (int f = 0; f < fleet_count; ++f) begin_fleet_month(fleets[f], t, fleet_rows[f]);
  for (int l = 0; l < line_count; ++l) {
    const LinePlan& line = lines[l];
    const FleetPlan& fleet = fleets[line.fleet];
    line_month(line, fleet, operators[fleet.operator_index], key, first_path, t, static_cast<std::uint32_t>(l), in,
               line_rows[l], fleet_rows[line.fleet]);
  }
  for (int f = 0; f < fleet_count; ++f) {
    const int op = fleets[f].operator_index;
    end_fleet_month(fleets[f], operators[op], in.operators[op], *in.left[f], fleet_rows[f]);
  }
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
