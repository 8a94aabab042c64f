/// Supply: when chips are released, how many arrive each month, and how many are installed.
///
///     s' = rho s + sqrt(1-rho^2) z                                  rho = exp(-kappa dt), s = 0 at the start
///     arrivals_g(t) = base_g(t - slip_g) exp(sigma s' - sigma^2/2 (1-rho^(2t))) orders(t)
///     K_g' = K_g (1 - failure_g dt) + arrivals_g(t)
///
/// A chip still to be released slips by a geometric number of months, and further by the slip of the chip it follows;
/// its arrivals come as much later. The exponential has mean one, so `base` is what arrives on average for orders = 1.
/// Units are GPUs, `base` in GPUs a month. Source: docs/model.md section 3.
///
///     draw_slips(plan, uniforms, slip);
///     start_supply(plan, slip, supply_factor, units, arrivals);
///     for (int t = 1; t < months; ++t) update_supply(plan, t, z, orders, slip, supply_factor, units, arrivals);
#pragma once

#include <array>
#include <vector>

#include "waferline/market/limits.h"
#include "waferline/numeric/block.h"
#include "waferline/numeric/level.h"
#include "waferline/numeric/maths.h"

namespace waferline {

/// One chip's supply as a person states it. Chips are given in order of release.
struct ChipSupply {
  int release_month = 0;  ///< from the start; at most 0 for a chip already released
  double slip_mean_months = 0;
  int follows = -1;            ///< the chip whose slip delays this one too, or -1
  double installed_units = 0;  ///< at month 0
  double failure_per_year = 0;
  std::vector<double> base_arrivals;  ///< GPUs in months 0, 1, ...; none after the last
};

struct SupplyPlan {
  int chips = 0;
  std::array<int, max_chips> release_month{};
  std::array<double, max_chips> slip_mean_months{};         ///< 0 for a chip that has no slip of its own
  std::array<int, max_chips> follows{};                     ///< -1 for none
  std::array<bool, max_chips> may_slip{};                   ///< by itself or by what it follows
  std::array<int, max_chips> slip_order{};                  ///< every chip after the one it follows
  std::array<double, max_chips> start_units{}, survival{};  ///< survival: share still alive after a month
  double persistence = 0, innovation = 0, volatility = 0;
  std::vector<double> mean_correction;  ///< by month
  std::vector<double> base_arrivals;    ///< chip by chip, each a zero and then months 0, 1, ...
  std::size_t months = 0;
};

/// Needs at most max_chips chips, nobody following a chip that follows it.
SupplyPlan make_supply_plan(const std::vector<ChipSupply>& chips, double volatility, double reversion_per_year,
                            int months);

inline namespace WAFERLINE_LEVEL {

/// Slips in whole months, a row per chip, from a uniform for each chip with `slip_mean_months` above 0 (other rows of
/// `uniforms` are not read).
[[gnu::always_inline]] inline void draw_slips(const SupplyPlan& plan, const Row* uniforms, IndexRow* slip) {
  for (int i = 0; i < plan.chips; ++i) {
    const int g = plan.slip_order[static_cast<std::size_t>(i)];
    const double mean = plan.slip_mean_months[static_cast<std::size_t>(g)];
    const int leader = plan.follows[static_cast<std::size_t>(g)];
    IndexRow& own = slip[g];
    own.fill(0);
    if (!plan.may_slip[static_cast<std::size_t>(g)]) continue;
    if (mean > 0) {
      const Row& __restrict u = uniforms[g];
      for (std::size_t p = 0; p < block_width; ++p) own[p] = static_cast<std::int32_t>(-mean * log_ordinary(u[p]));
    }
    if (leader >= 0) {
      const IndexRow& __restrict led = slip[leader];
      for (std::size_t p = 0; p < block_width; ++p) own[p] += led[p];
    }
  }
}

/// What would arrive of chip `g` in month `t` without shocks and with ordinary orders.
[[gnu::always_inline]] inline void base_arrivals(const SupplyPlan& plan, int g, int t, const IndexRow& __restrict slip,
                                                 Row& __restrict base) {
  const double* table = plan.base_arrivals.data() + static_cast<std::size_t>(g) * (plan.months + 1) + 1;
  if (!plan.may_slip[static_cast<std::size_t>(g)]) {
    base.fill(table[t]);
    return;
  }
  for (std::size_t p = 0; p < block_width; ++p) {
    const std::int32_t month = t - slip[p];
    base[p] = table[month < 0 ? -1 : month];
  }
}

/// Month 0: what is installed, and what arrives without shocks (it counts for absorption alone).
[[gnu::always_inline]] inline void start_supply(const SupplyPlan& plan, const IndexRow* slip, Row& supply_factor,
                                                Row* units, Row* arrivals) {
  supply_factor.fill(0.0);
  for (int g = 0; g < plan.chips; ++g) {
    units[g].fill(plan.start_units[static_cast<std::size_t>(g)]);
    base_arrivals(plan, g, 0, slip[g], arrivals[g]);
  }
}

/// Months t >= 1. `units` and `arrivals` have a row for each chip, all distinct.
[[gnu::always_inline]] inline void update_supply(const SupplyPlan& plan, int t, const Row& __restrict z,
                                                 const Row& __restrict orders, const IndexRow* slip,
                                                 Row& __restrict supply_factor, Row* units, Row* arrivals) {
  const double persistence = plan.persistence, innovation = plan.innovation, volatility = plan.volatility;
  const double correction = plan.mean_correction[static_cast<std::size_t>(t)];
  Row share;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double s = persistence * supply_factor[p] + innovation * z[p];
    supply_factor[p] = s;
    share[p] = exp_moderate(volatility * s - correction) * orders[p];
  }
  for (int g = 0; g < plan.chips; ++g) {
    const double survival = plan.survival[static_cast<std::size_t>(g)];
    Row& __restrict arriving = arrivals[g];
    Row& __restrict installed = units[g];
    base_arrivals(plan, g, t, slip[g], arriving);
    for (std::size_t p = 0; p < block_width; ++p) {
      arriving[p] *= share[p];
      installed[p] = installed[p] * survival + arriving[p];
    }
  }
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
