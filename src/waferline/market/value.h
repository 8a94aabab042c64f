/// What a chip is worth to a buyer who expects rents to fade and to revert to what free entry allows.
///
/// Expected rent u years on: R(u) = Rbar e^(-du) + (R - Rbar) e^(-(d+k)u). The buyer runs the chip until rent falls to
/// running cost c at T, and sells it for scrap then, or at once if that pays more:
///
///     V = max(S, 12 H w [Rbar A(r+d) + (R-Rbar) A(r+d+k) - c A(r)] + S e^(-rT)),     A(x) = (1 - e^(-xT))/x
///
/// T is the largest root of m(u) = ln((Rbar + (R-Rbar) e^(-ku))/c) - du, held in [0, 30] years. Newton's steps start at
/// ln(Rbar/c)/d, where m is convex and positive (R above Rbar) or concave and negative (below), so they approach the
/// largest root from one side. Each is lengthened by Halley's factor, of at most 2; five of them bring V to 1e-12
/// relative over all parameters tested (value_test.cc). Where m has no root R(u) is never above c, the bracket
/// cannot be positive, and V = S whatever T is.
///
/// Values and prices in USD per GPU, rents and costs in USD per GPU-hour, rates per year. `w` is the share of hours
/// that buyers expect to sell. Source: docs/model.md section 5; Hotelling 1925, Jorgenson 1963 (user cost); Solow et
/// al. 1966 (scrapping when quasi-rent is nil).
///
///     const ValuePlan plan = make_value_plan(terms, substitution, chips);
///     update_frontier(plan, t, supply.release_month, slip, rents, frontier);
///     value_chip(plan, chip, frontier, rents[chip], value_usd);
#pragma once

#include <array>
#include <vector>

#include "waferline/market/limits.h"
#include "waferline/numeric/block.h"
#include "waferline/numeric/level.h"
#include "waferline/numeric/maths.h"

