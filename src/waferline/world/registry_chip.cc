// Registry: chips and what they are quoted at.
#include "waferline/world/registry_build.h"

namespace waferline::registry {

Noun chip_noun() {
  using C = Chip;
  return named<&World::chip>(
      "chip",
      "A chip model: what it does, costs and earns, and how many arrive. State exactly one of rent and quality.",
      {
          text<&C::maker>("maker", "Who designs it."),
          text<&C::generation>("generation", "Architecture, for display."),
          number<&C::effective_compute>("effective_compute", "H100 equivalents", 1e-4, 1e4,
                                        "Work done per hour, H100 = 1."),
          number<&C::power_kw>("power_kw", "kW", 0.01, 100,
                               "Draw of one chip with its share of the server, before PUE."),
          number<&C::running_cost_usd_per_gpu_hour>("running_cost_usd_per_gpu_hour", "US dollars per GPU-hour", 1e-4,
                                                    1000, "Cost below which it idles, as the market sees it."),
          number<&C::installed_units>("installed_units", "GPUs", 0, 1e9, "Installed in the market at the start.")
              .or_else(0.0),
          number<&C::failure_per_year>("failure_per_year", "share a year", 0, 1,
                                       "Share of installed units that fail for good.")
              .or_else(0.0),
          number<&C::price_usd>("price_usd", "US dollars", 1, 1e7, "Price new, with its share of server and network."),
          number<&C::rent_usd_per_gpu_hour>("rent_usd_per_gpu_hour", "US dollars per GPU-hour", 1e-4, 10000,
                                            "Rent at the start, from which its quality is solved.")
              .or_none("none: quality is stated"),
          number<&C::quality>("quality", "reference chip = 1", 1e-6, 1e6,
                              "Worth of its compute beside the reference chip's.")
              .or_none("none: rent is stated"),
          month<&C::release>("release", "Planned release; at or before the start means released."),
          number<&C::slip_mean_months>("slip_mean_months", "months", 0, 120,
                                       "Mean of the random slip of a chip still to be released.")
              .or_else(0.0),
          reference<&C::follows>("follows", "chip", "Chip whose slip delays this one too."),
          boolean<&C::frontier>("frontier", "Whether it may set the free-entry rent once released."),
          table<&C::arrivals>("arrivals", "GPUs", 0, 1e8, "Units arriving in each month listed; none in others.")
              .or_none("none arrive"),
      });
}

Noun quote_noun() {
  using Q = Quote;
  return named<&World::quote>(
      "quote", "A posted price that follows a chip's clearing rent.",
      {
          reference<&Q::chip>("chip", "chip", "Whose rent it follows."),
          number<&Q::level>("level", "times the clearing rent", 0.01, 100, "Long-run ratio to the clearing rent.")
              .or_else(1),
          number<&Q::pass_through>("pass_through", "share", 0, 1, "Share of the gap closed when it changes.")
              .or_else(1),
          number<&Q::change_probability>("change_probability", "probability a month", 0, 1,
                                         "Chance that it changes in a month.")
              .or_else(1),
          number<&Q::noise_log_sd>("noise_log_sd", "log units", 0, 2, "Noise at each change.").or_else(0.0),
      });
}

}  // namespace waferline::registry
