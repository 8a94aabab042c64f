/// From an annual default probability to the level a latent variable must fall below in a month.
///
///     monthly probability  1 - (1 - p)^(1/12)         threshold  quantile of the standard normal at it
///
/// The quantile is Wichura's algorithm AS 241, PPND16 (Applied Statistics 37, 1988): relative error about 1e-16.
#pragma once

namespace waferline {

/// Standard normal quantile: -infinity at 0, infinity at 1, for probabilities in [0, 1].
double standard_normal_quantile(double probability);

/// The threshold of one month for an annual default probability in [0, 1].
double monthly_default_threshold(double annual_probability);

}  // namespace waferline
