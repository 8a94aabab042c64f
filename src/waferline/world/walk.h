/// Visiting every key of a world in the order of the registry: one loop for checks of names and for lists of
/// assumptions.
///
///     walk_world(world, [&](const std::string& path, const Key& key, const Slot& slot) { ... });
#pragma once

#include <fmt/core.h>

#include <string>

#include "waferline/world/registry.h"

namespace waferline {

template <class Visit>
void walk_noun(const Noun& noun, void* object, const std::string& path, const Visit& visit) {
  for (const Key& key : noun.keys)
    if (key.at) visit(path.empty() ? std::string(key.name) : fmt::format("{}.{}", path, key.name), key, key.at(object));
  for (const Noun& part : noun.parts) {
    for (std::size_t i = 0; i < part.count(object); ++i) {
      void* item = part.item(object, i);
      std::string at = path.empty() ? std::string(part.word) : fmt::format("{}.{}", path, part.word);
      if (part.form != Form::single)
        at += part.name && !part.name(item)->text.empty() ? fmt::format(".{}", part.name(item)->text)
                                                          : fmt::format(".{}", i);
      walk_noun(part, item, at, visit);
    }
  }
}

/// The registry's slots are made for writing; `visit` must only read.
template <class Visit>
void walk_world(const World& world, const Visit& visit) {
  walk_noun(world_noun(), const_cast<World*>(&world), "",
            visit);  // NOLINT(cppcoreguidelines-pro-type-const-cast): read only
}

}  // namespace waferline
