#include "waferline/world/read_value.h"

#include <fmt/core.h>

#include <algorithm>
#include <limits>

#include "waferline/base/text.h"
#include "waferline/world/override.h"
#include "waferline/world/suggest.h"

namespace waferline {

namespace {

template <class... Ts>
struct Cases : Ts... {
  using Ts::operator()...;
};

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

std::optional<std::string> pedigree_text(const Node& node, const std::string& path, std::string_view key,
                                         ReadContext& context) {
  if (node.kind == NodeKind::text) return node.text;
  context.complain(node, fmt::format("{}.{} is {}", path, key, describe(node)), "a text in quotes");
  return std::nullopt;
}

/// The number inside `{ value = 1.4, source = "...", prior = "..." }`.
const Node* read_pedigree(const Node& node, const Key& key, const std::string& path, Number& number,
                          ReadContext& context) {
  const Node* value = nullptr;
  for (const Entry& entry : node.entries) {
    if (entry.key == "value") {
      value = &entry.node;
    } else if (entry.key == "source" || entry.key == "prior") {
      auto text = pedigree_text(entry.node, path, entry.key, context);
      if (text) (entry.key == "source" ? number.source : number.prior) = std::move(*text);
    } else {
      Problem problem{entry.spot.place(), fmt::format("{}.{} is not a key of a number", path, entry.key),
                      "value, source or prior", did_you_mean(entry.key, {"value", "source", "prior"})};
      context.problems.push_back(std::move(problem));
    }
  }
  if (!value) context.complain(node, path + " has no value", expected_text(key));
  return value;
}

Number read_number(const Key& key, const Node& node, const std::string& path, ReadContext& context) {
  Number number;
  number.place = node.spot.place();
  number.stated = true;
  number.value = unknown;
  const Node* value = node.kind == NodeKind::table ? read_pedigree(node, key, path, number, context) : &node;
  if (!value) return number;
  if (value->spot.file && *value->spot.file == override_file && number.source.empty()) number.source = override_file;
  if (value->kind != NodeKind::integer && value->kind != NodeKind::number) {
    const bool quoted = value->kind == NodeKind::text && parse_number(value->text);
    context.complain(*value, fmt::format("{} is {}", path, describe(*value)), expected_text(key),
                     quoted ? "write it without quotes" : "");
  } else if (check_range(key, value->number, value->spot.place(), path, context.problems)) {
    number.value = value->number;
  }
  return number;
}

Name read_name(const Key& key, const Node& node, const std::string& path, ReadContext& context) {
  if (node.kind == NodeKind::text && !node.text.empty()) return {node.text, node.spot.place()};
  context.complain(node, fmt::format("{} is {}", path, describe(node)), expected_text(key));
  return {"", node.spot.place()};
}

std::vector<Name> read_names(const Key& key, const Node& node, const std::string& path, ReadContext& context) {
  std::vector<Name> names;
  if (node.kind != NodeKind::array || node.items.empty()) {
    context.complain(node, fmt::format("{} is {}", path, describe(node)), expected_text(key));
    return names;
  }
  for (const Node& item : node.items) names.push_back(read_name(key, item, path, context));
  return names;
}

std::optional<int> read_word(const Key& key, const Node& node, const std::string& path, ReadContext& context) {
  if (node.kind == NodeKind::text) {
    const auto found = std::find(key.words.begin(), key.words.end(), node.text);
    if (found != key.words.end()) return static_cast<int>(found - key.words.begin());
  }
  context.complain(node, fmt::format("{} is {}", path, describe(node)), expected_text(key),
                   node.kind == NodeKind::text ? did_you_mean(node.text, key.words) : "");
  return std::nullopt;
}

void read_words(const Key& key, const ChoicesSlot& slot, const Node& node, const std::string& path,
                ReadContext& context) {
  slot.clear(slot.member);
  if (node.kind != NodeKind::array || node.items.empty())
    return context.complain(node, fmt::format("{} is {}", path, describe(node)), expected_text(key));
  for (const Node& item : node.items) {
    const auto word = read_word(key, item, path, context);
    if (!word) continue;
    bool twice = false;
    for (std::size_t i = 0; i < slot.size(slot.member); ++i) twice = twice || slot.get(slot.member, i) == *word;
    if (twice)
      context.complain(item, fmt::format("{} lists {} twice", path, describe(item)), "each word once");
    else
      slot.add(slot.member, *word);
  }
}

CalendarMonth read_month(const Key& key, const Node& node, const std::string& path, ReadContext& context) {
  const auto month = month_of(node);
  if (!month) context.complain(node, fmt::format("{} is {}", path, describe(node)), expected_text(key));
  return {month.value_or(Month{}), node.spot.place(), true};
}

}  // namespace

std::optional<Month> month_of(const Node& node) {
  if (node.kind != NodeKind::date && node.kind != NodeKind::text) return std::nullopt;
  const auto month = parse_month(node.text);
  return month && month->year >= 1900 && month->year <= 2200 ? month : std::nullopt;
}

bool check_range(const Key& key, double value, const Place& place, const std::string& path, Problems& problems) {
  std::string what;
  if (!std::isfinite(value))
    what = path + " is not a finite number";
  else if (value < key.low || value > key.high)
    what = fmt::format("{} is {}", path, number_text(value));
  else if (key.kind == KeyKind::integer && value != std::trunc(value))
    what = fmt::format("{} is {}, not a whole number", path, number_text(value));
  if (what.empty()) return true;
  problems.push_back({place, what, expected_text(key), ""});
  return false;
}

void set_default(const Key& key, Slot slot) {
  std::visit(
      Cases{[](std::monostate) {},
            [&](Number* number) { *number = Number{key.fallback.value_or(unknown), "", "", {}, false}; },
            [](std::optional<Number>* number) { number->reset(); }, [](CalendarMonth* month) { *month = {}; },
            [&](std::string* text) { text->clear(); }, [&](bool* flag) { *flag = key.fallback.value_or(0) != 0; },
            [](Name* name) { *name = {}; }, [](std::optional<Name>* name) { name->reset(); },
            [](std::vector<Name>* names) { names->clear(); }, [](Table* table) { *table = {}; },
            [&](const ChoiceSlot& choice) {
              const auto found = std::find(key.words.begin(), key.words.end(), key.fallback_word);
              choice.set(choice.member, found == key.words.end() ? 0 : static_cast<int>(found - key.words.begin()));
            },
            [&](const ChoicesSlot& choices) {
              choices.clear(choices.member);
              const auto found = std::find(key.words.begin(), key.words.end(), key.fallback_word);
              if (found != key.words.end()) choices.add(choices.member, static_cast<int>(found - key.words.begin()));
            }},
      slot);
}

void read_value(const Key& key, Slot slot, const Node& node, const std::string& path, ReadContext& context) {
  std::visit(Cases{[](std::monostate) {}, [&](Number* number) { *number = read_number(key, node, path, context); },
                   [&](std::optional<Number>* number) { *number = read_number(key, node, path, context); },
                   [&](CalendarMonth* month) { *month = read_month(key, node, path, context); },
                   [&](std::string* text) {
                     if (node.kind == NodeKind::text)
                       *text = node.text;
                     else
                       context.complain(node, fmt::format("{} is {}", path, describe(node)), expected_text(key));
                   },
                   [&](bool* flag) {
                     if (node.kind == NodeKind::boolean)
                       *flag = node.number != 0;
                     else
                       context.complain(node, fmt::format("{} is {}", path, describe(node)), expected_text(key));
                   },
                   [&](Name* name) { *name = read_name(key, node, path, context); },
                   [&](std::optional<Name>* name) { *name = read_name(key, node, path, context); },
                   [&](std::vector<Name>* names) { *names = read_names(key, node, path, context); },
                   [&](Table* table) { read_table(key, *table, node, path, context); },
                   [&](const ChoiceSlot& choice) {
                     if (const auto word = read_word(key, node, path, context)) choice.set(choice.member, *word);
                   },
                   [&](const ChoicesSlot& choices) { read_words(key, choices, node, path, context); }},
             slot);
}

}  // namespace waferline
