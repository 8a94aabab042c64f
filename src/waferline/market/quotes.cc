#include "waferline/market/quotes.h"

#include <cassert>

namespace waferline {

QuotePlan make_quote_plan(double level, double pass_through, double noise_log_sd, double change_probability) {
  assert(level > 0 && noise_log_sd >= 0);
  return {.log_level = log(level),
          .pass_through = pass_through,
          .noise_log_sd = noise_log_sd,
          .change_probability = change_probability};
}

}  // namespace waferline
