/// Everything the report page shows, as the JSON that web/src/report_data.ts describes.
///
///     const Json data = report_data({world, plan, results, assumptions(world), prices, manifest, "2026-07-01",
///     level}); write_file(folder / "report.html", report_page(data));        // page.h
#pragma once

#include <string>
#include <vector>

#include "waferline/engine/plan.h"
#include "waferline/engine/results.h"
#include "waferline/numeric/levels.h"
#include "waferline/report/json_numbers.h"
#include "waferline/report/market_prices.h"
#include "waferline/store/manifest.h"
#include "waferline/world/describe.h"

namespace waferline {

struct ReportInputs {
  const World& world;
  const Plan& plan;
  const Results& results;
  std::vector<Assumption> assumptions;
  std::vector<MarketPrice> market_prices;
  const Manifest& manifest;
  std::string run_date;        ///< "2026-07-01"
  Level level = best_level();  ///< for the replays; the numbers do not depend on it
};

Json report_data(const ReportInputs& inputs);

}  // namespace waferline
