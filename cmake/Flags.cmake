# Flags that decide the bits: every build of every compiler must compute the same numbers.
# -ffp-contract=off   the compiler never fuses a*b+c; we write std::fma where a fused step is meant
# -fno-math-errno     lets loops over std::fma and std::sqrt vectorise; changes no result
# -fno-trapping-math  lets g++ turn selects into masks; changes no result
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                    -ffp-contract=off -fno-math-errno -fno-trapping-math)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O3")  # assertions stay on: an engine for money checks itself
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

set(WAFERLINE_SANITIZE "" CACHE STRING "sanitizers to build with, for example address,undefined or thread")
if(WAFERLINE_SANITIZE)
  add_compile_options(-fsanitize=${WAFERLINE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
  add_link_options(-fsanitize=${WAFERLINE_SANITIZE})
endif()

# CPU levels for which the block kernels are compiled; the program picks one when it starts.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  set(WAFERLINE_LEVELS v2 v3 v4)
  set(WAFERLINE_LEVEL_FLAGS_v2 -march=x86-64-v2)
  set(WAFERLINE_LEVEL_FLAGS_v3 -march=x86-64-v3)
  set(WAFERLINE_LEVEL_FLAGS_v4 -march=x86-64-v4 -mprefer-vector-width=512)
else()
  set(WAFERLINE_LEVELS generic)
  set(WAFERLINE_LEVEL_FLAGS_generic "")
endif()
