/// How registry entries are made: the kind of a key follows from the type of the member it is kept in.
///
///     number<&Facility::margin_bp>("margin_bp", "basis points", 0, 10000, "Spread over SOFR.")
#pragma once

#include <type_traits>

#include "waferline/world/registry.h"

namespace waferline::registry {

template <class M>
struct MemberOf;
template <class Owner, class Member>
struct MemberOf<Member Owner::*> {
  using owner = Owner;
  using member = Member;
};
template <auto M>
using owner_t = typename MemberOf<decltype(M)>::owner;
template <auto M>
using member_t = typename MemberOf<decltype(M)>::member;

template <auto M>
member_t<M>& member(void* object) {
  return static_cast<owner_t<M>*>(object)->*M;
}

template <auto M>
Slot slot(void* object) {
  using T = member_t<M>;
  if constexpr (std::is_enum_v<T>) {
    return ChoiceSlot{&member<M>(object), [](void* at, int word) { *static_cast<T*>(at) = static_cast<T>(word); },
                      [](const void* at) { return static_cast<int>(*static_cast<const T*>(at)); }};
  } else {
    return &member<M>(object);
  }
}

template <auto M>
Slot list_slot(void* object) {
  using List = member_t<M>;
  using T = typename List::value_type;
  return ChoicesSlot{
      &member<M>(object), [](void* at) { static_cast<List*>(at)->clear(); },
      [](void* at, int word) { static_cast<List*>(at)->push_back(static_cast<T>(word)); },
      [](const void* at) { return static_cast<const List*>(at)->size(); },
      [](const void* at, std::size_t i) { return static_cast<int>((*static_cast<const List*>(at))[i]); }};
}

template <auto M>
Key number(std::string_view name, std::string_view unit, double low, double high, std::string_view doc) {
  Key key;
  key.name = name;
  key.unit = unit;
  key.low = low;
  key.high = high;
  key.doc = doc;
  key.required = std::is_same_v<member_t<M>, Number>;
  key.at = slot<M>;
  return key;
}

template <auto M>
Key integer(std::string_view name, std::string_view unit, double low, double high, std::string_view doc) {
  Key key = number<M>(name, unit, low, high, doc);
  key.kind = KeyKind::integer;
  return key;
}

template <auto M>
Key table(std::string_view name, std::string_view unit, double low, double high, std::string_view doc) {
  Key key = number<M>(name, unit, low, high, doc);
  key.kind = KeyKind::table;
  key.required = true;
  return key;
}

template <auto M>
Key plain(KeyKind kind, std::string_view name, std::string_view doc) {
  Key key;
  key.name = name;
  key.kind = kind;
  key.doc = doc;
  key.required = true;
  key.at = slot<M>;
  return key;
}

template <auto M>
Key month(std::string_view name, std::string_view doc) {
  return plain<M>(KeyKind::month, name, doc);
}
template <auto M>
Key text(std::string_view name, std::string_view doc) {
  return plain<M>(KeyKind::text, name, doc).or_else("");
}
template <auto M>
Key boolean(std::string_view name, std::string_view doc) {
  return plain<M>(KeyKind::boolean, name, doc).or_else(0.0);
}

template <auto M>
Key reference(std::string_view name, std::string_view noun, std::string_view doc) {
  constexpr bool list = std::is_same_v<member_t<M>, std::vector<Name>>;
  Key key = plain<M>(list ? KeyKind::references : KeyKind::reference, name, doc);
  key.required = !std::is_same_v<member_t<M>, std::optional<Name>>;
  key.fallback_word = key.required ? "" : "none";
  key.noun = noun;
  return key;
}

template <auto M>
Key choice(std::string_view name, std::vector<std::string_view> words, std::string_view doc) {
  Key key = plain<M>(KeyKind::choice, name, doc);
  key.words = std::move(words);
  return key;
}
template <auto M>
Key choices(std::string_view name, std::vector<std::string_view> words, std::string_view doc) {
  Key key;
  key.name = name;
  key.kind = KeyKind::choices;
  key.words = std::move(words);
  key.doc = doc;
  key.required = true;
  key.at = list_slot<M>;
  return key;
}

/// A table [word]: the member itself.
template <auto M>
Noun single(std::string_view word, std::string_view doc, std::vector<Key> keys) {
  Noun noun{word, Form::single, doc, std::move(keys), {}};
  noun.add = [](void* parent) -> void* { return &member<M>(parent); };
  noun.count = [](const void*) -> std::size_t { return 1; };
  noun.item = [](void* parent, std::size_t) -> void* { return &member<M>(parent); };
  return noun;
}

/// Tables [[word]]: each appends to the member.
template <auto M>
Noun listed(std::string_view word, std::string_view doc, std::vector<Key> keys) {
  using List = member_t<M>;
  Noun noun{word, Form::listed, doc, std::move(keys), {}};
  noun.add = [](void* parent) -> void* { return &member<M>(parent).emplace_back(); };
  noun.count = [](const void* parent) { return (static_cast<const owner_t<M>*>(parent)->*M).size(); };
  noun.item = [](void* parent, std::size_t i) -> void* { return &member<M>(parent)[i]; };
  if constexpr (requires(typename List::value_type v) { v.name; })
    noun.name = [](void* object) { return &static_cast<typename List::value_type*>(object)->name; };
  return noun;
}

/// Tables [word.NAME].
template <auto M>
Noun named(std::string_view word, std::string_view doc, std::vector<Key> keys) {
  Noun noun = listed<M>(word, doc, std::move(keys));
  noun.form = Form::named;
  return noun;
}

// The nouns, each in the file of its field.
Noun market_noun();
Noun value_noun();
Noun forced_sale_noun();
Noun rates_noun();
Noun chip_noun();
Noun quote_noun();
Noun customer_noun();
Noun operator_noun();
Noun fleet_noun();
Noun lease_noun();
Noun facility_noun();
Noun draw_noun();
Noun account_noun();
Noun covenant_noun();
Noun pay_noun();

}  // namespace waferline::registry
