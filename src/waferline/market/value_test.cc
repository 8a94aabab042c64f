#include "waferline/market/value.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace waferline {
namespace {

/// The buyers whose free-entry rents were worked out beforehand: obsolescence 30% a year, discount rate 14%, 80% of
/// hours sold.
constexpr ValueTerms buyers{.discount_rate = 0.14,
                            .obsolescence_per_year = 0.30,
                            .rent_reversion_per_year = 0,
                            .utilisation = 0.8,
                            .salvage_share = 0};

double value_usd(const ValueTerms& terms, double rent, double entry_rent, double cost, double salvage) {
  return chip_value_usd(terms, rent, entry_rent, cost, std::log(entry_rent / cost) / terms.obsolescence_per_year,
                        salvage);
}

TEST(Value, ReproducesThePublishedValuesAtConstantExpectations) {
  // An H100 at $2.35 and $0.55 of running cost: 19.4k; 32.9k and 12.5k at obsolescence 15% and 50%.
  EXPECT_NEAR(value_usd(buyers, 2.35, 2.35, 0.55, 0), 19.4e3, 100);
  ValueTerms other = buyers;
  other.obsolescence_per_year = 0.15;
  EXPECT_NEAR(value_usd(other, 2.35, 2.35, 0.55, 0), 32.9e3, 100);
  other.obsolescence_per_year = 0.5;
  EXPECT_NEAR(value_usd(other, 2.35, 2.35, 0.55, 0), 12.5e3, 100);
}

TEST(Value, MovesMoreThanRentAndTheMoreSoTheLowerTheRent) {
  const double rents[] = {3.50, 2.35, 1.70, 1.20, 0.90}, elasticities[] = {1.44, 1.70, 2.06, 2.82, 4.29};
  for (std::size_t i = 0; i < 5; ++i) {
    const double up = rents[i] * std::exp(1e-4), down = rents[i] * std::exp(-1e-4);
    const double elasticity =
        std::log(value_usd(buyers, up, up, 0.55, 0) / value_usd(buyers, down, down, 0.55, 0)) / 2e-4;
    EXPECT_NEAR(elasticity, elasticities[i], 0.006);
  }
}

struct Range {
  double low, high;
};
constexpr Range usual_obsolescence{0.03, 1.0}, usual_reversion{0.01, 10.0};
constexpr Range any_obsolescence{0.001, 5.0}, any_reversion{0.01, 50.0};  // all that a world file may state

/// Expectations drawn far wider than any world's.
struct Buyer {
  ValueTerms terms;
  double rent, entry_rent, cost, salvage;

