/// The month of eight lease lines on eight fleets in two loops: draws, then bills, costs and contract value of all.
#pragma once

#include <algorithm>

#include "fused_lane.h"
#include "waferline/credit/leases.h"
#include "waferline/engine/plan.h"
#include "waferline/engine/state.h"

namespace waferline {
inline namespace WAFERLINE_LEVEL {

inline constexpr std::size_t fused_lines = 8;

/// Sums over all fleets, USD of the month.
struct FusedReceipts {
  Row bills, contract_receipts, opex, contract_value;
};

/// Numbers of one line that a month's loop reads.
struct FusedLine {
  double chips, chip_hours, breach_probability, after_breach, annuity, idle_units, kilowatts, kwh, fixed_of_line,
      fixed_of_fleet;
};

[[gnu::always_inline]] inline FusedLine fused_line(const LinePlan& line, const FleetPlan& fleet, int t) {
  return {.chips = line.chips,
          .chip_hours = hours_per_month * line.chips,
          .breach_probability = line.breach_probability,
          .after_breach = 1.0 - line.credit_share,
          .annuity = line.annuity_months[static_cast<std::size_t>(t)],
          .idle_units = line.chips * fleet.idle_power_share,
          .kilowatts = fleet.kilowatts,
          .kwh = fleet.kilowatts * hours_per_month,
          .fixed_of_line = fleet.fixed_usd_per_gpu_month * line.chips,
          .fixed_of_fleet = fleet.fixed_usd_per_gpu_month * fleet.units};
}

/// Whether a contract could be over, or already is: while all run and their customer lives, no line changes.
[[gnu::always_inline]] inline bool fused_lines_may_change(const Plan& plan, int t, const BlockState& state) {
  int first_end = plan.lines[0].ends;
  for (std::size_t l = 1; l < fused_lines; ++l) first_end = std::min(first_end, plan.lines[l].ends);
  unsigned dead = 0;
  for (std::size_t p = 0; p < block_width; ++p) dead |= state.customer[0].alive[p] > 0.0 ? 0u : 1u;
  return t >= first_end || dead != 0;
}

/// Draws u1; where lines may change, by the engine's own steps, u2 too.
[[gnu::always_inline]] inline void fused_line_changes(const Plan& plan, Key key, std::uint64_t first_path, int t,
                                                      std::size_t l, bool may_change, BlockState& state, Row& u1) {
  const auto month = static_cast<std::uint32_t>(t), index = static_cast<std::uint32_t>(l);
  if (!may_change) {
    for (std::size_t p = 0; p < block_width; ++p)
      u1[p] = uniforms(key, first_path + p, month, purpose_lease_line, index).first;
    return;
  }
  const LinePlan& line = plan.lines[l];
  const OperatorRows& op = state.obligor_operator[0];
  const Row& rent = state.market.rent[static_cast<std::size_t>(plan.fleet_chip[l])];
  LineRows& rows = state.line[l];
  Row falls_vacant, u2;
  const LineChanges changes = lines_that_end(line, t, state.customer[0].alive, one_row, rows, falls_vacant);
  uniforms(u1, u2, key, first_path, month, purpose_lease_line, index);
  if (changes.some_end) fall_vacant(line, u2, falls_vacant, rows);
  if (changes.some_wait) let_again(line, plan.fleets[l], rent, op, one_row, rows);
}

[[gnu::always_inline]] inline void fused_leases(const Plan& plan, Key key, std::uint64_t first_path, int t,
                                                BlockState& state, FusedReceipts& __restrict sums) {
  Row u1[fused_lines];
  FusedLine lines[fused_lines];
  const bool may_change = fused_lines_may_change(plan, t, state);
  for (std::size_t l = 0; l < fused_lines; ++l) {
    lines[l] = fused_line(plan.lines[l], plan.fleets[l], t);
    fused_line_changes(plan, key, first_path, t, l, may_change, state, u1[l]);
  }
  const OperatorRows& op = state.obligor_operator[0];
  const OperatorPlan& terms = plan.operators[0];
  const double month = t, transition_months = terms.transition_months, in_transition = 1.0 - terms.transition_loss;
  const double backup = terms.backup_cost_multiplier;
  const Row& left_row = state.facility[0][FacilityRows::left];
  LineRows* __restrict rows = state.line.data();
  WAFERLINE_FUSED_LANES
  for (std::size_t p = 0; p < block_width; ++p) {
    const bool runs = op.alive[p] > 0.0, replaced = month - op.default_month[p] < transition_months;
    const double kept = all(!runs, replaced) ? in_transition : 1.0;
    const double dearer = runs ? 1.0 : backup, left = left_row[p], power_price = op.power_usd_per_kwh[p];
    double bills = 0.0, receipts = 0.0, opex = 0.0, value = 0.0;
#pragma GCC unroll 8
    for (std::size_t l = 0; l < fused_lines; ++l) {
      const FusedLine& line = lines[l];
      const double state_now = rows[l].state[p], months_left = rows[l].months_left[p];
      const bool contracted = state_now == line_contracted, let = any(contracted, state_now == line_released);
      const double gross = let ? rows[l].rent[p] * line.chip_hours : 0.0;
      const double credited = u1[l][p] < line.breach_probability ? line.after_breach : 1.0;
      const double bill = gross * credited * kept * left;
      const double power = line.kilowatts * power_price * line.chip_hours;
      const double margin = bill - (power + line.fixed_of_line) * dearer * left;
      const double running = let ? line.chips : line.idle_units;
      bills += bill;
      receipts += contracted ? bill : 0.0;
      opex += (line.kwh * power_price * running + line.fixed_of_fleet) * dearer * left;
      value += all(contracted, margin > 0.0) ? margin * line.annuity : 0.0;
      rows[l].months_left[p] = months_left - (all(!contracted, months_left > 0.0) ? 1.0 : 0.0);
    }
    sums.bills[p] = bills;
    sums.contract_receipts[p] = receipts;
    sums.opex[p] = opex;
    sums.contract_value[p] = value;
  }
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
