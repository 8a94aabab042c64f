/// Market clearing for compute across chips: the rents at which every chip either runs fully or earns just its running
/// cost.
///
/// With effective compute e, quality a, running cost c, capacity cap = availability * installed units, substitution s,
/// nu = (s-1)/s and demand elasticity eps < s:
///
///     C = [sum a_g (e_g x_g)^nu]^(1/nu)     P = (A/C)^(1/eps)     R_g = P a_g e_g (C/(e_g x_g))^(1/s)
///     x_g = min(cap_g, (C/e_g) (P a_g e_g/c_g)^s)
///
/// One unknown remains, C. In terms of r = (C_full/C)^(nu s/eps) >= 1, C_full being compute with every chip running, it
/// solves
///
///     sum_g min(T_g r^theta, W_g r) = sum_g T_g,     theta = eps/s < 1,     T_g = a_g (e_g cap_g)^nu,
///     W_g = a_g (A/C_full)^((s-1)/eps) C_full^nu (a_g e_g/c_g)^(s-1),
///
/// where a chip idles while its second term is the smaller. The left side is increasing and concave in r (each term is
/// the least of two such), so Newton's steps from r = 1 rise to the root from below: no bracket, no safeguard. A path
/// on which nothing idles at r = 1 is done at once. A lane stops for good when its step falls below 1e-13, so a path's
/// rents do not depend on its neighbours. Rents are exact to 1e-12 relative.
///
/// A chip without capacity has no part in the sums; its rent is what a first GPU would earn. At least one chip has
/// capacity on every path. Units: installed units in GPUs, rents and running costs in USD per GPU-hour, compute in
/// GPUs of effective compute 1. Source: docs/model.md section 4; Dixit & Stiglitz 1977 for the aggregate.
///
///     const ClearingPlan plan = make_clearing_plan(chips, {.substitution = 5, .elasticity = 1.1, .availability =
///     0.85}); clear_market(plan, demand.log_demand, units, rents, log_compute, log_price);
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "waferline/market/limits.h"
#include "waferline/numeric/block.h"
#include "waferline/numeric/level.h"
#include "waferline/numeric/maths.h"

