#include "waferline/world/suggest.h"

#include <fmt/core.h>

#include "waferline/base/problem.h"

namespace waferline {

namespace {

/// "margin" of "margin_pct": what is left without the last word. Empty when there is only one.
std::string_view stem(std::string_view key) {
  const std::size_t cut = key.rfind('_');
  return cut == std::string_view::npos ? std::string_view() : key.substr(0, cut);
}

}  // namespace

std::vector<std::string_view> words_of(const Noun& noun) {
  std::vector<std::string_view> words;
  words.reserve(noun.keys.size() + noun.parts.size());
  for (const Key& key : noun.keys) words.push_back(key.name);
  for (const Noun& part : noun.parts) words.push_back(part.word);
  return words;
}

std::string did_you_mean(std::string_view typed, const std::vector<std::string_view>& known) {
  const std::string_view word = closest_word(typed, known);
  return word.empty() ? std::string() : fmt::format("did you mean {}?", word);
}

std::string did_you_mean_key(std::string_view typed, const Noun& noun) {
  std::string_view word = closest_word(typed, words_of(noun));
  for (const Key& key : noun.keys)
    if (word.empty() && (key.name == stem(typed) || (!stem(typed).empty() && stem(key.name) == stem(typed))))
      word = key.name;
  if (word.empty()) return {};
  const Key* key = noun.key(word);
  if (!key || key->unit.empty()) return fmt::format("did you mean {}?", word);
  return fmt::format("did you mean {} ({})?", word, key->unit);
}

}  // namespace waferline