  explicit Buyer(std::mt19937_64& random, Range obsolescence = usual_obsolescence, Range reversion = usual_reversion) {
    std::uniform_real_distribution<double> unit(0, 1);
    const auto between = [&](double low, double high) { return low + (high - low) * unit(random); };
    terms = {.discount_rate = between(0.02, 0.4),
             .obsolescence_per_year = std::exp(between(std::log(obsolescence.low), std::log(obsolescence.high))),
             .rent_reversion_per_year = std::exp(between(std::log(reversion.low), std::log(reversion.high))),
             .utilisation = between(0.3, 1.0),
             .salvage_share = 0.05};
    cost = std::exp(between(-2, 0));
    rent = cost * std::exp(between(-1, 4));
    entry_rent = cost * std::exp(between(-1, 4));
    salvage = between(0, 2000);
  }
  double expected_rent(double u) const {
    const double k = terms.rent_reversion_per_year;
    return std::exp(-terms.obsolescence_per_year * u) * (entry_rent + (rent - entry_rent) * std::exp(-k * u));
  }
  /// ln(R(u)/c), whose largest root is the scrapping time. Its sign stays exact where R(u) itself is tiny.
  double log_margin(double u) const {
    const double k = terms.rent_reversion_per_year;
    return std::log((entry_rent + (rent - entry_rent) * std::exp(-k * u)) / cost) - terms.obsolescence_per_year * u;
  }
  /// Scrapping time by walking back from where rent is surely below cost, then bisection. Negative: never worth it.
  double scrapping_years() const {
    const double end = std::max(0.0, std::log(std::max(rent, entry_rent) / cost)) / terms.obsolescence_per_year + 1e-9;
    constexpr int steps = 20000;
    double low = -1;
    for (int i = steps; i >= 0 && low < 0; --i)
      if (log_margin(end * i / steps) >= 0) low = end * i / steps;
    if (low < 0) return -1;
    double high = low + end / steps;
    for (int i = 0; i < 100; ++i) {
      const double middle = 0.5 * (low + high);
      (log_margin(middle) >= 0 ? low : high) = middle;
    }
    return std::min(low, longest_life_years);
  }
  /// V by Simpson's rule over the margin.
  double value_by_quadrature() const {
    const double years = scrapping_years();
    if (years < 0) return salvage;
    const double r = terms.discount_rate;
    constexpr int panels = 4000;
    double sum = 0;
    for (int i = 0; i <= 2 * panels; ++i) {
      const double u = years * i / (2 * panels);
      const double weight = i == 0 || i == 2 * panels ? 1 : (i % 2 == 1 ? 4 : 2);
      sum += weight * std::exp(-r * u) * (expected_rent(u) - cost);
    }
    const double margin = sum * years / (6 * panels);
    return std::max(salvage, 8766 * terms.utilisation * margin + salvage * std::exp(-r * years));
  }
};

TEST(Value, AgreesWithQuadratureOfTheMarginUpToTheScrappingTime) {
  std::mt19937_64 random(11);
  int held = 0, reverting_up = 0;
  for (int trial = 0; trial < 1500; ++trial) {
    const Buyer buyer(random);
    const double expected = buyer.value_by_quadrature();
    held += expected > buyer.salvage ? 1 : 0;
    reverting_up += expected > buyer.salvage && buyer.rent < buyer.cost ? 1 : 0;
    // Simpson's error at these panel widths is below 1e-11 of the integral of |margin|, which bounds V's own scale.
    const double scale = 8766 * buyer.terms.utilisation * std::max(buyer.rent, buyer.entry_rent) + buyer.salvage;
    ASSERT_NEAR(value_usd(buyer.terms, buyer.rent, buyer.entry_rent, buyer.cost, buyer.salvage), expected, 1e-9 * scale)
        << trial;
  }
  EXPECT_GT(held, 800);
  EXPECT_GT(reverting_up, 50);  // chips held at a loss today because rents are expected to recover
}

/// The largest error of V against the closed form at the true scrapping time, relative to a year's rent at most: what
/// is left is the error of Newton's steps.
double worst_error(Range obsolescence, Range reversion) {
  std::mt19937_64 random(12);
  double worst = 0;
  for (int trial = 0; trial < 8000; ++trial) {
    const Buyer b(random, obsolescence, reversion);
    const double years = b.scrapping_years();
    double expected = b.salvage;
    if (years >= 0) {
      const double r = b.terms.discount_rate, d = b.terms.obsolescence_per_year, k = b.terms.rent_reversion_per_year;
      const auto annuity = [&](double x) { return -std::expm1(-x * years) / x; };
      expected = std::max(expected, 8766 * b.terms.utilisation *
                                            (b.entry_rent * annuity(r + d) +
                                             (b.rent - b.entry_rent) * annuity(r + d + k) - b.cost * annuity(r)) +
                                        b.salvage * std::exp(-r * years));
    }
    // Where the margin is small against its parts, doubles cancel: relative to the parts.
    const double scale = std::max(expected, 8766 * std::max(b.rent, b.entry_rent));
    worst = std::max(worst, std::abs(value_usd(b.terms, b.rent, b.entry_rent, b.cost, b.salvage) - expected) / scale);
  }
  return worst;
}

TEST(Value, StepsFindTheScrappingTimeForAllExpectationsTried) {
  EXPECT_LT(worst_error(usual_obsolescence, usual_reversion), 1e-12);
  EXPECT_LT(worst_error(any_obsolescence, any_reversion), 1e-12);
}

TEST(Value, IsNeverBelowSalvageAndRisesWithRent) {
  std::mt19937_64 random(13);
  for (int trial = 0; trial < 3000; ++trial) {
    const Buyer b(random);
    const double now = value_usd(b.terms, b.rent, b.entry_rent, b.cost, b.salvage);
    ASSERT_GE(now, b.salvage);
    ASSERT_GE(value_usd(b.terms, b.rent * 1.01, b.entry_rent, b.cost, b.salvage), now * (1 - 1e-12));
  }
}

TEST(Value, AFrontierChipAtItsFreeEntryRentIsWorthItsPrice) {
  const ValueTerms terms{0.14, 0.30, 1.2, 0.8, 0.05};
  const ValuePlan plan = make_value_plan(terms, 5.0, {{1.0, 1.0, 0.45, 31e3, true}, {2.3, 1.1, 0.7, 45e3, true}});
  const std::array<int, max_chips> release_month{-10, 3};
  IndexRow slip[2];
  slip[0].fill(0);
  slip[1].fill(0);
  slip[1][5] = 2;
  Row rents[2], value;
  rents[0].fill(plan.free_entry_rent[0]);
  rents[1].fill(plan.free_entry_rent[1]);
  Frontier frontier;
  update_frontier(plan, 0, release_month, slip, rents, frontier);
  value_chip(plan, 0, frontier, rents[0], value);
  EXPECT_EQ(frontier.chip[9], 0);
  EXPECT_NEAR(value[9], 31e3, 1e-8);
  EXPECT_NEAR(frontier.log_rent_over_free_entry[9], 0, 1e-14);

  update_frontier(plan, 4, release_month, slip, rents, frontier);
  value_chip(plan, 1, frontier, rents[1], value);
  EXPECT_EQ(frontier.chip[9], 1);
  EXPECT_EQ(frontier.chip[5], 0);  // this path's second chip is two months late: out in month 5
  EXPECT_NEAR(value[9], 45e3, 1e-8);
  update_frontier(plan, 5, release_month, slip, rents, frontier);
  EXPECT_EQ(frontier.chip[5], 1);
}

TEST(Value, AnOlderChipsEntryRentIsTheFrontiersInRatioOfWorth) {
  const ValueTerms terms{0.14, 0.30, 1.2, 0.8, 0.05};
  const double nu = 0.8;
  const ValuePlan plan = make_value_plan(terms, 5.0, {{1.0, 1.0, 0.45, 31e3, false}, {2.3, 1.1, 0.7, 45e3, true}});
  const std::array<int, max_chips> release_month{-10, -5};
  IndexRow slip[2];
  slip[0].fill(0);
  slip[1].fill(0);
  Row rents[2], value;
  rents[0].fill(1.9);
  rents[1].fill(5.0);
  Frontier frontier;
  update_frontier(plan, 0, release_month, slip, rents, frontier);
  value_chip(plan, 0, frontier, rents[0], value);
  const double entry_rent = plan.free_entry_rent[1] / (1.1 * std::pow(2.3, nu));
  EXPECT_NEAR(value[0], value_usd(terms, 1.9, entry_rent, 0.45, 0.05 * 31e3), 1e-8);
}

}  // namespace
}  // namespace waferline
