// Registry: who pays, who operates, what stands where, and under which lease.
#include "waferline/world/registry_build.h"

namespace waferline::registry {

Noun customer_noun() {
  using C = Customer;
  return named<&World::customer>(
      "customer", "A lessee.",
      {
          text<&C::rating>("rating", "For display."),
          number<&C::annual_default_probability>("annual_default_probability", "probability a year", 0, 0.99,
                                                 "Chance of default within a year."),
          number<&C::ai_loading>("ai_loading", "correlation", 0, 0.999,
                                 "How far its fate follows demand for AI (wrong-way risk).")
              .or_else(0.0),
          number<&C::upgrade_per_year>("upgrade_per_year", "1/year", 0, 12,
                                       "Rate at which it becomes investment grade.")
              .or_else(0.0),
      });
}

Noun operator_noun() {
  using O = Operator;
  return named<&World::operator_>(
      "operator", "A neocloud: runs fleets, sponsors facilities.",
      {
          text<&O::rating>("rating", "For display."),
          number<&O::annual_default_probability>("annual_default_probability", "probability a year", 0, 0.99,
                                                 "Chance of default within a year."),
          number<&O::ai_loading>("ai_loading", "correlation", 0, 0.999, "How far its fate follows demand for AI.")
              .or_else(0.0),
          number<&O::power_usd_per_kwh>("power_usd_per_kwh", "US dollars per kWh", 0, 5, "Power price at the start."),
          number<&O::power_volatility>("power_volatility", "log units per root year", 0, 5,
                                       "Size of shocks to the power price.")
              .or_else(0.0),
          number<&O::power_reversion_per_year>("power_reversion_per_year", "1/year", 0.01, 50,
                                               "Speed at which a power shock dies out.")
              .or_else(1),
          number<&O::power_hedged_share>("power_hedged_share", "share", 0, 1, "Share bought at the price of the start.")
              .or_else(0.0),
          number<&O::pue>("pue", "kW at the meter per kW of chips", 1, 3, "Power usage effectiveness of the sites."),
          number<&O::hosting_usd_per_kw_month>("hosting_usd_per_kw_month", "US dollars per kW and month", 0, 5000,
                                               "Colocation without power.")
              .or_else(0.0),
          number<&O::overhead_usd_per_gpu_month>("overhead_usd_per_gpu_month", "US dollars per GPU and month", 0, 1e5,
                                                 "Staff, network and software.")
              .or_else(0.0),
          number<&O::maintenance_share_per_year>("maintenance_share_per_year", "share of cost a year", 0, 1,
                                                 "Repair and spares.")
              .or_else(0.0),
          number<&O::idle_power_share>("idle_power_share", "share", 0, 1, "Power of a vacant chip beside a busy one.")
              .or_else(1),
          integer<&O::transition_months>("transition_months", "months", 0, 60,
                                         "Time in which a back-up operator takes over after a default.")
              .or_else(0.0),
          number<&O::transition_loss>("transition_loss", "share", 0, 1, "Share of bills lost in that time.")
              .or_else(0.0),
          number<&O::backup_cost_multiplier>("backup_cost_multiplier", "times", 0.1, 10,
                                             "Costs under the back-up operator.")
              .or_else(1),
      });
}

Noun fleet_noun() {
  using F = Fleet;
  return named<&World::fleet>(
      "fleet", "Units of a chip at a site, in service from one month on.",
      {
          reference<&F::operator_name>("operator", "operator", "Who runs it."),
          reference<&F::chip>("chip", "chip", "Which chip."),
          text<&F::site>("site", "For display."),
          integer<&F::units>("units", "GPUs", 1, 1e8, "How many."),
          number<&F::cost_usd_per_gpu>("cost_usd_per_gpu", "US dollars", 1, 1e7,
                                       "Capital expenditure for each, all in."),
          number<&F::commissioning_delay_mean_months>("commissioning_delay_mean_months", "months", 0, 60,
                                                      "Mean delay of a fleet not yet in service.")
              .or_else(0.0),
          month<&F::in_service>("in_service", "Planned first month in service; depreciation runs from it."),
      });
}

Noun lease_noun() {
  using L = Lease;
  return named<&World::lease>(
      "lease",
      "What fleets are rented out under. A take-or-pay lease must state customer, rent, ends, vacancy_mean_months and "
      "release_term_months.",
      {
          choice<&L::type>("type", {"take-or-pay", "on-demand"},
                           "Paid whether used or not, or by the hour at the market's rent.")
              .or_else("take-or-pay"),
          reference<&L::customer>("customer", "customer", "Who pays; required for take-or-pay."),
          reference<&L::fleet>("fleet", "fleet", "What it rents."),
          number<&L::share>("share", "share", 1e-6, 1, "Share of each fleet's units.").or_else(1),
          number<&L::rent_usd_per_gpu_hour>("rent_usd_per_gpu_hour", "US dollars per GPU-hour", 1e-4, 10000,
                                            "Contract rent; required for take-or-pay.")
              .or_none("none: the market's rent"),
          month<&L::starts>("starts", "First month under contract; a fleet that enters service later starts then.")
              .or_else(MonthDefault::world_start),
          month<&L::ends>("ends", "First month no longer under contract; required for take-or-pay.")
              .or_else(MonthDefault::horizon),
          reference<&L::quote>(
              "quote", "quote",
              "Posted price that re-leasing and on-demand rents follow; none means the clearing rent."),
          number<&L::utilisation>("utilisation", "share", 0, 1, "Hours sold, on demand.").or_else(1),
          number<&L::vacancy_mean_months>("vacancy_mean_months", "months", 0, 120,
                                          "Mean vacancy after a contract, beyond the first month.")
              .or_else(0.0),
          integer<&L::release_term_months>("release_term_months", "months", 1, 240,
                                           "Length of a new contract after a vacancy.")
              .or_else(1),
          number<&L::release_discount>("release_discount", "share", 0, 0.99, "Off the market's rent when re-leasing.")
              .or_else(0.0),
          number<&L::breach_probability>("breach_probability", "probability a month", 0, 1,
                                         "Chance that service falls short in a month.")
              .or_else(0.0),
          number<&L::credit_share>("credit_share", "share of the bill", 0, 1, "Service credit owed in such a month.")
              .or_else(0.0),
      });
}

}  // namespace waferline::registry