namespace waferline {

struct ClearingTerms {
  double substitution = 5;  ///< s, above 1 and above the elasticity
  double elasticity = 1;    ///< eps, above 0
  double availability = 1;  ///< share of installed units that can run, in (0, 1]
};

struct ChipClearing {
  double effective_compute = 1;              ///< e, above 0
  double quality = 1;                        ///< a, above 0
  double running_cost_usd_per_gpu_hour = 1;  ///< c, above 0
};

struct ClearingPlan {
  int chips = 0;
  double availability = 1;
  double nu = 0, inverse_nu = 0, theta = 0, inverse_elasticity = 0;
  double log_compute_per_log_r = 0;      ///< -theta/nu
  double full_rent_per_log_compute = 0;  ///< 1/s - 1/eps
  /// ln W_g = log_idle_share_g + idle_per_log_demand ln A + idle_per_log_compute ln C_full + idle_offset
  double idle_per_log_demand = 0, idle_per_log_compute = 0, idle_offset = 0;
  std::array<double, max_chips> effective_compute{}, log_quality{}, running_cost{}, idle_share{}, log_idle_share{};
};

/// The most by which (s-1) ln(a e/c) may differ between chips: beyond, doubles can't hold both idle terms.
inline constexpr double widest_idle_range = 500;

/// Needs substitution above 1 and the elasticity, and chips within `widest_idle_range`.
ClearingPlan make_clearing_plan(const std::vector<ChipClearing>& chips, const ClearingTerms& terms);

inline namespace WAFERLINE_LEVEL {

namespace clearing_detail {

inline constexpr int most_steps = 40;  ///< the most extreme markets tested take 20
inline constexpr double smallest_step = 1e-13;
/// e^300 is 1e130 USD: nothing a person could state as a market, and still safe to square in what follows.
inline constexpr double widest_log_rent = 300;

/// A block's market with every chip running, in the terms above.
struct FullMarket {
  Row term[max_chips];       ///< T_g, 0 without capacity
  Row idle_mark[max_chips];  ///< ln T_g less ln of the chip's idle share: it idles where this exceeds ln W + (1-theta)
                             ///< ln r
  Row all;                   ///< sum of T_g
  Row log_compute;           ///< ln C_full
  Row log_idle, idle;        ///< ln and value of the factor that the W_g have in common
};

/// Fills `market`, and each rent with T_g/cap_g, its part that is the chip's own.
[[gnu::always_inline]] inline void run_all_chips(const ClearingPlan& plan, const Row& __restrict log_demand,
                                                 const Row* units, Row* rents, FullMarket& __restrict market) {
  const double nu = plan.nu;
  market.all.fill(0.0);
  for (int g = 0; g < plan.chips; ++g) {
    const auto chip = static_cast<std::size_t>(g);
    const double compute = plan.effective_compute[chip], log_quality = plan.log_quality[chip];
    const double log_idle_share = plan.log_idle_share[chip], availability = plan.availability;
    const Row& __restrict installed = units[g];
    Row& __restrict rent = rents[g];
    Row& __restrict term = market.term[g];
    Row& __restrict idle_mark = market.idle_mark[g];
    for (std::size_t p = 0; p < block_width; ++p) {
      const double capacity = availability * installed[p];
      const bool some = capacity > 0;
      const double running = some ? capacity : 1.0;
      const double log_term = nu * log_ordinary(compute * running) + log_quality;
      const double full = exp_moderate(log_term);
      rent[p] = full / running;
      term[p] = some ? full : 0.0;
      idle_mark[p] = some ? log_term - log_idle_share : -maths_detail::infinity;
      market.all[p] += term[p];
    }
  }
  const double per_demand = plan.idle_per_log_demand, per_compute = plan.idle_per_log_compute;
  const double offset = plan.idle_offset, inverse_nu = plan.inverse_nu;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double log_compute = inverse_nu * log_ordinary(market.all[p]);
    const double log_idle = per_demand * log_demand[p] + per_compute * log_compute + offset;
    market.log_compute[p] = log_compute;
    market.log_idle[p] = log_idle;
    // Where the bounds bind, nothing idles or nothing is left of the market: the value only has to be finite.
    const double at_most = log_idle < 700.0 ? log_idle : 700.0;
    market.idle[p] = exp_moderate(at_most > -700.0 ? at_most : -700.0);
  }
}

/// Newton's steps in r, all lanes at once. `log_r` receives the root and `bar` the mark above which a chip idles there.
/// Returns the number of steps in which a lane moved.
[[gnu::always_inline]] inline int find_idling(const ClearingPlan& plan, const FullMarket& __restrict market,
                                              Row& __restrict log_r, Row& __restrict bar) {
  const double theta = plan.theta;
  Row r, running, idling;
  r.fill(1.0);
  log_r.fill(0.0);
  bar = market.log_idle;
  int step = 0;
  for (; step < most_steps; ++step) {
    running.fill(0.0);
    idling.fill(0.0);
    for (int g = 0; g < plan.chips; ++g) {
      const double idle_share = plan.idle_share[static_cast<std::size_t>(g)];
      const Row& __restrict term = market.term[g];
      const Row& __restrict idle_mark = market.idle_mark[g];
      for (std::size_t p = 0; p < block_width; ++p) {
        const bool idles = idle_mark[p] > bar[p];
        running[p] += idles ? 0.0 : term[p];
        idling[p] += idles ? idle_share : 0.0;
      }
    }
    std::int64_t moving = 0;
    for (std::size_t p = 0; p < block_width; ++p) {
      const double from_running = running[p] * exp_moderate(theta * log_r[p]);
      const double from_idling = idling[p] * market.idle[p] * r[p];
      const double gap = market.all[p] - (from_running + from_idling);
      const double relative_step = gap / (theta * from_running + from_idling);
      const bool moves = relative_step > smallest_step;
      r[p] = moves ? r[p] + r[p] * relative_step : r[p];
      moving |= moves ? 1 : 0;
    }
    if (moving == 0) break;
    for (std::size_t p = 0; p < block_width; ++p) {
      log_r[p] = log_ordinary(r[p]);
      bar[p] = market.log_idle[p] + (1.0 - theta) * log_r[p];
    }
  }
  return step;
}

}  // namespace clearing_detail

/// From ln A and installed units (a row per chip): rents (a row per chip), ln C and ln P. All rows are distinct.
[[gnu::always_inline]] inline void clear_market(const ClearingPlan& plan, const Row& __restrict log_demand,
                                                const Row* units, Row* rents, Row& __restrict log_compute,
                                                Row& __restrict log_price) {
  clearing_detail::FullMarket market;
  Row log_r, common, bar;
  clearing_detail::run_all_chips(plan, log_demand, units, rents, market);
  clearing_detail::find_idling(plan, market, log_r, bar);
  const double per_log_r = plan.log_compute_per_log_r;
  const double inverse_elasticity = plan.inverse_elasticity, per_log_compute = plan.full_rent_per_log_compute;
  constexpr double bound = clearing_detail::widest_log_rent;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double y = market.log_compute[p] + per_log_r * log_r[p];
    log_compute[p] = y;
    log_price[p] = (log_demand[p] - y) * inverse_elasticity;
    const double log_common = log_demand[p] * inverse_elasticity + per_log_compute * y;
    const double at_most = log_common < bound ? log_common : bound;
    common[p] = exp_moderate(at_most > -bound ? at_most : -bound);
  }
  for (int g = 0; g < plan.chips; ++g) {
    const double running_cost = plan.running_cost[static_cast<std::size_t>(g)];
    const Row& __restrict idle_mark = market.idle_mark[g];
    Row& __restrict rent = rents[g];
    for (std::size_t p = 0; p < block_width; ++p) rent[p] = idle_mark[p] > bar[p] ? running_cost : rent[p] * common[p];
  }
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
