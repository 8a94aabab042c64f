#include "waferline/world/describe.h"

#include <nlohmann/json.hpp>

#include "waferline/world/walk.h"

namespace waferline {

namespace {

using Json = nlohmann::ordered_json;

template <class... Ts>
struct Cases : Ts... {
  using Ts::operator()...;
};

Json table_json(const Table& table, Month start) {
  Json rows = Json::array();
  for (const Step& step : table.rows) rows.push_back(Json::array({months_between(start, step.month), step.value}));
  return rows;
}

Json value_json(const Key& key, const Slot& slot, Month start) {
  return std::visit(
      Cases{[](std::monostate) -> Json { return nullptr; },
            [&](const Number* number) -> Json {
              if (key.kind == KeyKind::integer) return static_cast<std::int64_t>(number->value);
              return number->value;
            },
            [](const std::optional<Number>* number) -> Json {
              if (!*number) return nullptr;
              return (*number)->value;
            },
            [&](const CalendarMonth* month) -> Json {
              return {{"index", months_between(start, month->month)}, {"text", to_string(month->month)}};
            },
            [](const std::string* text) -> Json { return *text; }, [](const bool* flag) -> Json { return *flag; },
            [](const Name* name) -> Json { return name->text; },
            [](const std::optional<Name>* name) -> Json {
              if (!*name) return nullptr;
              return (*name)->text;
            },
            [](const std::vector<Name>* names) -> Json {
              Json list = Json::array();
              for (const Name& name : *names) list.push_back(name.text);
              return list;
            },
            [&](const Table* table) -> Json { return table_json(*table, start); },
            [&](const ChoiceSlot& choice) -> Json {
              return std::string(key.words[static_cast<std::size_t>(choice.get(choice.member))]);
            },
            [&](const ChoicesSlot& choices) -> Json {
              Json list = Json::array();
              for (std::size_t i = 0; i < choices.size(choices.member); ++i)
                list.push_back(std::string(key.words[static_cast<std::size_t>(choices.get(choices.member, i))]));
              return list;
            }},
      slot);
}

Json noun_json(const Noun& noun, void* object, Month start) {
  Json json = Json::object();
  if (noun.form == Form::named) json["name"] = noun.name(object)->text;
  for (const Key& key : noun.keys)
    if (key.at) json[std::string(key.name)] = value_json(key, key.at(object), start);
  for (const Noun& part : noun.parts) {
    Json& there = json[std::string(part.word)];
    if (part.form == Form::single) {
      there = noun_json(part, part.item(object, 0), start);
      continue;
    }
    there = Json::array();
    for (std::size_t i = 0; i < part.count(object); ++i) there.push_back(noun_json(part, part.item(object, i), start));
  }
  return json;
}

Assumption assumption_of(const std::string& path, const Key& key, const Number& number) {
  return {path, number.value, 0, std::string(key.unit), number.source, number.prior, number.place, number.stated};
}

}  // namespace

std::vector<Assumption> assumptions(const World& world) {
  std::vector<Assumption> list;
  walk_world(world, [&](const std::string& path, const Key& key, const Slot& slot) {
    if (const auto* number = std::get_if<Number*>(&slot)) list.push_back(assumption_of(path, key, **number));
    if (const auto* number = std::get_if<std::optional<Number>*>(&slot); number && **number)
      list.push_back(assumption_of(path, key, ***number));
    if (const auto* slot_table = std::get_if<Table*>(&slot); slot_table && (*slot_table)->stated) {
      const Table& table = **slot_table;
      list.push_back({path, 0, table.rows.size(), std::string(key.unit), table.source, "", table.place, true});
    }
  });
  return list;
}

nlohmann::ordered_json resolved_json(const World& world) {
  return noun_json(world_noun(), const_cast<World*>(&world),
                   world.start.month);  // NOLINT(cppcoreguidelines-pro-type-const-cast): read only
}

}  // namespace waferline
