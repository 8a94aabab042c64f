/// Mean and standard error of what the paths produced, from exact sums: any split over threads gives the same bits.
///
///     Moments loss(money_grains);
///     loss.add_row(loss_usd, lanes);
///     loss.mean(), loss.standard_error();      // standard error = s / sqrt(n), s^2 with n - 1
///
/// A sum of squares holds 16 digits, of which a mean of 10^k standard deviations costs the variance 2k.
///
/// `Ratio` estimates E[X]/E[Y] (loss given default, yield on a random balance). Its standard error is the delta
/// method's: sqrt((s_xx - 2 R s_xy + R^2 s_yy) / n) / |mean y|. Source: Cochran, Sampling Techniques, 3rd ed., 6.4.
#pragma once

#include <cstdint>

#include "waferline/numeric/block.h"
#include "waferline/numeric/exact_sum.h"

namespace waferline {

/// Grains for sums of values and of their squares or products.
struct MomentGrains {
  FixedPoint value, square;
};

inline constexpr MomentGrains money_grains{money_grain, money_square_grain};  // USD, up to 2.5e13
inline constexpr MomentGrains unit_grains{unit_grain, unit_grain};            // rents, ratios, shares, up to 5.9e6

/// Count, sum and sum of squares of one quantity.
class Moments {
 public:
  [[gnu::always_inline]] explicit Moments(MomentGrains grains) : sum_(grains.value), squares_(grains.square) {}
  Moments(std::uint64_t count, const ExactSum& sum, const ExactSum& squares)
      : count_(count), sum_(sum), squares_(squares) {}

  [[gnu::always_inline]] void add(double x) {
    ++count_;
    sum_.add(x);
    squares_.add(x * x);
  }

  [[gnu::always_inline]] void add_row(const Row& x, std::size_t lanes = block_width) {
    Row square;
    for (std::size_t p = 0; p < lanes; ++p) square.at[p] = x.at[p] * x.at[p];
    count_ += lanes;
    sum_.add_row(x, lanes);
    squares_.add_row(square, lanes);
  }

  /// Adds a row of which `count` lanes hold a value and the others 0, wherever they stand.
  [[gnu::always_inline]] void add_scattered(const Row& x, std::size_t count) {
    add_row(x);
    count_ -= block_width - count;
  }

  void merge(const Moments& other);

  std::uint64_t count() const { return count_; }
  std::uint64_t out_of_range() const { return sum_.out_of_range() + squares_.out_of_range(); }
  const ExactSum& sum() const { return sum_; }
  const ExactSum& squares() const { return squares_; }

  /// Zero when nothing was added.
  double mean() const;
  /// Sample variance (n - 1); infinite with fewer than two values.
  double variance() const;
  double standard_error() const;

  friend bool operator==(const Moments&, const Moments&) = default;

 private:
  std::uint64_t count_ = 0;
  ExactSum sum_, squares_;
};

/// Sums for the ratio of two means.
class Ratio {
 public:
  [[gnu::always_inline]] explicit Ratio(MomentGrains grains) : x_(grains), y_(grains), products_(grains.square) {}
  Ratio(const Moments& x, const Moments& y, const ExactSum& products) : x_(x), y_(y), products_(products) {}

  [[gnu::always_inline]] void add(double x, double y) {
    x_.add(x);
    y_.add(y);
    products_.add(x * y);
  }

  [[gnu::always_inline]] void add_row(const Row& x, const Row& y, std::size_t lanes = block_width) {
    Row product;
    for (std::size_t p = 0; p < lanes; ++p) product.at[p] = x.at[p] * y.at[p];
    x_.add_row(x, lanes);
    y_.add_row(y, lanes);
    products_.add_row(product, lanes);
  }

  void merge(const Ratio& other);

  const Moments& numerator() const { return x_; }
  const Moments& denominator() const { return y_; }
  const ExactSum& products() const { return products_; }

  /// mean x / mean y; zero when mean y is zero.
  double value() const;
  double standard_error() const;

  friend bool operator==(const Ratio&, const Ratio&) = default;

 private:
  Moments x_, y_;
  ExactSum products_;
};

}  // namespace waferline
