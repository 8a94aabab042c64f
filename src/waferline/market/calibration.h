/// The qualities of chips and the level of demand at which the market of month 0 clears at the rents observed.
///
/// With every chip running, chips that state a rent get the quality that yields it, the reference chip having a = 1:
///
///     a_g = (R_g/R_ref) (e_ref/e_g)^nu (cap_g/cap_ref)^(1/s)     nu = (s-1)/s
///     ln A = ln C + eps ln P,  P = R_ref/(e_ref (C/(e_ref cap_ref))^(1/s))
///
/// Chips without a rent state their quality. Source: docs/model.md section 4.
///
///     auto calibrated = calibrate(chips, reference, {.substitution = 5, .elasticity = 1.1, .availability = 0.85});
///     if (!calibrated) report(calibrated.error().chip, calibrated.error().what);
#pragma once

#include <expected>
#include <optional>
#include <vector>

#include "waferline/market/clearing.h"

namespace waferline {

/// What is known of a chip at month 0; of rent and quality, exactly one.
struct ChipAtStart {
  double effective_compute = 1;
  double running_cost_usd_per_gpu_hour = 1;
  double installed_units = 0;
  std::optional<double> rent_usd_per_gpu_hour, quality;
};

struct Calibration {
  std::vector<double> quality;  ///< by chip
  double log_demand = 0;        ///< ln A
};

enum class CalibrationFault {
  reference_without_rent,   ///< the reference chip must state a rent
  rent_without_units,       ///< a stated rent of a chip of which none is installed says nothing
  rent_below_running_cost,  ///< it would not be run
  idle_at_start,            ///< a chip that states its quality would not be run, so the others' rents could not hold
  too_close_substitutes,    ///< (a e/c)^(s-1) of this chip is beyond doubles beside another's: lower the substitution
};

struct CalibrationError {
  CalibrationFault fault;
  std::size_t chip;
};

std::expected<Calibration, CalibrationError> calibrate(const std::vector<ChipAtStart>& chips, std::size_t reference,
                                                       const ClearingTerms& terms);

}  // namespace waferline
