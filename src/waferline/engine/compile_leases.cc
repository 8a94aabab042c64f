#include <algorithm>

#include "waferline/credit/default_threshold.h"
#include "waferline/engine/compile_parts.h"

namespace waferline {

namespace {

OperatorPlan operator_plan(const Operator& op) {
  OperatorPlan plan;
  plan.obligor = obligor_plan(op.annual_default_probability, op.ai_loading);
  set_power(plan, op.power_usd_per_kwh, op.power_hedged_share, op.power_volatility, op.power_reversion_per_year);
  plan.transition_months = op.transition_months;
  plan.transition_loss = op.transition_loss;
  plan.backup_cost_multiplier = op.backup_cost_multiplier;
  return plan;
}

FleetPlan fleet_plan(const Fleet& fleet, const Operator& op, const Chip& chip, const Binding& binding) {
  const double hosting = chip.power_kw * op.hosting_usd_per_kw_month;
  const double maintenance = op.maintenance_share_per_year * fleet.cost_usd_per_gpu / 12;
  return {.operator_index = binding.obligor_operator(fleet.operator_name),
          .units = fleet.units,
          .uncovered_units = fleet.units,
          .cost_usd_per_gpu = fleet.cost_usd_per_gpu,
          .in_service = binding.month(fleet.in_service),
          .delay_mean_months = fleet.commissioning_delay_mean_months,
          .kilowatts = chip.power_kw * op.pue,
          .fixed_usd_per_gpu_month = hosting + op.overhead_usd_per_gpu_month + maintenance,
          .idle_power_share = op.idle_power_share};
}

LinePlan line_plan(const Lease& lease, int fleet, const FleetPlan& on, const Binding& binding, double buyers_rate) {
  LinePlan line{.fleet = fleet,
                .customer = lease.customer ? binding.customer(*lease.customer) : -1,
                .on_demand = lease.type == LeaseType::on_demand,
                .chips = lease.share * on.units,
                .starts = lease.starts.stated ? binding.month(lease.starts) : on.in_service,
                .ends = lease.ends.stated ? binding.month(lease.ends) : max_months,
                .rent_usd_per_gpu_hour = lease.rent_usd_per_gpu_hour ? lease.rent_usd_per_gpu_hour->value : 0,
                .utilisation = lease.utilisation,
                .vacancy_mean_months = lease.vacancy_mean_months,
                .release_term_months = lease.release_term_months,
                .release_discount = lease.release_discount,
                .breach_probability = lease.breach_probability,
                .credit_share = lease.credit_share,
                .annuity_rate = buyers_rate,
                .annuity_months = {}};
  set_annuity(line, buyers_rate);
  return line;
}

}  // namespace

void compile_obligors_and_fleets(const World& world, const Binding& binding, Plan& plan) {
  for (const Customer& customer : world.customer) {
    plan.customers[static_cast<std::size_t>(plan.customer_count++)] = customer_plan(
        obligor_plan(customer.annual_default_probability, customer.ai_loading), customer.upgrade_per_year);
    plan.customer_names.push_back(customer.name.text);
  }
  for (const Operator& op : world.operator_) {
    plan.operators[static_cast<std::size_t>(plan.operator_count++)] = operator_plan(op);
    plan.operator_names.push_back(op.name.text);
  }
  for (const Fleet& fleet : world.fleet) {
    const auto f = static_cast<std::size_t>(plan.fleet_count++);
    const int chip = binding.chip(fleet.chip);
    const Operator& op = world.operator_[static_cast<std::size_t>(binding.obligor_operator(fleet.operator_name))];
    plan.fleets[f] = fleet_plan(fleet, op, *binding.chips_by_release()[static_cast<std::size_t>(chip)], binding);
    plan.fleet_chip[f] = chip;
    plan.fleet_facility[f] = -1;
    plan.fleet_names.push_back(fleet.name.text);
  }
  for (const Lease& lease : world.lease) {
    for (const Name& name : lease.fleet) {
      const int fleet = binding.fleet(name);
      FleetPlan& on = plan.fleets[static_cast<std::size_t>(fleet)];
      const auto l = static_cast<std::size_t>(plan.line_count++);
      plan.lines[l] = line_plan(lease, fleet, on, binding, world.value.discount_rate);
      plan.line_quote[l] = lease.quote ? binding.quote(*lease.quote) : -1;
      plan.line_names.push_back(lease.name.text + "/" + name.text);
      on.uncovered_units -= plan.lines[l].chips;
    }
  }
  for (int f = 0; f < plan.fleet_count; ++f) {
    double& uncovered = plan.fleets[static_cast<std::size_t>(f)].uncovered_units;
    uncovered = std::max(0.0, uncovered);  // shares that add up to 1 may leave a rounding
  }
}

}  // namespace waferline
