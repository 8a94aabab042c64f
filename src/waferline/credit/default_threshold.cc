#include "waferline/credit/default_threshold.h"

#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>

#include "waferline/numeric/maths.h"

namespace waferline {
namespace {

using Coefficients = std::array<double, 8>;  ///< from the constant term up

double polynomial(const Coefficients& c, double x) {
  double sum = c[7];
  for (std::size_t i = 7; i-- > 0;) sum = sum * x + c[i];
  return sum;
}

constexpr Coefficients centre_top = {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                                     1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                                     3.3430575583588128105e4, 2.5090809287301226727e3};
constexpr Coefficients centre_bottom = {1.0,
                                        4.2313330701600911252e1,
                                        6.8718700749205790830e2,
                                        5.3941960214247511077e3,
                                        2.1213794301586595867e4,
                                        3.9307895800092710610e4,
                                        2.8729085735721942674e4,
                                        5.2264952788528545610e3};
constexpr Coefficients near_top = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                   3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                   2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr Coefficients near_bottom = {1.0,
                                      2.05319162663775882187e0,
                                      1.67638483018380384940e0,
                                      6.89767334985100004550e-1,
                                      1.48103976427480074590e-1,
                                      1.51986665636164571966e-2,
                                      5.47593808499534494600e-4,
                                      1.05075007164441684324e-9};
constexpr Coefficients far_top = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                  2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                  2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr Coefficients far_bottom = {1.0,
                                     5.99832206555887937690e-1,
                                     1.36929880922735805310e-1,
                                     1.48753612908506148525e-2,
                                     7.86869131145613259100e-4,
                                     1.84631831751005468180e-5,
                                     1.42151175831644588870e-7,
                                     2.04426310338993978564e-15};

}  // namespace

double standard_normal_quantile(double probability) {
  assert(probability >= 0.0 && probability <= 1.0);
  if (probability == 0.0) return -std::numeric_limits<double>::infinity();
  if (probability == 1.0) return std::numeric_limits<double>::infinity();
  const double centred = probability - 0.5;
  if (std::fabs(centred) <= 0.425) {
    const double r = 0.180625 - centred * centred;
    return centred * polynomial(centre_top, r) / polynomial(centre_bottom, r);
  }
  const double tail = centred < 0.0 ? probability : 1.0 - probability;
  const double r = std::sqrt(-log(tail));
  const double size = r <= 5.0 ? polynomial(near_top, r - 1.6) / polynomial(near_bottom, r - 1.6)
                               : polynomial(far_top, r - 5.0) / polynomial(far_bottom, r - 5.0);
  return centred < 0.0 ? -size : size;
}

double monthly_default_threshold(double annual_probability) {
  assert(annual_probability >= 0.0 && annual_probability <= 1.0);
  if (annual_probability == 0.0 || annual_probability == 1.0) return standard_normal_quantile(annual_probability);
  return standard_normal_quantile(1.0 - exp(log(1.0 - annual_probability) / 12.0));
}

}  // namespace waferline
