/// What a chip is worth to a buyer who expects rents to fade and to revert to what free entry allows.
///
/// Expected rent u years on: R(u) = Rbar e^(-du) + (R - Rbar) e^(-(d+k)u). The buyer runs the chip until rent falls to
/// running cost c at T, and sells it for scrap then, or at once if that pays more:
///
///     V = max(S, 12 H w [Rbar A(r+d) + (R-Rbar) A(r+d+k) - c A(r)] + S e^(-rT)),     A(x) = (1 - e^(-xT))/x
///
/// T is the largest root of m(u) = ln((Rbar + (R-Rbar) e^(-ku))/c) - du, held in [0, 30] years. Newton's steps start at
/// ln(Rbar/c)/d, where m is convex and positive (R above Rbar) or concave and negative (below), so they approach the
/// largest root from one side. Each is lengthened by Halley's factor, of at most 2; five of them (eight for d below
/// 0.03 or k above 10) bring V to 1e-12 of itself or of a year's rent, whichever is more (value_test.cc). Where m has
/// no root R(u) is never above c, the bracket cannot be positive, and V = S whatever T is.
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
  double salvage_share = 0;            ///< of price, at most 1
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
  std::array<double, max_chips> running_cost{}, salvage_usd{};
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
  IndexRow chip;
  Row entry_level;  ///< Rbar_g = worth_g * entry_level
  Row log_entry_level;
  Row log_rent_over_free_entry;  ///< ln(R_f/Rfree_f), which orders follow
};

inline constexpr double longest_life_years = 30;

