#include "waferline/market/market_probe.h"

#include "waferline/numeric/draws.h"

namespace waferline::inline WAFERLINE_LEVEL {
namespace {

// Purposes of docs/model.md section 1.
constexpr std::uint32_t demand_shocks = 1, demand_events = 2, supply_shocks = 3, release_slip = 4, quote_draws = 5;

constexpr int quoted_chip = 2;

void start(const MarketProbe& market, Key key, std::uint64_t first_path, MarketProbeBlock& b) {
  Row unused;
  for (int g = 0; g < market.supply.chips; ++g) {
    if (market.supply.slip_mean_months[static_cast<std::size_t>(g)] > 0)
      uniforms(b.values[g], unused, key, first_path, 0, release_slip, static_cast<std::uint32_t>(g));
  }
  draw_slips(market.supply, b.values, b.slip);
  start_demand(market.log_demand_at_start, b.demand);
  start_supply(market.supply, b.slip, b.supply_factor, b.units, b.arrivals);
  start_rates(market.rates, b.rates);
  orders_of_month(market.orders, 0, b.memory, b.orders);
}

void advance(const MarketProbe& market, Key key, std::uint64_t first_path, int t, MarketProbeBlock& b) {
  Row z1, z2, u1, u2;
  const auto month = static_cast<std::uint32_t>(t);
  normals(z1, z2, key, first_path, month, demand_shocks, 0);
  uniforms(u1, u2, key, first_path, month, demand_events, 0);
  update_demand(market.demand, t, z1, z2, u1, u2, b.demand);
  normals(z1, z2, key, first_path, month, supply_shocks, 0);
  update_rates(market.rates, t, z2, b.rates);
  orders_of_month(market.orders, t, b.memory, b.orders);
  update_supply(market.supply, t, z1, b.orders, b.slip, b.supply_factor, b.units, b.arrivals);
}

void price(const MarketProbe& market, int t, MarketProbeBlock& b) {
  clear_market(market.clearing, b.demand.log_demand, b.units, b.rents, b.log_compute, b.log_price);
  update_frontier(market.value, t, market.supply.release_month, b.slip, b.rents, b.frontier);
  remember_rents(market.orders, t, b.frontier.log_rent_over_free_entry, b.memory);
  absorption(market.forced_sale, market.supply.chips, market.clearing.effective_compute, b.arrivals, b.absorbed);
  for (int g = 0; g < market.supply.chips; ++g) {
    value_chip(market.value, g, b.frontier, b.rents[g], b.values[g]);
    forced_sale_price(market.forced_sale, b.values[g], b.sold, b.absorbed, b.prices[g]);
  }
}

void quote(const MarketProbe& market, Key key, std::uint64_t first_path, int t, MarketProbeBlock& b) {
  if (t == 0) {
    start_quote(market.quote, b.rents[quoted_chip], b.log_quote, b.quote);
    return;
  }
  Row z1, z2, u1, u2;
  const auto month = static_cast<std::uint32_t>(t);
  normals(z1, z2, key, first_path, month, quote_draws, 0);
  uniforms(u1, u2, key, first_path, month, quote_draws, 1);
  update_quote(market.quote, z1, u1, b.rents[quoted_chip], b.log_quote, b.quote);
}

/// FNV-1a over 64-bit words.
void hash_row(std::uint64_t& hash, const Row& row) {
  for (const double value : row.at) hash = (hash ^ bits_of(value)) * 0x100000001b3;
}

void record(const MarketProbe& market, const MarketProbeBlock& b, MarketProbeResult& result) {
  for (int g = 0; g < market.supply.chips; ++g) {
    hash_row(result.hash, b.rents[g]);
    hash_row(result.hash, b.values[g]);
    hash_row(result.hash, b.prices[g]);
    for (const double rent : b.rents[g].at)
      result.idle_share += rent == market.clearing.running_cost[static_cast<std::size_t>(g)] ? 1.0 : 0.0;
  }
  hash_row(result.hash, b.quote);
  hash_row(result.hash, b.rates.sofr);
  hash_row(result.hash, b.rates.discount);
}

}  // namespace

void run_market_block(const MarketProbe& market, std::uint64_t seed, std::uint64_t block, MarketProbeBlock& space,
                      bool hashed, MarketProbeResult& result) {
  const Key key = key_of(seed);
  const std::uint64_t first_path = block * block_width;
  space.sold.fill(5000.0);
  start(market, key, first_path, space);
  for (int t = 0; t < market.months; ++t) {
    if (t > 0) advance(market, key, first_path, t, space);
    price(market, t, space);
    quote(market, key, first_path, t, space);
    if (hashed) record(market, space, result);
  }
  result.idle_share /= static_cast<double>(market.months * market.supply.chips) * block_width;
}

}  // namespace waferline::inline WAFERLINE_LEVEL
