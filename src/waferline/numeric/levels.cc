#include "waferline/numeric/levels.h"

#include <algorithm>
#include <cstddef>

namespace waferline {
namespace {

constexpr std::array names = {
#if defined(__x86_64__)
    std::string_view("v2"), std::string_view("v3"), std::string_view("v4")
#else
    std::string_view("generic")
#endif
};

/// How many of all_levels this CPU runs. g++ 12 knows the features but not the level names.
std::size_t count_supported() {
#if defined(__x86_64__)
  const bool v3 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi") &&
                  __builtin_cpu_supports("bmi2");
  const bool v4 = v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                  __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                  __builtin_cpu_supports("avx512vl");
  return v4 ? 3 : v3 ? 2 : 1;
#else
  return 1;
#endif
}

}  // namespace

std::span<const Level> supported_levels() { return std::span(all_levels).first(count_supported()); }

Level best_level() { return supported_levels().back(); }

std::string_view name_of(Level level) { return names[static_cast<std::size_t>(level)]; }

std::optional<Level> level_named(std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return all_levels[static_cast<std::size_t>(found - names.begin())];
}

}  // namespace waferline
