#include "waferline/market/market_probe.h"

#include <array>
#include <vector>

#include "waferline/market/calibration.h"

WAFERLINE_DECLARE_AT_EACH_LEVEL(void run_market_block(const MarketProbe& market, std::uint64_t seed,
                                                      std::uint64_t block, MarketProbeBlock& space, bool hashed,
                                                      MarketProbeResult& result))

namespace waferline {

namespace {

struct ProbeChip {
  double effective_compute, running_cost, installed_units;
  double rent;      ///< at month 0; 0 for a chip that is still to come
  int release;      ///< month
  double arrivals;  ///< a month from release on
  double price;
};

constexpr std::array<ProbeChip, 12> probe_chips = {{
    {0.06, 0.10, 3e5, 0.13, -100, 0, 2e3},
    {0.07, 0.08, 2e5, 0.15, -80, 0, 2e3},
    {0.315, 0.22, 2e6, 0.95, -70, 0, 8e3},
    {0.35, 0.25, 3e5, 0.80, -40, 0, 8e3},
    {1.0, 0.45, 4e6, 2.35, -36, 1e4, 28e3},
    {1.1, 0.45, 1e6, 2.70, -20, 1e4, 31e3},
    {1.0, 0.45, 5e5, 1.90, -20, 5e3, 20e3},
    {2.3, 0.70, 4e6, 4.60, -15, 2e5, 45e3},
    {2.6, 0.80, 2e6, 5.30, -6, 2.5e5, 52e3},
    {6.0, 1.10, 0, 0, 4, 3e5, 80e3},
    {14.0, 1.90, 0, 0, 15, 3e5, 120e3},
    {28.0, 3.10, 0, 0, 27, 4e5, 180e3},
}};

constexpr int probe_months = 60;

}  // namespace

MarketProbe probe_market() {
  const ClearingTerms clearing{.substitution = 5, .elasticity = 1.1, .availability = 0.85};
  std::vector<ChipAtStart> at_start;
  for (const ProbeChip& chip : probe_chips) {
    ChipAtStart start{chip.effective_compute, chip.running_cost, chip.installed_units, {}, {}};
    (chip.rent > 0 ? start.rent_usd_per_gpu_hour : start.quality) = chip.rent > 0 ? chip.rent : 1.0;
    at_start.push_back(start);
  }
  const Calibration calibrated = calibrate(at_start, 4, clearing).value();

  std::vector<ChipClearing> to_clear;
  std::vector<ChipSupply> to_supply;
  std::vector<ChipValue> to_value;
  for (std::size_t g = 0; g < probe_chips.size(); ++g) {
    const ProbeChip& chip = probe_chips[g];
    const bool coming = chip.release > 0;
    to_clear.push_back({chip.effective_compute, calibrated.quality[g], chip.running_cost});
    to_value.push_back({chip.effective_compute, calibrated.quality[g], chip.running_cost, chip.price, g >= 7});
    std::vector<double> base;
    for (int t = 0; t < probe_months; ++t) base.push_back(t >= chip.release ? chip.arrivals : 0.0);
    to_supply.push_back({.release_month = chip.release,
                         .slip_mean_months = coming ? 3.0 : 0.0,
                         .follows = chip.release > 4 ? static_cast<int>(g) - 1 : -1,
                         .installed_units = chip.installed_units,
                         .failure_per_year = 0.05,
                         .base_arrivals = base});
  }
  const DemandTerms demand{.growth_now = 0.9,
                           .growth_long_run = 0.25,
                           .growth_fade_years = 4,
                           .growth_reversion_per_year = 1.2,
                           .growth_volatility = 0.55,
                           .demand_volatility = 0.25,
                           .jump_rate_per_year = 0.05,
                           .jump_size_log = -0.5,
                           .boom_growth = 0.5,
                           .bust_growth = -0.9,
                           .boom_start_per_year = 0.2,
                           .bust_start_per_year = 0.1,
                           .boom_length_months = 10,
                           .bust_length_months = 12,
                           .boom_ends_in_bust_share = 0.5,
                           .bust_credit_shift = 0.7};
  const ValueTerms value{.discount_rate = 0.14,
                         .obsolescence_per_year = 0.30,
                         .rent_reversion_per_year = 1.2,
                         .utilisation = 0.8,
                         .salvage_share = 0.03};
  return {.months = probe_months,
          .log_demand_at_start = calibrated.log_demand,
          .demand = make_demand_plan(demand, probe_months),
          .supply = make_supply_plan(to_supply, 0.25, 0.8, probe_months),
          .orders = make_order_plan({0.8, 6, 6, 0.4, 2.5}),
          .clearing = make_clearing_plan(to_clear, clearing),
          .value = make_value_plan(value, clearing.substitution, to_value),
          .forced_sale = {0.09, 0.5, 0.05, 5000},
          .quote = make_quote_plan(1.2, 0.6, 0.04, 0.7),
          .rates = make_rates_plan({{0, 0.043}, {24, 0.034}}, 0.1, 0.01, std::vector<int>(probe_months, 30))};
}

MarketProbeResult run_market_probe(Level level, const MarketProbe& market, std::uint64_t seed, std::uint64_t block,
                                   MarketProbeBlock& space, bool hashed) {
  MarketProbeResult result;
  WAFERLINE_AT_LEVEL(level, run_market_block)(market, seed, block, space, hashed, result);
  return result;
}

}  // namespace waferline
