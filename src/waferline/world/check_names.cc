// Every name that is mentioned must exist; lists of names hold each once.
#include <fmt/core.h>

#include <set>

#include "waferline/world/checker.h"
#include "waferline/world/suggest.h"
#include "waferline/world/walk.h"

namespace waferline {

namespace {

std::vector<std::string_view> names_of(const World& world, const Noun& noun) {
  std::vector<std::string_view> names;
  void* object = const_cast<World*>(&world);  // NOLINT(cppcoreguidelines-pro-type-const-cast): read only
  names.reserve(noun.count(object));
  for (std::size_t i = 0; i < noun.count(object); ++i) names.push_back(noun.name(noun.item(object, i))->text);
  return names;
}

void check_name(Checker& checker, const std::string& path, const Key& key, const Name& name) {
  const Noun* noun = world_noun().part(key.noun);
  if (!noun || !known(name)) return;  // accounts are names within a facility: check_waterfall
  const auto names = names_of(checker.world, *noun);
  for (std::string_view there : names)
    if (there == name.text) return;
  checker.complain(name.place, fmt::format("{} names {} \"{}\", which is not in the world", path, key.noun, name.text),
                   "", did_you_mean(name.text, names));
}

}  // namespace

void check_names(Checker& checker) {
  walk_world(checker.world, [&](const std::string& path, const Key& key, const Slot& slot) {
    if (key.kind == KeyKind::reference) {
      if (const auto* name = std::get_if<Name*>(&slot)) check_name(checker, path, key, **name);
      if (const auto* name = std::get_if<std::optional<Name>*>(&slot); name && **name)
        check_name(checker, path, key, ***name);
    } else if (key.kind == KeyKind::references) {
      std::set<std::string> seen;
      for (const Name& name : *std::get<std::vector<Name>*>(slot)) {
        check_name(checker, path, key, name);
        if (known(name) && !seen.insert(name.text).second)
          checker.complain(name.place, fmt::format("{} lists {} twice", path, name.text), "each name once");
      }
    }
  });
}

}  // namespace waferline
