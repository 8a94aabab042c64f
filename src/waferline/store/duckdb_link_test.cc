#include <duckdb.h>
#include <gtest/gtest.h>

#include <string>

namespace {

TEST(DuckDB, HeaderAndLibraryAreOfTheSameRelease) {
  const std::string library = duckdb_library_version();
  EXPECT_EQ(library.substr(0, 4), "v1.4") << "the header was fetched for v1.4";
}

TEST(DuckDB, AnswersAQueryFromMemory) {
  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
  ASSERT_EQ(duckdb_open(nullptr, &database), DuckDBSuccess);
  ASSERT_EQ(duckdb_connect(database, &connection), DuckDBSuccess);

  duckdb_result result;
  ASSERT_EQ(duckdb_query(connection, "select sum(i)::bigint from range(101) t(i)", &result), DuckDBSuccess);
  const duckdb_data_chunk chunk = duckdb_fetch_chunk(result);
  EXPECT_EQ(static_cast<long long*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, 0)))[0], 5050);

  duckdb_data_chunk held = chunk;
  duckdb_destroy_data_chunk(&held);
  duckdb_destroy_result(&result);
  duckdb_disconnect(&connection);
  duckdb_close(&database);
}

}  // namespace
