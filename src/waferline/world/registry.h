/// The option registry: every noun of the world file and every key it takes, once.
///
/// It drives reading (read_noun.h), checking, the JSON Schema (schema.h), `--help` and the reference page (reference.h)
/// and the lists of assumptions (describe.h), so that they cannot disagree. A key says what it is, in which unit, in
/// which range a sane value lies, what stands when the file is silent, and where in the struct of world.h it is kept.
///
///     for (const Key& key : world_noun().part("facility")->keys) fmt::print("{}: {}\n", key.name, key.doc);
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "waferline/world/world.h"

namespace waferline {

enum class KeyKind { number, integer, month, text, boolean, choice, choices, reference, references, table, files };

/// What stands for a month the file does not give.
enum class MonthDefault { none, world_start, before_start, horizon };

/// An enum member, or a list of them, reached without its type: the words are in Key::words, in the enum's order.
struct ChoiceSlot {
  void* member;
  void (*set)(void* member, int word);
  int (*get)(const void* member);
};
struct ChoicesSlot {
  void* member;
  void (*clear)(void* member);
  void (*add)(void* member, int word);
  std::size_t (*size)(const void* member);
  int (*get)(const void* member, std::size_t i);
};

/// Where a key's value is kept. The type of the member decides what may be stored in it.
using Slot = std::variant<std::monostate, Number*, std::optional<Number>*, CalendarMonth*, std::string*, bool*, Name*,
                          std::optional<Name>*, std::vector<Name>*, Table*, ChoiceSlot, ChoicesSlot>;

struct Key {
  std::string_view name;
  KeyKind kind = KeyKind::number;
  std::string_view unit;     ///< in words, for people: "basis points", "US dollars"
  double low = 0, high = 0;  ///< inclusive; for numbers and the values of tables
  bool required = false;
  std::optional<double> fallback;  ///< number or boolean that stands when the file is silent
  std::string_view fallback_word;  ///< word that does, for choices and texts, and in the reference page
  MonthDefault month_default = MonthDefault::none;
  std::vector<std::string_view> words;  ///< of a choice, in the order of its enum
  std::string_view noun;                ///< what a reference names: "chip"; "account" is one of the same facility
  std::string_view doc;
  Slot (*at)(void* object) = nullptr;

  Key or_else(double number) const;
  Key or_else(std::string_view word) const;
  Key or_else(MonthDefault month) const;
  Key or_none(std::string_view meaning = "none") const;  ///< may be absent, with this meaning
};

/// How a noun is written: the file itself, [noun], [noun.NAME] or [[noun]].
enum class Form { root, single, named, listed };

struct Noun {
  std::string_view word;
  Form form = Form::single;
  std::string_view doc;
  std::vector<Key> keys;
  std::vector<Noun> parts;
  void* (*add)(void* parent) = nullptr;  ///< appends one to its list, or gives the only one
  std::size_t (*count)(const void* parent) = nullptr;
  void* (*item)(void* parent, std::size_t i) = nullptr;
  Name* (*name)(void* object) = nullptr;  ///< of a named noun

  const Key* key(std::string_view key_name) const;
  const Noun* part(std::string_view noun_word) const;
};

/// The root noun; everything else hangs under it.
const Noun& world_noun();

/// What a value of the key must be, for messages and help: "a number from 0 to 10000, in basis points".
std::string expected_text(const Key& key);

/// "required", or what stands when the file is silent.
std::string default_text(const Key& key);

}  // namespace waferline
