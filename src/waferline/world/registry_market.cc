// Registry: demand, supply, chip value, forced sales and rates.
#include "waferline/world/registry_build.h"

namespace waferline::registry {

Noun market_noun() {
  using M = Market;
  return single<&World::market>(
      "market", "Demand for compute and how supply answers it.",
      {
          reference<&M::reference_chip>("reference_chip", "chip", "Chip whose quality is 1; it must state a rent."),
          number<&M::demand_elasticity>("demand_elasticity", "% of demand per % of price", 0.05, 20,
                                        "How much more compute is wanted when it gets cheaper (epsilon)."),
          number<&M::substitution>(
              "substitution", "% of relative demand per % of relative price", 1.01, 100,
              "How easily one generation replaces another (s); above 1 and above demand_elasticity."),
          number<&M::growth_now>("growth_now", "log units a year", -5, 5, "Growth of demand at the start."),
          number<&M::growth_long_run>("growth_long_run", "log units a year", -5, 5, "Growth of demand it fades to."),
          number<&M::growth_fade_years>("growth_fade_years", "years", 0.05, 100,
                                        "Time in which the difference falls by 63%."),
          number<&M::growth_reversion_per_year>("growth_reversion_per_year", "1/year", 0.01, 50,
                                                "Speed at which a growth shock dies out.")
              .or_else(1),
          number<&M::growth_volatility>("growth_volatility", "log units a year per root year", 0, 5,
                                        "Size of growth shocks.")
              .or_else(0.0),
          number<&M::demand_volatility>("demand_volatility", "log units per root year", 0, 5,
                                        "Size of shocks to the level of demand.")
              .or_else(0.0),
          number<&M::jump_rate_per_year>("jump_rate_per_year", "1/year", 0, 12, "Expected jumps of demand a year.")
              .or_else(0.0),
          number<&M::jump_size_log>("jump_size_log", "log units", -5, 5, "Change of demand at a jump.").or_else(0.0),
          number<&M::boom_growth>("boom_growth", "log units a year", -5, 5, "Added to growth in a boom.").or_else(0.0),
          number<&M::bust_growth>("bust_growth", "log units a year", -5, 5, "Added to growth in a bust.").or_else(0.0),
          number<&M::boom_start_per_year>("boom_start_per_year", "1/year", 0, 6, "Rate at which booms start.")
              .or_else(0.0),
          number<&M::bust_start_per_year>("bust_start_per_year", "1/year", 0, 6, "Rate at which busts start.")
              .or_else(0.0),
          number<&M::boom_length_months>("boom_length_months", "months", 1, 240, "Mean length of a boom.").or_else(12),
          number<&M::bust_length_months>("bust_length_months", "months", 1, 240, "Mean length of a bust.").or_else(12),
          number<&M::boom_ends_in_bust_share>("boom_ends_in_bust_share", "share", 0, 1,
                                              "Share of booms that end in a bust.")
              .or_else(0.0),
          number<&M::bust_credit_shift>("bust_credit_shift", "standard deviations", 0, 10,
                                        "Fall of the credit factor in a bust.")
              .or_else(0.0),
          number<&M::availability>("availability", "share", 0.01, 1, "Share of installed chips that can run at once."),
          number<&M::supply_volatility>("supply_volatility", "log units", 0, 3,
                                        "Long-run standard deviation of the arrivals factor.")
              .or_else(0.0),
          number<&M::supply_reversion_per_year>("supply_reversion_per_year", "1/year", 0.01, 50,
                                                "Speed at which a supply shock dies out.")
              .or_else(1),
          number<&M::order_elasticity>("order_elasticity", "% of orders per % of rent", 0, 10,
                                       "How orders follow rent over free entry; 0 switches it off.")
              .or_else(0.0),
          number<&M::order_smoothing_months>("order_smoothing_months", "months", 1, 120,
                                             "Memory of buyers who follow rents.")
              .or_else(1),
          integer<&M::order_lag_months>("order_lag_months", "months", 1, 60, "Time from order to arrival.").or_else(1),
          number<&M::orders_min>("orders_min", "times the plan", 0.001, 1, "Least arrivals that orders can shrink to.")
              .or_else(0.001),
          number<&M::orders_max>("orders_max", "times the plan", 1, 1000, "Most arrivals that orders can grow to.")
              .or_else(1000),
      });
}

Noun value_noun() {
  using V = Value;
  return single<&World::value>(
      "value", "What buyers of used chips believe.",
      {
          number<&V::discount_rate>("discount_rate", "1/year", 0.001, 1, "Buyers' required return."),
          number<&V::obsolescence_per_year>("obsolescence_per_year", "1/year", 0.001, 5,
                                            "Speed at which buyers expect all rents to fade."),
          number<&V::rent_reversion_per_year>("rent_reversion_per_year", "1/year", 0.01, 50,
                                              "Speed at which they expect a rent to return to free entry."),
          number<&V::utilisation>("utilisation", "share", 0.01, 1, "Share of hours they expect to sell."),
          number<&V::salvage_share>("salvage_share", "share of the new price", 0, 1,
                                    "What a chip fetches when it no longer earns its running cost.")
              .or_else(0.0),
      });
}

Noun forced_sale_noun() {
  using F = ForcedSale;
  return single<&World::forced_sale>(
      "forced_sale", "What a lot fetches when it must be sold.",
      {
          number<&F::quality_haircut>("quality_haircut", "share", 0, 0.99,
                                      "Off the value for unknown condition and lost warranty."),
          number<&F::price_impact>("price_impact", "log units", 0, 20,
                                   "Fall of the price when a month's sales equal a month's absorption (lambda)."),
          number<&F::absorption_share>("absorption_share", "share", 0, 10,
                                       "Second-hand units the market absorbs, as a share of new arrivals."),
          number<&F::absorption_min>("absorption_min", "H100 equivalents a month", 1, 1e9,
                                     "Least absorption of a month."),
      });
}

Noun rates_noun() {
  using R = Rates;
  return single<&World::rates>("rates", "The short rate.",
                               {
                                   table<&R::forward>("forward", "a fraction (0.04 is 4%)", -0.05, 0.5,
                                                      "SOFR forward by month; linear between months, flat outside."),
                                   number<&R::reversion_per_year>("reversion_per_year", "1/year", 0.001, 20,
                                                                  "Speed at which a rate shock dies out.")
                                       .or_else(0.1),
                                   number<&R::volatility>("volatility", "a fraction per root year", 0, 0.2,
                                                          "Size of rate shocks; 0 keeps SOFR on the forward curve.")
                                       .or_else(0.0),
                               });
}

}  // namespace waferline::registry
