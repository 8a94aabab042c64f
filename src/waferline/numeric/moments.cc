#include "waferline/numeric/moments.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace waferline {
namespace {

/// Sample covariance from sums. The two large terms nearly cancel when the mean dwarfs the spread, so the product of
/// sums is carried with its rounding error: sum_xy - (sum_x sum_y) / n, to a few ulp of sum_xy.
double covariance(double sum_xy, double sum_x, double sum_y, std::uint64_t count) {
  if (count < 2) return std::numeric_limits<double>::infinity();
  const double n = static_cast<double>(count);
  const double mean_y = sum_y / n;
  const double mean_rest = std::fma(-mean_y, n, sum_y) / n;
  const double product = sum_x * mean_y;
  const double product_rest = std::fma(sum_x, mean_y, -product) + sum_x * mean_rest;
  return ((sum_xy - product) - product_rest) / (n - 1.0);
}

}  // namespace

void Moments::merge(const Moments& other) {
  count_ += other.count_;
  sum_.merge(other.sum_);
  squares_.merge(other.squares_);
}

double Moments::mean() const { return count_ == 0 ? 0.0 : sum_.value() / static_cast<double>(count_); }

double Moments::variance() const {
  return std::max(0.0, covariance(squares_.value(), sum_.value(), sum_.value(), count_));
}

double Moments::standard_error() const {
  return std::sqrt(variance() / static_cast<double>(std::max<std::uint64_t>(count_, 1)));
}

void Ratio::merge(const Ratio& other) {
  x_.merge(other.x_);
  y_.merge(other.y_);
  products_.merge(other.products_);
}

double Ratio::value() const {
  const double denominator = y_.sum().value();
  return denominator == 0.0 ? 0.0 : x_.sum().value() / denominator;
}

double Ratio::standard_error() const {
  const std::uint64_t count = x_.count();
  const double mean_y = y_.mean();
  if (count < 2 || mean_y == 0.0) return std::numeric_limits<double>::infinity();
  const double ratio = value();
  const double s_xy = covariance(products_.value(), x_.sum().value(), y_.sum().value(), count);
  const double spread = x_.variance() - 2.0 * ratio * s_xy + ratio * ratio * y_.variance();
  return std::sqrt(std::max(0.0, spread) / static_cast<double>(count)) / std::abs(mean_y);
}

}  // namespace waferline
