# Defines DuckDB::DuckDB from the header and library that tools/fetch_duckdb put into .deps/duckdb.
# Built programs find the library where it is; installed ones in lib/waferline beside their bin folder.
set(DUCKDB_ROOT ${CMAKE_SOURCE_DIR}/.deps/duckdb CACHE PATH "folder with DuckDB's include/duckdb.h and lib/libduckdb.so")
if(NOT EXISTS ${DUCKDB_ROOT}/include/duckdb.h OR NOT EXISTS ${DUCKDB_ROOT}/lib/libduckdb.so)
  message(FATAL_ERROR "DuckDB is not in ${DUCKDB_ROOT}: run tools/fetch_duckdb first.")
endif()

add_library(DuckDB::DuckDB SHARED IMPORTED GLOBAL)
set_target_properties(DuckDB::DuckDB PROPERTIES
  IMPORTED_LOCATION ${DUCKDB_ROOT}/lib/libduckdb.so
  IMPORTED_SONAME libduckdb.so
  INTERFACE_INCLUDE_DIRECTORIES ${DUCKDB_ROOT}/include)

set(CMAKE_INSTALL_RPATH "$ORIGIN/../lib/waferline")
install(FILES ${DUCKDB_ROOT}/lib/libduckdb.so DESTINATION lib/waferline)
install(FILES ${DUCKDB_ROOT}/LICENSE DESTINATION share/doc/waferline RENAME LICENSE.duckdb OPTIONAL)
