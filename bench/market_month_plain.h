/// The market of docs/model.md written the plain way: one path at a time, libm, the standard library's generator.
///
/// The rival of `market_month`. It takes the same short cuts where they are not about blocks: chips at capacity cost no
/// exponential, Newton's steps start at the full market, values stop when the scrapping time stands still.
#pragma once

#include <cstdint>

#include "waferline/market/market_probe.h"

namespace waferline::bench {

/// Runs `paths` paths of all months; returns the mean of ln rent of chip `watched` in the last month.
double run_plain_market(const MarketProbe& market, std::uint64_t seed, int paths, int watched);

}  // namespace waferline::bench
