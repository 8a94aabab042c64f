#include "waferline/world/registry.h"

#include <fmt/core.h>

#include "waferline/base/text.h"
#include "waferline/world/registry_build.h"

namespace waferline {

namespace {

Noun make_world_noun() {
  using registry::integer, registry::month, registry::text;
  Key include;
  include.name = "include";
  include.kind = KeyKind::files;
  include.fallback_word = "none";
  include.doc =
      "World files read before this one, relative to its folder. Keys stated here override the same keys of an "
      "included file; an "
      "array is replaced whole.";
  Noun noun{"world",
            Form::root,
            "The file itself: what is run, from when, for how long.",
            {text<&World::title>("title", "What the report is headed with."),
             month<&World::start>("start", "First month of the run; levels in the file are those of this month."),
             integer<&World::months>("months", "months", 1, 240, "Length of the run."), std::move(include)},
            {registry::market_noun(), registry::value_noun(), registry::forced_sale_noun(), registry::rates_noun(),
             registry::chip_noun(), registry::quote_noun(), registry::customer_noun(), registry::operator_noun(),
             registry::fleet_noun(), registry::lease_noun(), registry::facility_noun()}};
  return noun;
}

std::string range_text(const Key& key, std::string_view what) {
  std::string text = fmt::format("{} from {} to {}", what, number_text(key.low), number_text(key.high));
  if (!key.unit.empty()) text += fmt::format(" ({})", key.unit);
  return text;
}

std::string words_text(const Key& key) {
  std::string text;
  for (std::size_t i = 0; i < key.words.size(); ++i)
    text += fmt::format("{}\"{}\"", i == 0 ? "" : i + 1 == key.words.size() ? " or " : ", ", key.words[i]);
  return text;
}

}  // namespace

Key Key::or_else(double number) const {
  Key key = *this;
  key.required = false;
  key.fallback = number;
  return key;
}

Key Key::or_else(std::string_view word) const {
  Key key = *this;
  key.required = false;
  key.fallback_word = word;
  return key;
}

Key Key::or_else(MonthDefault month) const {
  Key key = *this;
  key.required = false;
  key.month_default = month;
  return key;
}

Key Key::or_none(std::string_view meaning) const {
  Key key = *this;
  key.required = false;
  key.fallback_word = meaning;
  return key;
}

const Key* Noun::key(std::string_view key_name) const {
  for (const Key& k : keys)
    if (k.name == key_name) return &k;
  return nullptr;
}

const Noun* Noun::part(std::string_view noun_word) const {
  for (const Noun& n : parts)
    if (n.word == noun_word) return &n;
  return nullptr;
}

const Noun& world_noun() {
  static const Noun noun = make_world_noun();
  return noun;
}

std::string expected_text(const Key& key) {
  switch (key.kind) {
    case KeyKind::number:
      return range_text(key, "a number");
    case KeyKind::integer:
      return range_text(key, "a whole number");
    case KeyKind::month:
      return "a month such as 2026-07-01 or \"2026-07\"";
    case KeyKind::text:
      return "a text in quotes";
    case KeyKind::boolean:
      return "true or false";
    case KeyKind::choice:
      return words_text(key);
    case KeyKind::choices:
      return "a list of " + words_text(key);
    case KeyKind::reference:
      return fmt::format("the name of {} {} in quotes", key.noun == "account" || key.noun == "operator" ? "an" : "a",
                         key.noun);
    case KeyKind::references:
      return fmt::format("a list of names of {}s, such as [\"{}_a\"]", key.noun, key.noun);
    case KeyKind::table:
      return range_text(key, "rows [\"2026-07\", value] or { file = \"x.csv\", ... } with values");
    case KeyKind::files:
      return "a list of file names";
  }
  return {};
}

std::string default_text(const Key& key) {
  if (key.required) return "required";
  if (key.kind == KeyKind::boolean) return *key.fallback != 0 ? "true" : "false";
  if (key.fallback) return number_text(*key.fallback);
  switch (key.month_default) {
    case MonthDefault::world_start:
      return "the world's start";
    case MonthDefault::before_start:
      return "before the start";
    case MonthDefault::horizon:
      return "the end of the run";
    case MonthDefault::none:
      break;
  }
  if (key.kind == KeyKind::text && key.fallback_word.empty()) return "empty";
  return std::string(key.fallback_word);
}

}  // namespace waferline
