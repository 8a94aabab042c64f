/// What an investor earns: internal rates of return, yields, margins, average life, loan-life coverage.
///
/// A rate of return solves `sum cash / (1+r)^t = 0`. It may be negative, and cash that changes sign more than once may
/// have several: `rates` holds all of them between -99.9% and 100,000% a period, `rate` the one nearest to zero.
///
///     Return r = irr({-70000, 12000, 15000, 18000, 21000, 26000});   // *r.rate == 0.0866..., r.rates.size() == 1
#pragma once

#include <optional>
#include <vector>

namespace waferline {

struct Return {
  std::optional<double> rate;  ///< the root nearest to zero; none if there is none
  std::vector<double> rates;   ///< all roots, ascending; more than one: the rate means little
};

/// Cash at the ends of equal periods, the first now. Rate per period.
Return irr(const std::vector<double>& cash);

struct DatedCash {
  double days = 0;  ///< from the first flow
  double amount = 0;
};

/// Cash on dates; annual rate, exponent days/365.
Return xirr(const std::vector<DatedCash>& cash);

/// Weighted average life: sum of time x principal over sum of principal. Time's unit.
double weighted_average_life(const std::vector<double>& time, const std::vector<double>& principal);

struct FloatingPeriod {
  double forward = 0;        ///< projected index rate of the period, annual
  double year_fraction = 0;  ///< days/360
  double cash = 0;           ///< interest and principal projected at its end
};

/// The margin over the forwards at which projected cash is worth `price`: price = sum cash / prod(1 + (f + m) tau).
std::optional<double> discount_margin(double price, const std::vector<FloatingPeriod>& periods);

/// Yield of a bullet bond from its clean price per 100, by the street convention: coupons `frequency` times a year,
/// `coupons_left` of them, the next one after `to_next` of a coupon period; accrued interest is linear.
std::optional<double> bond_yield(double coupon, int frequency, int coupons_left, double to_next, double clean_price);

/// Loan-life coverage: present value of the cash available, at the period rates, over the debt.
double loan_life_coverage(const std::vector<double>& cash, const std::vector<double>& rate, double debt);

}  // namespace waferline
