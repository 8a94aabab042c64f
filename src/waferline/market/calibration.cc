#include "waferline/market/calibration.h"

#include <cassert>
#include <cmath>

namespace waferline {

std::expected<Calibration, CalibrationError> calibrate(const std::vector<ChipAtStart>& chips, std::size_t reference,
                                                       const ClearingTerms& terms) {
  assert(reference < chips.size());
  const double s = terms.substitution, nu = (s - 1) / s;
  const auto fault = [](CalibrationFault what, std::size_t chip) {
    return std::unexpected(CalibrationError{what, chip});
  };
  const ChipAtStart& ref = chips[reference];
  if (!ref.rent_usd_per_gpu_hour) return fault(CalibrationFault::reference_without_rent, reference);

  Calibration result;
  double aggregate = 0;
  for (std::size_t g = 0; g < chips.size(); ++g) {
    const ChipAtStart& chip = chips[g];
    assert(chip.rent_usd_per_gpu_hour.has_value() != chip.quality.has_value());
    double quality = chip.quality.value_or(1.0);
    if (chip.rent_usd_per_gpu_hour) {
      const double rent = *chip.rent_usd_per_gpu_hour;
      if (!(chip.installed_units > 0)) return fault(CalibrationFault::rent_without_units, g);
      if (rent < chip.running_cost_usd_per_gpu_hour) return fault(CalibrationFault::rent_below_running_cost, g);
      quality = rent / *ref.rent_usd_per_gpu_hour * power(ref.effective_compute / chip.effective_compute, nu) *
                power(chip.installed_units / ref.installed_units, 1 / s);
    }
    result.quality.push_back(quality);
    if (chip.installed_units > 0)
      aggregate += quality * power(chip.effective_compute * terms.availability * chip.installed_units, nu);
  }
  const double log_compute = log(aggregate) / nu;
  const double log_reference = log(ref.effective_compute * terms.availability * ref.installed_units);
  const double log_price = log(*ref.rent_usd_per_gpu_hour / ref.effective_compute) - (log_compute - log_reference) / s;
  result.log_demand = log_compute + terms.elasticity * log_price;

  for (std::size_t g = 0; g < chips.size(); ++g) {
    const ChipAtStart& chip = chips[g];
    if (!chip.quality || !(chip.installed_units > 0)) continue;
    const double log_running = log(chip.effective_compute * terms.availability * chip.installed_units);
    const double rent = result.quality[g] * chip.effective_compute * exp(log_price + (log_compute - log_running) / s);
    if (rent < chip.running_cost_usd_per_gpu_hour) return fault(CalibrationFault::idle_at_start, g);
  }
  const auto log_return = [&](std::size_t g) {
    return log(result.quality[g] * chips[g].effective_compute / chips[g].running_cost_usd_per_gpu_hour);
  };
  for (std::size_t g = 0; g < chips.size(); ++g) {
    if (std::abs(log_return(g) - log_return(reference)) * (s - 1) > 0.5 * widest_idle_range)
      return fault(CalibrationFault::too_close_substitutes, g);
  }
  return result;
}

}  // namespace waferline
