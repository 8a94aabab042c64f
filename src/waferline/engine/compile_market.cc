#include <fmt/core.h>

#include <algorithm>

#include "waferline/engine/compile_parts.h"
#include "waferline/market/calibration.h"

namespace waferline {

namespace {

DemandTerms demand_terms(const Market& market) {
  return {.growth_now = market.growth_now,
          .growth_long_run = market.growth_long_run,
          .growth_fade_years = market.growth_fade_years,
          .growth_reversion_per_year = market.growth_reversion_per_year,
          .growth_volatility = market.growth_volatility,
          .demand_volatility = market.demand_volatility,
          .jump_rate_per_year = market.jump_rate_per_year,
          .jump_size_log = market.jump_size_log,
          .boom_growth = market.boom_growth,
          .bust_growth = market.bust_growth,
          .boom_start_per_year = market.boom_start_per_year,
          .bust_start_per_year = market.bust_start_per_year,
          .boom_length_months = market.boom_length_months,
          .bust_length_months = market.bust_length_months,
          .boom_ends_in_bust_share = market.boom_ends_in_bust_share,
          .bust_credit_shift = market.bust_credit_shift};
}

std::vector<ChipSupply> chip_supplies(const Binding& binding, int months) {
  std::vector<ChipSupply> supplies;
  for (const Chip* chip : binding.chips_by_release()) {
    ChipSupply supply{.release_month = binding.month(chip->release),
                      .slip_mean_months = chip->slip_mean_months,
                      .follows = chip->follows ? binding.chip(*chip->follows) : -1,
                      .installed_units = chip->installed_units,
                      .failure_per_year = chip->failure_per_year,
                      .base_arrivals = std::vector<double>(static_cast<std::size_t>(months))};
    for (const Step& row : chip->arrivals.rows) {
      const int month = binding.month(row.month);
      if (month >= 0 && month < months) supply.base_arrivals[static_cast<std::size_t>(month)] = row.value;
    }
    supplies.push_back(std::move(supply));
  }
  return supplies;
}

std::string words(CalibrationFault fault) {
  switch (fault) {
    case CalibrationFault::reference_without_rent:
      return "is the reference chip but states no rent";
    case CalibrationFault::rent_without_units:
      return "states a rent but none is installed, so the rent says nothing of its quality";
    case CalibrationFault::rent_below_running_cost:
      return "states a rent below its running cost: nobody would run it";
    case CalibrationFault::idle_at_start:
      return "would not be run at its stated quality, so the other chips' rents could not hold";
    case CalibrationFault::too_close_substitutes:
      return "is too far from the reference chip in compute per running cost for so high a market.substitution";
  }
  return "cannot be calibrated";
}

}  // namespace

void compile_market(const World& world, const Binding& binding, Plan& plan, Problems& problems) {
  const Market& market = world.market;
  const auto& chips = binding.chips_by_release();
  const ClearingTerms terms{
      .substitution = market.substitution, .elasticity = market.demand_elasticity, .availability = market.availability};

  std::vector<ChipAtStart> at_start;
  for (const Chip* chip : chips)
    at_start.push_back({.effective_compute = chip->effective_compute,
                        .running_cost_usd_per_gpu_hour = chip->running_cost_usd_per_gpu_hour,
                        .installed_units = chip->installed_units,
                        .rent_usd_per_gpu_hour = chip->rent_usd_per_gpu_hour
                                                     ? std::optional<double>(chip->rent_usd_per_gpu_hour->value)
                                                     : std::nullopt,
                        .quality = chip->quality ? std::optional<double>(chip->quality->value) : std::nullopt});
  const auto calibrated = calibrate(at_start, static_cast<std::size_t>(binding.chip(market.reference_chip)), terms);
  if (!calibrated) {
    const Chip& chip = *chips[calibrated.error().chip];
    problems.push_back({chip.name.place, fmt::format("chip.{} {}", chip.name.text, words(calibrated.error().fault)),
                        "a market that clears at the stated rents", ""});
    return;
  }

  plan.demand = make_demand_plan(demand_terms(market), plan.months);
  plan.log_demand_at_start = calibrated->log_demand;
  plan.supply = make_supply_plan(chip_supplies(binding, plan.months), market.supply_volatility,
                                 market.supply_reversion_per_year, plan.months);
  plan.orders = make_order_plan({.elasticity = market.order_elasticity,
                                 .smoothing_months = market.order_smoothing_months,
                                 .lag_months = static_cast<int>(market.order_lag_months),
                                 .orders_min = market.orders_min,
                                 .orders_max = market.orders_max});
  std::vector<ChipClearing> clearing;
  std::vector<ChipValue> values;
  for (std::size_t g = 0; g < chips.size(); ++g) {
    const double cost = chips[g]->running_cost_usd_per_gpu_hour;
    clearing.push_back({chips[g]->effective_compute, calibrated->quality[g], cost});
    values.push_back(
        {chips[g]->effective_compute, calibrated->quality[g], cost, chips[g]->price_usd, chips[g]->frontier});
    plan.chip_names.push_back(chips[g]->name.text);
  }
  plan.clearing = make_clearing_plan(clearing, terms);
  plan.value = make_value_plan({.discount_rate = world.value.discount_rate,
                                .obsolescence_per_year = world.value.obsolescence_per_year,
                                .rent_reversion_per_year = world.value.rent_reversion_per_year,
                                .utilisation = world.value.utilisation,
                                .salvage_share = world.value.salvage_share},
                               market.substitution, values);
  plan.forced_sale = {.quality_haircut = world.forced_sale.quality_haircut,
                      .price_impact = world.forced_sale.price_impact,
                      .absorption_share = world.forced_sale.absorption_share,
                      .absorption_min = world.forced_sale.absorption_min};

  std::vector<int> days;
  for (int t = 0; t < plan.months; ++t) days.push_back(days_in(add_months(plan.start, t)));
  std::vector<ForwardPoint> curve;
  for (const Step& row : world.rates.forward.rows) curve.push_back({binding.month(row.month), row.value});
  plan.rates = make_rates_plan(curve, world.rates.reversion_per_year, world.rates.volatility, days);

  for (const Quote& quote : world.quote) {
    const auto q = static_cast<std::size_t>(plan.quote_count++);
    plan.quotes[q] = make_quote_plan(quote.level, quote.pass_through, quote.noise_log_sd, quote.change_probability);
    plan.quote_chip[q] = binding.chip(quote.chip);
    plan.quote_names.push_back(quote.name.text);
  }

  // Values are computed for what is pledged, and for the reference chip that readers compare with.
  std::vector<int> valued{binding.chip(market.reference_chip)};
  for (const Fleet& fleet : world.fleet) valued.push_back(binding.chip(fleet.chip));
  std::sort(valued.begin(), valued.end());
  valued.erase(std::unique(valued.begin(), valued.end()), valued.end());
  for (const int g : valued) plan.valued_chips[static_cast<std::size_t>(plan.valued_count++)] = g;
}

}  // namespace waferline
