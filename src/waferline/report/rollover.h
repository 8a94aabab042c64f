/// The contract's expiry against the debt: what comes in under contract, what running costs, what the loan is owed,
/// month by month, if everything goes as planned: no default, delay or slip, SOFR and power at their expected level.
///
/// Debt service is computed as a path does (docs/model.md, section 11, steps 1 to 4), with the plan's own draws. The
/// tail begins in the first month in which chips of the facility stand without a contract, and ends with the last month
/// in which the loan is outstanding. Over the tail, with DS debt service, O operating cost and C contracted receipts,
///
///     break-even re-lease rent = sum (DS + O - C) / sum H · chips without a contract
///
/// and over the whole loan the break-even rent of every chip is sum (DS + O) / sum H · chips in service. USD, months
/// from the start.
#pragma once

#include <vector>

#include "waferline/engine/plan.h"

namespace waferline {

struct Rollover {
  std::vector<double> contracted_receipts_usd, operating_cost_usd, debt_service_usd, scheduled_balance_usd;
  std::vector<double> contracted_chip_hours, uncontracted_chip_hours;

  int repaid_month = -1;        ///< first month that ends without a balance; -1: beyond the run
  int tail_month = -1;          ///< first month with uncontracted chips while the loan is open; -1: none
  double tail_balance_usd = 0;  ///< owed when the tail begins
  double tail_share_of_commitment = 0;
  double break_even_release_rent = 0;  ///< USD per GPU-hour; not a number without a tail
  double break_even_rent_of_life = 0;  ///< of every chip-hour until the loan is repaid
  double contracted_rent = 0;          ///< mean over contracted chip-hours until then
};

Rollover rollover_of(const Plan& plan, std::size_t facility);

}  // namespace waferline
