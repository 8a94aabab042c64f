/// The small tables of a run: figures, bands, covenants, shares, drivers, assumptions.
#pragma once

#include <expected>
#include <vector>

#include "waferline/engine/results.h"
#include "waferline/store/duckdb_session.h"
#include "waferline/world/describe.h"

namespace waferline {

std::expected<void, FileFailure> store_figures(Session& session, const Results& results);
std::expected<void, FileFailure> store_bands(Session& session, const Results& results);
std::expected<void, FileFailure> store_covenants(Session& session, const Results& results);
std::expected<void, FileFailure> store_shares(Session& session, const Results& results);
std::expected<void, FileFailure> store_drivers(Session& session, const Results& results);
std::expected<void, FileFailure> store_assumptions(Session& session, const std::vector<Assumption>& assumptions);

}  // namespace waferline
