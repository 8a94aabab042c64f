/// The model's figures beside what the market, a filing or an agency says.
#pragma once

#include <vector>

#include "waferline/report/json_numbers.h"
#include "waferline/report/market_prices.h"
#include "waferline/report/verdict.h"
#include "waferline/world/world.h"

namespace waferline {

Json market_rows_json(const Facility& facility, const FacilityResult& result, const Verdict& verdict,
                      const std::vector<MarketPrice>& prices);

}  // namespace waferline
