# Builds the report page with tools/build_web into WAFERLINE_REPORT_PAGE, again whenever its sources change. The page
# lies in web/dist and not in the build folder, so that every build shares one copy.
set(WAFERLINE_REPORT_PAGE ${CMAKE_SOURCE_DIR}/web/dist/report.html)
file(GLOB_RECURSE page_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/src/*)
add_custom_command(
  OUTPUT ${WAFERLINE_REPORT_PAGE}
  COMMAND ${CMAKE_SOURCE_DIR}/tools/build_web
  DEPENDS ${page_sources} ${CMAKE_SOURCE_DIR}/web/report.html ${CMAKE_SOURCE_DIR}/web/package-lock.json
          ${CMAKE_SOURCE_DIR}/web/vite.config.ts ${CMAKE_SOURCE_DIR}/web/tsconfig.json ${CMAKE_SOURCE_DIR}/tools/build_web
  COMMENT "Building the report page"
  VERBATIM)