namespace waferline {

/// What buyers believe.
struct ValueTerms {
  double discount_rate = 0.1;          ///< r, above 0
  double obsolescence_per_year = 0.1;  ///< d, above 0
  double rent_reversion_per_year = 0;  ///< k
  double utilisation = 1;              ///< w
  double salvage_share = 0;            ///< of price, below 1
};

struct ChipValue {
  double effective_compute = 1, quality = 1;
  double running_cost_usd_per_gpu_hour = 1;
  double price_usd = 1;   ///< a new chip, installed
  bool frontier = false;  ///< may set the free-entry rent once released
};

struct ValuePlan {
  int chips = 0;
  ValueTerms terms;
  std::array<double, max_chips> running_cost{}, inverse_cost{}, salvage_usd{};
  std::array<double, max_chips> worth{};  ///< a e^nu: rents under free entry stand in this ratio
  std::array<double, max_chips> log_worth_over_cost{};
  std::array<bool, max_chips> frontier{};
  /// For chips marked frontier: Rfree, its logarithm, and Rfree over the chip's worth.
  std::array<double, max_chips> free_entry_rent{}, log_free_entry_rent{}, entry_level{}, log_entry_level{};
  int first_frontier = 0;  ///< the frontier chip that stands until another is released
};

/// Needs at least one chip marked frontier, each with a price above zero.
ValuePlan make_value_plan(const ValueTerms& terms, double substitution, const std::vector<ChipValue>& chips);

/// The frontier on each path of a block.
struct Frontier {
  Row chip;         ///< index, as a double
  Row entry_level;  ///< Rbar_g = worth_g * entry_level
  Row log_entry_level;
  Row log_rent_over_free_entry;  ///< ln(R_f/Rfree_f), which orders follow
};

inline constexpr double longest_life_years = 30;

inline namespace WAFERLINE_LEVEL {

/// The value at one rent, for one chip on one path. `rent`, `entry_rent` (Rbar) and `cost` in USD per GPU-hour;
/// `years_at_entry_rent` is ln(Rbar/c)/d.
[[gnu::always_inline]] inline double chip_value_usd(const ValueTerms& terms, double rent, double entry_rent,
                                                    double cost, double years_at_entry_rent, double salvage_usd) {
  const double d = terms.obsolescence_per_year, k = terms.rent_reversion_per_year, r = terms.discount_rate;
  constexpr int steps = 5;
  constexpr double smallest_exponent = -700.0;
  const double excess = rent - entry_rent, inverse_cost = 1.0 / cost;
  double u = years_at_entry_rent > 0 ? years_at_entry_rent : 0.0;
#pragma GCC unroll 5
  for (int step = 0; step < steps; ++step) {
    const double exponent = -k * u > smallest_exponent ? -k * u : smallest_exponent;
    const double above = excess * exp_moderate(exponent);
    const double rent_without_fading = entry_rent + above;
    const double m = log_ordinary(rent_without_fading * inverse_cost) - d * u;
    const double share = above / rent_without_fading;
    const double slope = -k * share - d, curvature = k * k * share * (1.0 - share);
    // A slope this near to zero, or above it, is met only where V = S.
    const double falling = slope < -1e-3 * d ? slope : -1e-3 * d;
    const double halley = 1.0 - 0.5 * m * curvature / (falling * falling);
    const double next = u - m / (falling * (halley > 0.5 ? halley : 0.5));
    u = next > 0 ? next : 0.0;
  }
  const double years = u < longest_life_years ? u : longest_life_years;
  const double discounted = exp_moderate(-r * years), faded = exp_moderate(-d * years);
  const double reverted_exponent = -k * years > smallest_exponent ? -k * years : smallest_exponent;
  const double reverted = exp_moderate(reverted_exponent);
  const double entry_annuity = (1.0 - discounted * faded) / (r + d);
  const double excess_annuity = (1.0 - discounted * faded * reverted) / (r + d + k);
  const double cost_annuity = (1.0 - discounted) / r;
  const double margin = entry_rent * entry_annuity + excess * excess_annuity - cost * cost_annuity;
  const double in_use = 12.0 * hours_per_month * terms.utilisation * margin + salvage_usd * discounted;
  return in_use > salvage_usd ? in_use : salvage_usd;
}

/// Month t's frontier: the last chip marked so, in order of release, that is released on the path. `release_month` is
/// SupplyPlan's, `slip` and `rents` have a row per chip.
[[gnu::always_inline]] inline void update_frontier(const ValuePlan& plan, int t,
                                                   const std::array<int, max_chips>& release_month,
                                                   const IndexRow* slip, const Row* rents,
                                                   Frontier& __restrict frontier) {
  const auto first = static_cast<std::size_t>(plan.first_frontier);
  Row rent, log_free_entry;
  frontier.chip.fill(plan.first_frontier);
  frontier.entry_level.fill(plan.entry_level[first]);
  frontier.log_entry_level.fill(plan.log_entry_level[first]);
  log_free_entry.fill(plan.log_free_entry_rent[first]);
  rent = rents[plan.first_frontier];
  for (int g = plan.first_frontier + 1; g < plan.chips; ++g) {
    const auto chip = static_cast<std::size_t>(g);
    if (!plan.frontier[chip] || release_month[chip] > t) continue;
    const std::int32_t months_out = t - release_month[chip];
    const double level = plan.entry_level[chip], log_level = plan.log_entry_level[chip];
    const double log_free = plan.log_free_entry_rent[chip];
    const IndexRow& __restrict slipped = slip[g];
    const Row& __restrict its_rent = rents[g];
    for (std::size_t p = 0; p < block_width; ++p) {
      const bool released = months_out >= slipped[p];
      frontier.chip[p] = released ? static_cast<double>(g) : frontier.chip[p];
      frontier.entry_level[p] = released ? level : frontier.entry_level[p];
      frontier.log_entry_level[p] = released ? log_level : frontier.log_entry_level[p];
      log_free_entry[p] = released ? log_free : log_free_entry[p];
      rent[p] = released ? its_rent[p] : rent[p];
    }
  }
  for (std::size_t p = 0; p < block_width; ++p)
    frontier.log_rent_over_free_entry[p] = log_ordinary(rent[p]) - log_free_entry[p];
}

/// Value in USD per GPU of chip `g` at `rent` on each path.
[[gnu::always_inline]] inline void value_chip(const ValuePlan& plan, int g, const Frontier& __restrict frontier,
                                              const Row& __restrict rent, Row& __restrict value_usd) {
  const auto chip = static_cast<std::size_t>(g);
  const ValueTerms terms = plan.terms;
  const double worth = plan.worth[chip], cost = plan.running_cost[chip], salvage = plan.salvage_usd[chip];
  const double log_worth_over_cost = plan.log_worth_over_cost[chip];
  const double inverse_obsolescence = 1.0 / terms.obsolescence_per_year;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double years = (log_worth_over_cost + frontier.log_entry_level[p]) * inverse_obsolescence;
    value_usd[p] = chip_value_usd(terms, rent[p], worth * frontier.entry_level[p], cost, years, salvage);
  }
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
