/// A whole market, month by month, for one block of paths, at each CPU level: for tests of equal bits and for
/// benchmarks.
///
/// The engine's month does this and more; here there are no fleets, no debt and no results beyond a hash.
///
///     const MarketProbe market = probe_market();
///     const MarketProbeResult result = run_market_probe(best_level(), market, seed, block);
#pragma once

#include <cstdint>

#include "waferline/market/clearing.h"
#include "waferline/market/demand.h"
#include "waferline/market/forced_sale.h"
#include "waferline/market/orders.h"
#include "waferline/market/quotes.h"
#include "waferline/market/rates.h"
#include "waferline/market/supply.h"
#include "waferline/market/value.h"
#include "waferline/numeric/levels.h"

namespace waferline {

struct MarketProbe {
  int months = 0;
  double log_demand_at_start = 0;
  DemandPlan demand;
  SupplyPlan supply;
  OrderPlan orders;
  ClearingPlan clearing;
  ValuePlan value;
  ForcedSalePlan forced_sale;
  QuotePlan quote;
  RatesPlan rates;
};

/// What a block holds while it runs.
struct MarketProbeBlock {
  DemandState demand;
  OrderMemory memory;
  Frontier frontier;
  RatesState rates;
  Row supply_factor, orders, log_compute, log_price, absorbed, sold, log_quote, quote;
  Row units[max_chips], arrivals[max_chips], rents[max_chips], values[max_chips], prices[max_chips];
  IndexRow slip[max_chips];
};

struct MarketProbeResult {
  std::uint64_t hash = 0;  ///< of rents, values, forced-sale prices, quote, rate and discount of every month
  double idle_share = 0;   ///< of chips in months that earn just their running cost
};

/// Twelve chips, three still to come, over sixty months: a market of the flagship world's size, with made-up figures.
MarketProbe probe_market();

/// Runs one block. `hashed` false leaves only the market's own work, for benchmarks.
MarketProbeResult run_market_probe(Level level, const MarketProbe& market, std::uint64_t seed, std::uint64_t block,
                                   MarketProbeBlock& space, bool hashed = true);

}  // namespace waferline
