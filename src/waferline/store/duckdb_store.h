/// A run's results as a DuckDB database: one table for each kind of answer, and one row for each path.
///
/// | table | columns |
/// |---|---|
/// | figures | name, label, unit, value, standard_error, help |
/// | bands | name, unit, month, calendar_month, mean, mean_error, p05, p25, p50, p75, p95, p05_error, p50_error,
/// p95_error | | covenants | facility, name, test, limit_text, limit_value, is_minimum, first_test, breach_share,
/// breach_error, breaks_first_share, breaks_first_error | | shares | facility, name, month, calendar_month, share,
/// error | | drivers | facility, name, label, unit, mean_all, mean_bad, difference, difference_error, standardised | |
/// assumptions | key, value, rows, unit, source, prior, stated, place | | paths | path, then one column for each
/// outcome of the plan |
///
/// A number that does not exist is NULL; so is the month of an event that did not happen on a path. The database is
/// written beside its final name and renamed, so a reader sees the old one or all of the new. Memory does not grow with
/// paths.
#pragma once

#include <expected>
#include <filesystem>
#include <vector>

#include "waferline/base/file.h"
#include "waferline/engine/plan.h"
#include "waferline/engine/results.h"
#include "waferline/world/describe.h"

namespace waferline {

/// `paths_file` is the engine's path file of that run.
std::expected<void, FileFailure> store_results(const std::filesystem::path& database, const Plan& plan,
                                               const Results& results, const std::vector<Assumption>& assumptions,
                                               const std::filesystem::path& paths_file);

/// Every table of a stored database as folder/TABLE.parquet.
std::expected<void, FileFailure> export_parquet(const std::filesystem::path& database,
                                                const std::filesystem::path& folder);

}  // namespace waferline