inline namespace WAFERLINE_LEVEL {

namespace value_detail {

/// Steps that bring V to 1e-12: the turn of m between its slopes is sharpest for fast reversion and slow fading.
[[gnu::always_inline]] inline int steps(const ValueTerms& terms) {
  return terms.obsolescence_per_year >= 0.03 && terms.rent_reversion_per_year <= 10 ? 5 : 8;
}

/// e^(-ku), held above the smallest normal double.
[[gnu::always_inline]] inline double left_after(double years, double rate) {
  const double exponent = -rate * years;
  return exp_moderate(exponent > -700.0 ? exponent : -700.0);
}

/// One lengthened Newton step from `years` toward the largest root of m. `excess` is R - Rbar.
/// With a = excess e^(-ku) and q = Rbar + a: m' = -n/q, m'' = k^2 a (q-a)/q^2, n = k a + d q, so that the step m q/n is
/// to be divided by Halley's 1 - m k^2 a (q-a)/(2 n^2); all over one denominator.
[[gnu::always_inline]] inline double toward_scrapping(double years, double excess, double entry_rent,
                                                      double inverse_cost, double k, double d) {
  const double a = excess * left_after(years, k);
  const double q = entry_rent + a;
  const double m = log_ordinary(q * inverse_cost) - d * years;
  // A slope this near to zero, or of the wrong sign, is met only where V = S.
  const double steep = k * a + d * q, least = 1e-3 * d * q;
  const double n = steep > least ? steep : least;
  const double square = n * n, halley = square - 0.5 * m * (k * k * a * (q - a));
  const double next = years + m * q * n / (halley > 0.5 * square ? halley : 0.5 * square);
  return next > 0 ? next : 0.0;
}

/// V for a chip that is scrapped after `years`.
[[gnu::always_inline]] inline double value_until(double years, const ValueTerms& terms, double excess,
                                                 double entry_rent, double cost, double salvage_usd) {
  const double d = terms.obsolescence_per_year, k = terms.rent_reversion_per_year, r = terms.discount_rate;
  const double per_margin = 12.0 * hours_per_month * terms.utilisation;
  const double per_cost = per_margin / r, per_entry = per_margin / (r + d), per_excess = per_margin / (r + d + k);
  const double held = years < longest_life_years ? years : longest_life_years;
  const double discounted = left_after(held, r), faded = discounted * left_after(held, d);
  const double reverted = faded * left_after(held, k);
  const double in_use = per_entry * entry_rent * (1.0 - faded) + per_excess * excess * (1.0 - reverted) -
                        per_cost * cost * (1.0 - discounted) + salvage_usd * discounted;
  return in_use > salvage_usd ? in_use : salvage_usd;
}

}  // namespace value_detail

/// The value in USD at one rent. `rent`, `entry_rent` (Rbar) and `cost` in USD per GPU-hour, `years_at_entry_rent` is
/// ln(Rbar/c)/d.
[[gnu::always_inline]] inline double chip_value_usd(const ValueTerms& terms, double rent, double entry_rent,
                                                    double cost, double years_at_entry_rent, double salvage_usd) {
  const double excess = rent - entry_rent, inverse_cost = 1.0 / cost;
  double years = years_at_entry_rent > 0 ? years_at_entry_rent : 0.0;
  const int steps = value_detail::steps(terms);
  for (int step = 0; step < steps; ++step)
    years = value_detail::toward_scrapping(years, excess, entry_rent, inverse_cost, terms.rent_reversion_per_year,
                                           terms.obsolescence_per_year);
  return value_detail::value_until(years, terms, excess, entry_rent, cost, salvage_usd);
}

/// Month t's frontier: the last chip marked so, in order of release, that is released on the path. `release_month` is
/// SupplyPlan's, `slip` and `rents` have a row per chip.
[[gnu::always_inline]] inline void update_frontier(const ValuePlan& plan, int t,
                                                   const std::array<int, max_chips>& release_month,
                                                   const IndexRow* slip, const Row* rents,
                                                   Frontier& __restrict frontier) {
  Row rent = rents[plan.first_frontier];
  frontier.chip.fill(plan.first_frontier);
  for (int g = plan.first_frontier + 1; g < plan.chips; ++g) {
    const auto chip = static_cast<std::size_t>(g);
    const std::int32_t months_out = t - release_month[chip];
    if (!plan.frontier[chip] || months_out < 0) continue;
    const IndexRow& __restrict slipped = slip[g];
    const Row& __restrict its_rent = rents[g];
    for (std::size_t p = 0; p < block_width; ++p) {
      const std::int32_t before = frontier.chip[p];
      const double newer = its_rent[p], older = rent[p];  // both read: choosing values vectorises
      const bool released = slipped[p] <= months_out;
      frontier.chip[p] = released ? g : before;
      rent[p] = released ? newer : older;
    }
  }
  for (std::size_t p = 0; p < block_width; ++p) {
    const auto chip = static_cast<std::size_t>(frontier.chip[p]);
    frontier.entry_level[p] = plan.entry_level[chip];
    frontier.log_entry_level[p] = plan.log_entry_level[chip];
    frontier.log_rent_over_free_entry[p] = log_ordinary(rent[p]) - plan.log_free_entry_rent[chip];
  }
}

/// Value in USD per GPU of chip `g` at `rent` on each path: `chip_value_usd`, step by step over the whole block, since
/// one path's steps must wait for one another.
[[gnu::always_inline]] inline void value_chip(const ValuePlan& plan, int g, const Frontier& __restrict frontier,
                                              const Row& __restrict rent, Row& __restrict value_usd) {
  const auto chip = static_cast<std::size_t>(g);
  const ValueTerms terms = plan.terms;
  const double worth = plan.worth[chip], cost = plan.running_cost[chip], salvage = plan.salvage_usd[chip];
  const double inverse_cost = 1.0 / cost, log_worth_over_cost = plan.log_worth_over_cost[chip];
  const double inverse_obsolescence = 1.0 / terms.obsolescence_per_year;
  const int steps = value_detail::steps(terms);
  Row entry_rent, excess, years;
  for (std::size_t p = 0; p < block_width; ++p) {
    const double until_entry = (log_worth_over_cost + frontier.log_entry_level[p]) * inverse_obsolescence;
    entry_rent[p] = worth * frontier.entry_level[p];
    excess[p] = rent[p] - entry_rent[p];
    years[p] = until_entry > 0 ? until_entry : 0.0;
  }
  for (int step = 0; step < steps; ++step) {
    for (std::size_t p = 0; p < block_width; ++p)
      years[p] = value_detail::toward_scrapping(years[p], excess[p], entry_rent[p], inverse_cost,
                                                terms.rent_reversion_per_year, terms.obsolescence_per_year);
  }
  for (std::size_t p = 0; p < block_width; ++p)
    value_usd[p] = value_detail::value_until(years[p], terms, excess[p], entry_rent[p], cost, salvage);
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
