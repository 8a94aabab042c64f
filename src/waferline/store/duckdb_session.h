/// One DuckDB database file under fixed limits, and a writer of rows into its tables.
///
/// DuckDB's memory is capped and it works in one thread, so that storing a run costs the same memory whatever its
/// paths.
///
///     auto session = Session::open("results.duckdb.part");
///     session->run("create table figures(name varchar, value double)");
///     auto rows = session->append_to("figures");
///     *rows << "facility.ddtl3.pd" << 0.034;
///     rows->end_row();
///     auto written = rows->close();
#pragma once

#include <duckdb.h>

#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

#include "waferline/base/file.h"

namespace waferline {

/// Rows for one table. The first failure is kept and reported by `close`; rows after it are lost.
class RowAppender {
 public:
  RowAppender(RowAppender&& other) noexcept;
  RowAppender& operator=(RowAppender&&) = delete;
  ~RowAppender();

  RowAppender& operator<<(std::string_view text);
  RowAppender& operator<<(const std::string& text) { return *this << std::string_view(text); }
  RowAppender& operator<<(const char* text) { return *this << std::string_view(text); }
  RowAppender& operator<<(double number);  ///< not a number is stored as NULL
  RowAppender& operator<<(std::int64_t number);
  RowAppender& operator<<(bool flag);
  void end_row();

  /// Many rows at once, laid out as DuckDB keeps them.
  void append_chunk(duckdb_data_chunk chunk);

  /// Hands what is buffered to the table.
  void flush();

  /// The same, and says whether everything arrived.
  std::expected<void, FileFailure> close();

 private:
  friend class Session;
  RowAppender(duckdb_appender appender, std::string file);
  void keep_first_failure(duckdb_state state);
  duckdb_appender appender_ = nullptr;
  std::string file_, failure_;
};

class Session {
 public:
  enum class Mode { create, read_only };
  static std::expected<Session, FileFailure> open(const std::filesystem::path& file, Mode mode = Mode::create);
  Session(Session&& other) noexcept;
  Session& operator=(Session&&) = delete;
  ~Session();

  std::expected<void, FileFailure> run(const std::string& sql);
  std::expected<RowAppender, FileFailure> append_to(const std::string& table);

  /// The whole answer as text, row after row, NULL as "NULL": for small answers.
  std::expected<std::string, FileFailure> text_of(const std::string& sql);

 private:
  Session() = default;
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
  std::string file_;
};

/// `text` as an SQL string literal, or as an identifier in double quotes.
std::string sql_text(std::string_view text);
std::string sql_name(std::string_view name);

}  // namespace waferline
