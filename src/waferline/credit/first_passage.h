/// Default of a firm or a loan whose collateral follows geometric Brownian motion, in closed form.
///
/// `merton`: value below the debt at the horizon. `first_passage`: value at or below the barrier at any time before it
/// (Black & Cox 1976). `monitored_first_passage`: looked at on equally spaced dates only, by moving the barrier down by
/// exp(-0.5826 vol sqrt(interval)) (Broadie, Glasserman & Kou 1997): good to 0.2% of the probability for monthly dates
/// and 3% for annual ones at volatilities like a chip's. Covenants are tested on dates: monitoring matters.
///
///     const Diffusion value{.start = 1.0, .drift = 0.06, .volatility = 0.35};
///     monitored_first_passage(value, 0.6, 5.0, 1.0 / 12);   // 0.469; exactly 0.4703
#pragma once

namespace waferline {

struct Diffusion {
  double start = 1.0;
  double drift = 0.0;       ///< of the expected value, a year
  double volatility = 0.0;  ///< a year, above 0
};

double merton(const Diffusion& value, double debt, double years);
double first_passage(const Diffusion& value, double barrier, double years);
double monitored_first_passage(const Diffusion& value, double barrier, double years, double interval_years);

}  // namespace waferline
