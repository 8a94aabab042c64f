/// The CPU levels that the block kernels are compiled for, and which of them this machine can run.
///
/// A kernel file defines the same function at each level; its caller declares and picks them with two macros (in a .cc
/// file, never in a header that a kernel includes):
///
///     WAFERLINE_DECLARE_AT_EACH_LEVEL(void run_block(const Plan&, Block&))       // at global scope
///     auto* run = WAFERLINE_AT_LEVEL(level, run_block);
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace waferline {

#if defined(__x86_64__)
/// x86-64-v2 (2009: SSE4.2), -v3 (2013: AVX2, FMA), -v4 (2017: AVX-512).
enum class Level { v2, v3, v4 };
inline constexpr std::array all_levels = {Level::v2, Level::v3, Level::v4};
#else
enum class Level { generic };
inline constexpr std::array all_levels = {Level::generic};
#endif

/// The levels this CPU runs, slowest first; never empty.
std::span<const Level> supported_levels();

/// The fastest level this CPU runs.
Level best_level();

/// "v2", "v3", "v4" (or "generic").
std::string_view name_of(Level level);
std::optional<Level> level_named(std::string_view name);

}  // namespace waferline

// Kernels define symbols in waferline::v2, v3 and v4: the preprocessor alone can name the same function in all three.
#if defined(__x86_64__)
#define WAFERLINE_DECLARE_AT_EACH_LEVEL(...) \
  namespace waferline::v2 {                  \
  __VA_ARGS__;                               \
  }                                          \
  namespace waferline::v3 {                  \
  __VA_ARGS__;                               \
  }                                          \
  namespace waferline::v4 {                  \
  __VA_ARGS__;                               \
  }
#define WAFERLINE_AT_LEVEL(level, name)                         \
  ((level) == ::waferline::Level::v4   ? &::waferline::v4::name \
   : (level) == ::waferline::Level::v3 ? &::waferline::v3::name \
                                       : &::waferline::v2::name)
#else
#define WAFERLINE_DECLARE_AT_EACH_LEVEL(...) \
  namespace waferline::generic {             \
  __VA_ARGS__;                               \
  }
#define WAFERLINE_AT_LEVEL(level, name) (static_cast<void>(level), &::waferline::generic::name)
#endif
