/// Posted rents: what a source quotes, which follows the clearing rent late, in steps and with noise.
///
///     ln Q' = ln Q + theta (ln R + ln level - ln Q) + sigma z1   if u1 < change_probability, else unchanged
///
/// and ln Q = ln R + ln level at month 0. USD per GPU-hour. Source: docs/model.md section 7; Calvo 1983 for prices that
/// change at random times.
///
///     start_quote(plan, rents[chip], log_quote, quote);
///     update_quote(plan, z1, u1, rents[chip], log_quote, quote);   // months t >= 1
#pragma once

#include "waferline/numeric/block.h"
#include "waferline/numeric/level.h"
#include "waferline/numeric/maths.h"

namespace waferline {

struct QuotePlan {
  double log_level = 0;           ///< of the quote over the clearing rent
  double pass_through = 1;        ///< theta, share of the gap closed by a change
  double noise_log_sd = 0;        ///< sigma
  double change_probability = 1;  ///< in a month
};

QuotePlan make_quote_plan(double level, double pass_through, double noise_log_sd, double change_probability);

inline namespace WAFERLINE_LEVEL {

[[gnu::always_inline]] inline void start_quote(const QuotePlan& plan, const Row& __restrict rent,
                                               Row& __restrict log_quote, Row& __restrict quote) {
  const double log_level = plan.log_level;
  for (std::size_t p = 0; p < block_width; ++p) {
    log_quote[p] = log_ordinary(rent[p]) + log_level;
    quote[p] = exp_moderate(log_quote[p]);
  }
}

[[gnu::always_inline]] inline void update_quote(const QuotePlan& plan, const Row& __restrict z1,
                                                const Row& __restrict u1, const Row& __restrict rent,
                                                Row& __restrict log_quote, Row& __restrict quote) {
  const double log_level = plan.log_level, pass_through = plan.pass_through;
  const double noise = plan.noise_log_sd, probability = plan.change_probability;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double now = log_quote[p];
    const double changed = now + pass_through * (log_ordinary(rent[p]) + log_level - now) + noise * z1[p];
    log_quote[p] = u1[p] < probability ? changed : now;
    quote[p] = exp_moderate(log_quote[p]);
  }
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
