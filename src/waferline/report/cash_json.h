/// Mean cash by source and by payee, month by month: where the facility's money comes from and where it goes.
#pragma once

#include "waferline/engine/plan.h"
#include "waferline/engine/results.h"
#include "waferline/report/json_numbers.h"

namespace waferline {

/// Payments stand in the order of the waterfall. What accounts take in or give back is a payment or a receipt. Null
/// when the run recorded no cash.
Json cash_json(const Plan& plan, const Results& results, std::size_t facility);

}  // namespace waferline
