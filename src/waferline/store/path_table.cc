#include "waferline/store/path_table.h"

#include <cmath>

#include "waferline/engine/path_file.h"

namespace waferline {

namespace {

/// One chunk: a column of path numbers and one of doubles for each outcome.
class PathChunk {
 public:
  explicit PathChunk(const std::vector<Observable>& outcomes) : rows_in_chunk_(duckdb_vector_size()) {
    std::vector<duckdb_logical_type> types(outcomes.size() + 1);
    types[0] = duckdb_create_logical_type(DUCKDB_TYPE_BIGINT);
    for (std::size_t c = 0; c < outcomes.size(); ++c) {
      types[c + 1] = duckdb_create_logical_type(DUCKDB_TYPE_DOUBLE);
      is_month_.push_back(outcomes[c].unit == "month");
    }
    chunk_ = duckdb_create_data_chunk(types.data(), types.size());
    for (duckdb_logical_type& type : types) duckdb_destroy_logical_type(&type);
    begin();
  }
  PathChunk(const PathChunk&) = delete;
  PathChunk& operator=(const PathChunk&) = delete;
  ~PathChunk() { duckdb_destroy_data_chunk(&chunk_); }

  bool full() const { return filled_ == rows_in_chunk_; }

  void add(std::uint64_t path, const double* outcomes) {
    numbers_[filled_] = static_cast<std::int64_t>(path);
    for (std::size_t c = 0; c < is_month_.size(); ++c) {
      const double value = outcomes[c];
      columns_[c][filled_] = value;
      if (!std::isfinite(value) || (is_month_[c] && value < 0)) duckdb_validity_set_row_invalid(validity_[c], filled_);
    }
    ++filled_;
  }

  void flush_to(RowAppender& rows) {
    if (filled_ == 0) return;
    duckdb_data_chunk_set_size(chunk_, filled_);
    rows.append_chunk(chunk_);
    duckdb_data_chunk_reset(chunk_);
    begin();
  }

 private:
  void begin() {
    filled_ = 0;
    numbers_ = static_cast<std::int64_t*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk_, 0)));
    columns_.clear();
    validity_.clear();
    for (std::size_t c = 0; c < is_month_.size(); ++c) {
      const duckdb_vector vector = duckdb_data_chunk_get_vector(chunk_, c + 1);
      duckdb_vector_ensure_validity_writable(vector);
      columns_.push_back(static_cast<double*>(duckdb_vector_get_data(vector)));
      validity_.push_back(duckdb_vector_get_validity(vector));
    }
  }

  std::size_t rows_in_chunk_, filled_ = 0;
  duckdb_data_chunk chunk_ = nullptr;
  std::int64_t* numbers_ = nullptr;
  std::vector<double*> columns_;
  std::vector<std::uint64_t*> validity_;
  std::vector<bool> is_month_;
};

/// DuckDB fills and packs blocks of every column at a time, however many rows: three of 256 kB a column suffice.
std::string memory_for(std::size_t columns) { return std::to_string(8 + 3 * columns / 4) + "MB"; }

/// The appender would hold back 200,000 rows; this many chunks at a time go to the table.
constexpr int chunks_held_back = 8;

}  // namespace

std::expected<void, FileFailure> store_paths(Session& session, const std::vector<Observable>& outcomes,
                                             std::uint64_t paths, const std::filesystem::path& paths_file) {
  std::string columns = "path bigint";
  for (const Observable& outcome : outcomes) columns += ", " + sql_name(outcome.name) + " double";
  // One transaction, or every hand-over would be written twice.
  for (const std::string& sql : {"set memory_limit = " + sql_text(memory_for(outcomes.size() + 1)),
                                 std::string("begin transaction"), "create table paths(" + columns + ")"})
    if (auto done = session.run(sql); !done) return done;
  auto rows = session.append_to("paths");
  if (!rows) return std::unexpected(rows.error());

  PathChunk chunk(outcomes);
  int chunks = 0;
  const auto read = for_each_path(paths_file, outcomes.size(), paths, [&](std::uint64_t path, const double* row) {
    chunk.add(path, row);
    if (!chunk.full()) return;
    chunk.flush_to(*rows);
    if (++chunks % chunks_held_back == 0) rows->flush();
  });
  if (!read) return read;
  chunk.flush_to(*rows);
  if (auto closed = rows->close(); !closed) return closed;
  return session.run("commit");
}

}  // namespace waferline
