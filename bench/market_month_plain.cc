#include "market_month_plain.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <vector>

namespace waferline::bench {

namespace {

struct Path {
  double growth = 0, log_demand = 0, supply = 0, rate = 0, discount = 1, log_quote = 0, smoothed = 0, first = 0;
  int regime = 0;
  std::array<int, max_chips> slip{};
  std::array<double, max_chips> units{}, arrivals{}, rents{}, values{}, prices{};
  std::vector<double> remembered;
};

void clear(const ClearingPlan& plan, Path& path) {
  const double nu = plan.nu, s = 1 / (1 - nu), eps = 1 / plan.inverse_elasticity, slope = 1 - s / eps;
  std::array<double, max_chips> term, from, wanted;
  double sum = 0;
  for (int g = 0; g < plan.chips; ++g) {
    const double log_capacity = std::log(plan.effective_compute[g] * std::max(plan.availability * path.units[g], 1.0));
    const bool some = path.units[g] > 0;
    wanted[g] =
        s * (path.log_demand / eps + plan.log_quality[g] + std::log(plan.effective_compute[g] / plan.running_cost[g]));
    term[g] = some ? std::exp(plan.log_quality[g] + nu * log_capacity) : 0;
    from[g] = some ? (log_capacity - wanted[g]) / slope : INFINITY;
    sum += term[g];
  }
  double y = std::log(sum) / nu;
  for (int step = 0; step < 60; ++step) {
    double total = 0, idle = 0;
    for (int g = 0; g < plan.chips; ++g) {
      const double part = y <= from[g] ? term[g] : std::exp(plan.log_quality[g] + nu * (y * slope + wanted[g]));
      total += part;
      idle += y <= from[g] ? 0 : part;
    }
    const double change = (nu * y - std::log(total)) / (nu - nu * slope * idle / total);
    y -= change;
    if (std::abs(change) < 1e-13) break;
  }
  const double log_price = (path.log_demand - y) / eps;
  for (int g = 0; g < plan.chips; ++g) {
    const double capacity = path.units[g] > 0 ? plan.availability * path.units[g] : 1.0;
    path.rents[g] =
        y > from[g]
            ? plan.running_cost[g]
            : std::exp(log_price + plan.log_quality[g] + (y - std::log(plan.effective_compute[g] * capacity)) / s) *
                  plan.effective_compute[g];
  }
}

double value(const ValuePlan& plan, int g, double level, double rent) {
  const double r = plan.terms.discount_rate, d = plan.terms.obsolescence_per_year;
  const double k = plan.terms.rent_reversion_per_year, cost = plan.running_cost[g], salvage = plan.salvage_usd[g];
  const double entry = plan.worth[g] * level, excess = rent - entry;
  double years = std::max(0.0, std::log(entry / cost) / d);
  for (int step = 0; step < 30; ++step) {
    const double above = excess * std::exp(-k * years);
    const double change = (std::log((entry + above) / cost) - d * years) / (k * above / (entry + above) + d);
    years = std::max(0.0, years + change);
    if (!(std::abs(change) > 1e-10)) break;
  }
  years = std::min(years, 30.0);
  const auto annuity = [&](double x) { return (1 - std::exp(-x * years)) / x; };
  const double margin = entry * annuity(r + d) + excess * annuity(r + d + k) - cost * annuity(r);
  return std::max(salvage, 8766 * plan.terms.utilisation * margin + salvage * std::exp(-r * years));
}

}  // namespace

double run_plain_market(const MarketProbe& m, std::uint64_t seed, int paths, int watched) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> unit(0, 1);
  const int chips = m.supply.chips, lag = m.orders.lag_months;
  double mean = 0;
  for (int n = 0; n < paths; ++n) {
    Path path;
    path.log_demand = m.log_demand_at_start;
    for (int g = 0; g < chips; ++g) {
      path.units[g] = m.supply.start_units[g];
      if (m.supply.slip_mean_months[g] > 0)
        path.slip[g] = static_cast<int>(-m.supply.slip_mean_months[g] * std::log(1 - unit(random)));
      if (m.supply.follows[g] >= 0) path.slip[g] += path.slip[m.supply.follows[g]];
    }
    for (int t = 0; t < m.months; ++t) {
      double factor = 1;
      if (t > 0) {
        const DemandPlan& demand = m.demand;
        const double u = unit(random);
        if (path.regime == 0)
          path.regime = u < demand.normal_to_boom ? 1 : u < demand.normal_to_either ? 2 : 0;
        else if (path.regime == 1)
          path.regime = u < demand.boom_to_bust ? 2 : u < demand.boom_ends ? 0 : 1;
        else
          path.regime = u < demand.bust_ends ? 0 : 2;
        path.growth = demand.growth_persistence * path.growth + demand.growth_innovation * normal(random);
        path.log_demand += demand.mean_growth[t] + demand.regime_growth[path.regime] +
                           demand.growth_per_state * path.growth + demand.level_volatility * normal(random);
        if (unit(random) < demand.jump_probability) path.log_demand += demand.jump_size;
        path.supply = m.supply.persistence * path.supply + m.supply.innovation * normal(random);
        path.rate = m.rates.persistence * path.rate + m.rates.innovation * normal(random);
        factor = std::exp(m.supply.volatility * path.supply - m.supply.mean_correction[t]);
        if (t >= lag)
          factor *= std::exp(std::clamp(m.orders.elasticity * (path.remembered[t - lag] - path.first), m.orders.log_min,
                                        m.orders.log_max));
      }
      path.discount /= 1 + (m.rates.level[t] + path.rate) * m.rates.year_fraction[t];
      double absorbed = 0;
      for (int g = 0; g < chips; ++g) {
        const int month = t - path.slip[g];
        const double base = month < 0 ? 0 : m.supply.base_arrivals[g * (m.supply.months + 1) + 1 + month];
        path.arrivals[g] = base * factor;
        if (t > 0) path.units[g] = path.units[g] * m.supply.survival[g] + path.arrivals[g];
        absorbed += m.clearing.effective_compute[g] * path.arrivals[g];
      }
      absorbed = std::max(m.forced_sale.absorption_min, m.forced_sale.absorption_share * absorbed);
      clear(m.clearing, path);
      int frontier = m.value.first_frontier;
      for (int g = frontier; g < chips; ++g)
        if (m.value.frontier[g] && t >= m.supply.release_month[g] + path.slip[g]) frontier = g;
      const double q = std::log(path.rents[frontier] / m.value.free_entry_rent[frontier]);
      path.smoothed = t == 0 ? q : path.smoothed + (q - path.smoothed) * m.orders.weight_of_new;
      if (t == 0) path.first = q;
      path.remembered.push_back(path.smoothed);
      for (int g = 0; g < chips; ++g) {
        path.values[g] = value(m.value, g, m.value.entry_level[frontier], path.rents[g]);
        const double z = m.forced_sale.price_impact * 5000 / absorbed;
        path.prices[g] = path.values[g] * (1 - m.forced_sale.quality_haircut) * -std::expm1(-z) / z;
      }
      const double gap = std::log(path.rents[2]) + m.quote.log_level - path.log_quote;
      if (t == 0)
        path.log_quote += gap;
      else if (const double noise = normal(random); unit(random) < m.quote.change_probability)
        path.log_quote += m.quote.pass_through * gap + m.quote.noise_log_sd * noise;
    }
    mean += std::log(path.rents[watched]) / paths;
  }
  return mean;
}

}  // namespace waferline::bench
