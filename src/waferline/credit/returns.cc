#include "waferline/credit/returns.h"

#include <cassert>
#include <cmath>
#include <cstddef>

#include "waferline/numeric/roots.h"

namespace waferline {
namespace {

struct TimedCash {
  double time, amount;
};

/// Present value at the continuous rate `x`, scaled so that early and late cash weigh alike at either end.
double present_value(const std::vector<TimedCash>& cash, double x) {
  const double horizon = x < 0.0 ? cash.back().time : 0.0;
  double sum = 0.0;
  for (const TimedCash& c : cash) sum += c.amount * std::exp(x * (horizon - c.time));
  return sum;
}

/// Every sign change of the present value over a fine grid of log(1 + r).
Return roots_of(const std::vector<TimedCash>& cash) {
  Return result;
  if (cash.size() < 2) return result;
  const double lowest = std::log(0.001), highest = std::log(1001.0);
  constexpr int cells = 4000;
  const auto value = [&](double x) { return present_value(cash, x); };
  double left = lowest, at_left = value(left);
  for (int i = 1; i <= cells; ++i) {
    const double right = lowest + (highest - lowest) * i / cells, at_right = value(right);
    if (at_right == 0.0 || (at_left != 0.0 && std::signbit(at_left) != std::signbit(at_right))) {
      if (const auto x = find_root(value, left, right, 1e-14)) result.rates.push_back(std::expm1(*x));
    }
    left = right;
    at_left = at_right;
  }
  for (const double r : result.rates) {
    if (!result.rate || std::fabs(r) < std::fabs(*result.rate)) result.rate = r;
  }
  return result;
}

}  // namespace

Return irr(const std::vector<double>& cash) {
  std::vector<TimedCash> timed;
  for (std::size_t t = 0; t < cash.size(); ++t) timed.push_back({static_cast<double>(t), cash[t]});
  return roots_of(timed);
}

Return xirr(const std::vector<DatedCash>& cash) {
  std::vector<TimedCash> timed;
  for (const DatedCash& c : cash) timed.push_back({c.days / 365.0, c.amount});
  return roots_of(timed);
}

double weighted_average_life(const std::vector<double>& time, const std::vector<double>& principal) {
  assert(time.size() == principal.size());
  double weighted = 0.0, sum = 0.0;
  for (std::size_t i = 0; i < time.size(); ++i) {
    weighted += time[i] * principal[i];
    sum += principal[i];
  }
  return sum > 0.0 ? weighted / sum : 0.0;
}

std::optional<double> discount_margin(double price, const std::vector<FloatingPeriod>& periods) {
  const auto excess = [&](double margin) {
    double discount = 1.0, sum = 0.0;
    for (const FloatingPeriod& p : periods) {
      discount /= 1.0 + (p.forward + margin) * p.year_fraction;
      sum += p.cash * discount;
    }
    return sum - price;
  };
  return find_root(excess, -0.5, 10.0, 1e-14);
}

std::optional<double> bond_yield(double coupon, int frequency, int coupons_left, double to_next, double clean_price) {
  assert(frequency > 0 && coupons_left > 0 && to_next > 0.0 && to_next <= 1.0);
  const double payment = 100.0 * coupon / frequency;
  const double dirty = clean_price + payment * (1.0 - to_next);
  const auto excess = [&](double yield) {
    const double step = 1.0 / (1.0 + yield / frequency);
    double discount = std::pow(step, to_next), sum = 0.0;
    for (int k = 1; k <= coupons_left; ++k, discount *= step) {
      sum += (payment + (k == coupons_left ? 100.0 : 0.0)) * discount;
    }
    return sum - dirty;
  };
  return find_root(excess, -0.9, 10.0, 1e-14);
}

double loan_life_coverage(const std::vector<double>& cash, const std::vector<double>& rate, double debt) {
  assert(cash.size() == rate.size() && debt > 0.0);
  double worth = 0.0;
  for (std::size_t t = rate.size(); t-- > 0;) worth = (cash[t] + worth) / (1.0 + rate[t]);
  return worth / debt;
}

}  // namespace waferline
