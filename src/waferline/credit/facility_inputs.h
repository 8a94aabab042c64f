/// What a facility's month reads from the models that ran before it.
#pragma once

#include "waferline/credit/fleets.h"
#include "waferline/credit/obligors.h"
#include "waferline/numeric/block.h"

namespace waferline {

struct FacilityInputs {
  const Row* sofr = nullptr;                      ///< SOFR of the month, annual fraction
  const Row* discount = nullptr;                  ///< D(t)
  const Row* absorption = nullptr;                ///< M, effective units that a month's market absorbs
  const OperatorRows* sponsor = nullptr;          ///< the borrower's operator: sponsor, servicer, guarantor
  const Row* customer_upgraded = nullptr;         ///< null if no customer's upgrade ends the guarantee
  const FleetRows* const* fleet = nullptr;        ///< by fleet of the facility
  const Row* const* value_usd_per_gpu = nullptr;  ///< by fleet: chip value V
};

}  // namespace waferline
