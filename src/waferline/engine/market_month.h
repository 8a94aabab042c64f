/// The market's month: demand, supply, clearing, frontier, values, quotes and rates, in the order of docs/model.md.
#pragma once

#include "waferline/engine/plan.h"
#include "waferline/engine/purposes.h"
#include "waferline/engine/state.h"
#include "waferline/numeric/draws.h"

namespace waferline {
inline namespace WAFERLINE_LEVEL {

[[gnu::always_inline]] inline void draw_release_slips(const Plan& plan, Key key, std::uint64_t first_path,
                                                      MarketState& market) {
  Row u[max_chips], unused;
  for (int g = 0; g < plan.supply.chips; ++g)
    if (plan.supply.slip_mean_months[static_cast<std::size_t>(g)] > 0)
      uniforms(u[g], unused, key, first_path, 0, purpose_release_slip, static_cast<std::uint32_t>(g));
  draw_slips(plan.supply, u, market.slip.data());
}

/// What follows from installed units and demand, in every month: rents, frontier, values, absorption.
[[gnu::always_inline]] inline void clear_and_value(const Plan& plan, int t, MarketState& market) {
  clear_market(plan.clearing, market.demand.log_demand, market.units.data(), market.rent.data(), market.log_compute,
               market.log_price);
  update_frontier(plan.value, t, plan.supply.release_month, market.slip.data(), market.rent.data(), market.frontier);
  remember_rents(plan.orders, t, market.frontier.log_rent_over_free_entry, market.order_memory);
  for (int i = 0; i < plan.valued_count; ++i) {
    const int g = plan.valued_chips[static_cast<std::size_t>(i)];
    const auto chip = static_cast<std::size_t>(g);
    value_chip(plan.value, g, market.frontier, market.rent[chip], market.value[chip]);
  }
  absorption(plan.forced_sale, plan.supply.chips, plan.clearing.effective_compute, market.arrivals.data(),
             market.absorption);
}

[[gnu::always_inline]] inline void start_market(const Plan& plan, Key key, std::uint64_t first_path,
                                                MarketState& market) {
  draw_release_slips(plan, key, first_path, market);
  start_demand(plan.log_demand_at_start, market.demand);
  start_supply(plan.supply, market.slip.data(), market.supply_factor, market.units.data(), market.arrivals.data());
  market.orders.fill(1.0);
  clear_and_value(plan, 0, market);
  for (int q = 0; q < plan.quote_count; ++q) {
    const auto quote = static_cast<std::size_t>(q);
    start_quote(plan.quotes[quote], market.rent[static_cast<std::size_t>(plan.quote_chip[quote])],
                market.log_quote[quote], market.quote[quote]);
  }
  start_rates(plan.rates, market.rates);
}

[[gnu::always_inline]] inline void market_month(const Plan& plan, Key key, std::uint64_t first_path, int t,
                                                MarketState& market) {
  const auto month = static_cast<std::uint32_t>(t);
  Row z1, z2, u1, u2;
  normals(z1, z2, key, first_path, month, purpose_demand_shocks, 0);
  uniforms(u1, u2, key, first_path, month, purpose_demand_events, 0);
  update_demand(plan.demand, t, z1, z2, u1, u2, market.demand);

  normals(z1, z2, key, first_path, month, purpose_supply, 0);
  orders_of_month(plan.orders, t, market.order_memory, market.orders);
  update_supply(plan.supply, t, z1, market.orders, market.slip.data(), market.supply_factor, market.units.data(),
                market.arrivals.data());
  update_rates(plan.rates, t, z2, market.rates);
  clear_and_value(plan, t, market);

  for (int q = 0; q < plan.quote_count; ++q) {
    const auto quote = static_cast<std::size_t>(q);
    const auto index = static_cast<std::uint32_t>(2 * q);
    normals(z1, z2, key, first_path, month, purpose_quote, index);
    uniforms(u1, u2, key, first_path, month, purpose_quote, index + 1);
    update_quote(plan.quotes[quote], z1, u1, market.rent[static_cast<std::size_t>(plan.quote_chip[quote])],
                 market.log_quote[quote], market.quote[quote]);
  }
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
