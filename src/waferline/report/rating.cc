#include "waferline/report/rating.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace waferline {

namespace {

struct Step {
  const char* grade;
  double factor;  ///< idealised ten-year default probability x 10,000
};

constexpr std::array scale = {Step{"Aaa", 1},     Step{"Aa1", 10},    Step{"Aa2", 20},    Step{"Aa3", 40},
                              Step{"A1", 70},     Step{"A2", 120},    Step{"A3", 180},    Step{"Baa1", 260},
                              Step{"Baa2", 360},  Step{"Baa3", 610},  Step{"Ba1", 940},   Step{"Ba2", 1350},
                              Step{"Ba3", 1766},  Step{"B1", 2220},   Step{"B2", 2720},   Step{"B3", 3490},
                              Step{"Caa1", 4770}, Step{"Caa2", 6500}, Step{"Caa3", 8070}, Step{"Ca", 10000}};

const char* nearest_grade(double default_probability, int months) {
  const double p = std::clamp(default_probability, 0.0, 1.0);
  const double ten_years = -std::expm1(std::log1p(-std::min(p, 1 - 1e-12)) * 120 / months);
  const double log_factor = std::log(std::max(1e-9, ten_years) * 1e4);
  const auto distance = [&](const Step& step) { return std::abs(std::log(step.factor) - log_factor); };
  return std::min_element(scale.begin(), scale.end(),
                          [&](const Step& a, const Step& b) { return distance(a) < distance(b); })
      ->grade;
}

}  // namespace

std::optional<ModelRating> model_rating(double default_probability, double error, int months) {
  if (!std::isfinite(default_probability) || !std::isfinite(error) || months <= 0) return std::nullopt;
  const std::string best = nearest_grade(default_probability - 2 * error, months);
  const std::string worst = nearest_grade(default_probability + 2 * error, months);
  return ModelRating{best == worst ? best : best + " to " + worst,
                     fmt::format("This model's default probability over {} months, carried to ten years at a constant "
                                 "rate, on Moody's rating factors (idealised ten-year default probabilities). It rates "
                                 "default, not loss, and is no agency's opinion.",
                                 months)};
}

}  // namespace waferline
