/// The rent at which buying a new chip just pays: free entry.
///
/// Solves V = price for R with R = Rbar = R: a buyer who expects the rent to fade from R at the obsolescence rate and
/// nothing else gets exactly the price back. It is the long-run anchor of rents: above it buyers order more.
/// USD per GPU-hour for a price in USD per GPU, exact to 1e-13 relative. Source: docs/model.md section 5.
///
///     const double rent = free_entry_rent_usd({.discount_rate = 0.14, .obsolescence_per_year = 0.30, .utilisation =
///     0.8},
///                                             31e3, 0.55);   // 3.15
#pragma once

#include "waferline/market/value.h"

namespace waferline {

double free_entry_rent_usd(const ValueTerms& terms, double price_usd, double running_cost_usd_per_gpu_hour);

}  // namespace waferline
