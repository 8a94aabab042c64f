#include "waferline/store/duckdb_session.h"

#include <cmath>
#include <utility>

namespace waferline {

namespace {

constexpr const char* memory_limit = "64MB";  // a writer of wide tables sets its own

std::string quoted(std::string_view text, char mark) {
  std::string result(1, mark);
  for (const char c : text) {
    if (c == mark) result += mark;
    result += c;
  }
  return result + mark;
}

/// The first line of DuckDB's message, which carries the system's reason.
std::string one_line(const char* message) {
  const std::string text = message == nullptr ? "DuckDB gives no reason" : message;
  return text.substr(0, text.find('\n'));
}

}  // namespace

std::string sql_text(std::string_view text) { return quoted(text, '\''); }
std::string sql_name(std::string_view name) { return quoted(name, '"'); }

std::expected<Session, FileFailure> Session::open(const std::filesystem::path& file, Mode mode) {
  Session session;
  session.file_ = file.string();
  duckdb_config config = nullptr;
  duckdb_create_config(&config);
  duckdb_set_config(config, "memory_limit", memory_limit);
  duckdb_set_config(config, "threads", "1");
  duckdb_set_config(config, "temp_directory", (file.string() + ".tmp").c_str());
  duckdb_set_config(config, "autoinstall_known_extensions", "false");
  duckdb_set_config(config, "access_mode", mode == Mode::read_only ? "READ_ONLY" : "AUTOMATIC");
  char* message = nullptr;
  const duckdb_state opened = duckdb_open_ext(file.c_str(), &session.database_, config, &message);
  duckdb_destroy_config(&config);
  if (opened == DuckDBSuccess && duckdb_connect(session.database_, &session.connection_) == DuckDBSuccess)
    return session;
  FileFailure failure{session.file_ + ": " + one_line(message)};
  duckdb_free(message);
  return std::unexpected(std::move(failure));
}

Session::Session(Session&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)),
      connection_(std::exchange(other.connection_, nullptr)),
      file_(std::move(other.file_)) {}

Session::~Session() {
  if (connection_ != nullptr) duckdb_disconnect(&connection_);
  if (database_ != nullptr) duckdb_close(&database_);
}

std::expected<void, FileFailure> Session::run(const std::string& sql) {
  duckdb_result result;
  const duckdb_state state = duckdb_query(connection_, sql.c_str(), &result);
  std::expected<void, FileFailure> done;
  if (state != DuckDBSuccess)
    done = std::unexpected(FileFailure{file_ + ": " + one_line(duckdb_result_error(&result))});
  duckdb_destroy_result(&result);
  return done;
}

std::expected<std::string, FileFailure> Session::text_of(const std::string& sql) {
  duckdb_result result;
  if (duckdb_query(connection_, sql.c_str(), &result) != DuckDBSuccess) {
    FileFailure failure{file_ + ": " + one_line(duckdb_result_error(&result))};
    duckdb_destroy_result(&result);
    return std::unexpected(std::move(failure));
  }
  std::string text;
  const idx_t rows = duckdb_row_count(&result), columns = duckdb_column_count(&result);
  for (idx_t row = 0; row < rows; ++row) {
    for (idx_t column = 0; column < columns; ++column) {
      char* cell = duckdb_value_varchar(&result, column, row);
      text += column > 0 ? "," : "";
      text += cell == nullptr ? "NULL" : cell;
      duckdb_free(cell);
    }
    text += '\n';
  }
  duckdb_destroy_result(&result);
  return text;
}

std::expected<RowAppender, FileFailure> Session::append_to(const std::string& table) {
  duckdb_appender appender = nullptr;
  if (duckdb_appender_create(connection_, nullptr, table.c_str(), &appender) == DuckDBSuccess)
    return RowAppender(appender, file_);
  FileFailure failure{file_ + ": " + one_line(duckdb_appender_error(appender))};
  duckdb_appender_destroy(&appender);
  return std::unexpected(std::move(failure));
}

RowAppender::RowAppender(duckdb_appender appender, std::string file) : appender_(appender), file_(std::move(file)) {}

RowAppender::RowAppender(RowAppender&& other) noexcept
    : appender_(std::exchange(other.appender_, nullptr)),
      file_(std::move(other.file_)),
      failure_(std::move(other.failure_)) {}

RowAppender::~RowAppender() {
  if (appender_ != nullptr) duckdb_appender_destroy(&appender_);
}

void RowAppender::keep_first_failure(duckdb_state state) {
  if (state != DuckDBSuccess && failure_.empty()) failure_ = one_line(duckdb_appender_error(appender_));
}

RowAppender& RowAppender::operator<<(std::string_view text) {
  keep_first_failure(duckdb_append_varchar_length(appender_, text.data(), text.size()));
  return *this;
}

RowAppender& RowAppender::operator<<(double number) {
  keep_first_failure(std::isfinite(number) ? duckdb_append_double(appender_, number) : duckdb_append_null(appender_));
  return *this;
}

RowAppender& RowAppender::operator<<(std::int64_t number) {
  keep_first_failure(duckdb_append_int64(appender_, number));
  return *this;
}

RowAppender& RowAppender::operator<<(bool flag) {
  keep_first_failure(duckdb_append_bool(appender_, flag));
  return *this;
}

void RowAppender::end_row() { keep_first_failure(duckdb_appender_end_row(appender_)); }

void RowAppender::append_chunk(duckdb_data_chunk chunk) {
  if (failure_.empty()) keep_first_failure(duckdb_append_data_chunk(appender_, chunk));
}

void RowAppender::flush() {
  if (failure_.empty()) keep_first_failure(duckdb_appender_flush(appender_));
}

std::expected<void, FileFailure> RowAppender::close() {
  if (failure_.empty()) keep_first_failure(duckdb_appender_close(appender_));
  if (failure_.empty()) return {};
  return std::unexpected(FileFailure{file_ + ": " + failure_});
}

}  // namespace waferline
