#include "waferline/store/duckdb_store.h"

#include <array>
#include <functional>

#include "waferline/store/duckdb_session.h"
#include "waferline/store/path_table.h"
#include "waferline/store/result_tables.h"

namespace waferline {

namespace {

constexpr std::array tables = {"figures", "bands", "covenants", "shares", "drivers", "assumptions", "paths"};

using Done = std::expected<void, FileFailure>;

Done write_tables(const std::filesystem::path& file, const Plan& plan, const Results& results,
                  const std::vector<Assumption>& assumptions, const std::filesystem::path& paths_file) {
  auto session = Session::open(file);
  if (!session) return std::unexpected(session.error());
  const std::function<Done()> steps[] = {
      [&] { return store_figures(*session, results); },
      [&] { return store_bands(*session, results); },
      [&] { return store_covenants(*session, results); },
      [&] { return store_shares(*session, results); },
      [&] { return store_drivers(*session, results); },
      [&] { return store_assumptions(*session, assumptions); },
      [&] { return store_paths(*session, plan.outcomes, results.paths, paths_file); },
      // Closing would write the same but could not report a full disk.
      [&] { return session->run("checkpoint"); },
  };
  for (const auto& step : steps)
    if (Done done = step(); !done) return done;
  return {};
}

void remove_leftovers(const std::filesystem::path& file) {
  std::error_code ignored;
  for (const char* tail : {"", ".wal", ".tmp"}) std::filesystem::remove_all(file.string() + tail, ignored);
}

Done rename_to(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::error_code error;
  std::filesystem::rename(from, to, error);
  if (error) return std::unexpected(FileFailure{to.string() + ": " + error.message()});
  return {};
}

}  // namespace

Done store_results(const std::filesystem::path& database, const Plan& plan, const Results& results,
                   const std::vector<Assumption>& assumptions, const std::filesystem::path& paths_file) {
  const std::filesystem::path part = database.string() + ".part";
  remove_leftovers(part);
  Done done = write_tables(part, plan, results, assumptions, paths_file);
  if (done) done = rename_to(part, database);
  remove_leftovers(part);
  return done;
}

Done export_parquet(const std::filesystem::path& database, const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return std::unexpected(FileFailure{folder.string() + ": " + error.message()});
  auto session = Session::open(database, Session::Mode::read_only);
  if (!session) return std::unexpected(session.error());
  for (const char* table : tables) {
    const std::filesystem::path file = folder / (std::string(table) + ".parquet"), part = file.string() + ".part";
    const std::string order = std::string("copy ") + table + " to " + sql_text(part.string()) + " (format parquet)";
    Done done = session->run(order);
    if (done) done = rename_to(part, file);
    std::filesystem::remove(part, error);
    if (!done) return done;
  }
  return {};
}

}  // namespace waferline
