# embed_file(TARGET NAME FILE)
# Puts the bytes of FILE into TARGET, readable as `std::string_view waferline::embedded::NAME()`, which the source that
# reads it declares. The file may be the output of a custom command of the same folder; the target is rebuilt with it.
# The assembler copies the bytes, which g++ and clang do alike, at no cost in compile time.
function(embed_file target name file)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.cc)
  set(WAFERLINE_EMBED_NAME ${name})
  set(WAFERLINE_EMBED_FILE ${file})
  configure_file(${CMAKE_SOURCE_DIR}/cmake/embedded.cc.in ${source} @ONLY)
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS ${file})
  target_sources(${target} PRIVATE ${source})
endfunction()
