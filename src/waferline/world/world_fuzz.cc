// Any text at all must be read or reported, never break the reader; a world that is read must also be told back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "waferline/world/describe.h"
#include "waferline/world/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  // What follows a line of four dashes is an override.
  const std::size_t cut = input.find("\n----\n");
  std::vector<std::string> overrides;
  if (cut != std::string_view::npos) overrides.emplace_back(input.substr(cut + 6));
  const auto world = waferline::load_world_text(input.substr(0, cut), overrides);
  if (world) {
    if (waferline::resolved_json(*world).dump().empty() || waferline::assumptions(*world).empty()) std::abort();
  } else {
    if (world.error().empty()) std::abort();
    for (const auto& problem : world.error())
      if (problem.what.empty() || to_string(problem).empty()) std::abort();
  }
  return 0;
}
