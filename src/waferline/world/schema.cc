#include "waferline/world/schema.h"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "waferline/world/registry.h"

namespace waferline {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* name_pattern = "^[A-Za-z0-9_-]{1,64}$";

Json reference_to(const char* definition) { return {{"$ref", fmt::format("#/$defs/{}", definition)}}; }

/// Bare, or with its pedigree.
Json number_schema(const Key& key) {
  const Json bare = {
      {"type", key.kind == KeyKind::integer ? "integer" : "number"}, {"minimum", key.low}, {"maximum", key.high}};
  const Json text = {{"type", "string"}};
  const Json pedigree = {{"type", "object"},
                         {"properties", {{"value", bare}, {"source", text}, {"prior", text}}},
                         {"required", {"value"}},
                         {"additionalProperties", false}};
  return {{"anyOf", {bare, pedigree}}};
}

Json rows_schema(const Key& key) {
  const Json value = {{"type", "number"}, {"minimum", key.low}, {"maximum", key.high}};
  const Json row = {
      {"type", "array"}, {"prefixItems", {reference_to("month"), value}}, {"minItems", 2}, {"maxItems", 2}};
  return {{"type", "array"}, {"items", row}, {"minItems", 1}};
}

Json table_schema(const Key& key) {
  const Json text = {{"type", "string"}};
  const Json sourced = {{"type", "object"},
                        {"properties", {{"rows", rows_schema(key)}, {"source", text}}},
                        {"required", {"rows"}},
                        {"additionalProperties", false}};
  return {{"anyOf", {rows_schema(key), sourced, reference_to("csv_table")}}};
}

Json words_schema(const Key& key) {
  Json words = Json::array();
  for (std::string_view word : key.words) words.push_back(std::string(word));
  return {{"enum", words}};
}

Json list_of(Json item) { return {{"type", "array"}, {"items", std::move(item)}, {"minItems", 1}}; }

Json kind_schema(const Key& key) {
  const Json text = {{"type", "string"}};
  switch (key.kind) {
    case KeyKind::number:
    case KeyKind::integer:
      return number_schema(key);
    case KeyKind::month:
      return reference_to("month");
    case KeyKind::text:
      return text;
    case KeyKind::reference:
      return {{"type", "string"}, {"minLength", 1}};
    case KeyKind::boolean:
      return {{"type", "boolean"}};
    case KeyKind::choice:
      return words_schema(key);
    case KeyKind::choices:
      return list_of(words_schema(key));
    case KeyKind::references:
      return list_of({{"type", "string"}, {"minLength", 1}});
    case KeyKind::table:
      return table_schema(key);
    case KeyKind::files:
      return {{"anyOf", {text, list_of(text)}}};
  }
  return {};
}

Json key_schema(const Key& key) {
  Json schema = kind_schema(key);
  schema["description"] = key.unit.empty() ? std::string(key.doc) : fmt::format("{} In {}.", key.doc, key.unit);
  if (key.kind == KeyKind::boolean && key.fallback)
    schema["default"] = *key.fallback != 0;
  else if (key.fallback)
    schema["default"] = *key.fallback;
  else if (key.kind == KeyKind::choice && !key.fallback_word.empty())
    schema["default"] = std::string(key.fallback_word);
  return schema;
}

Json noun_schema(const Noun& noun) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const Key& key : noun.keys) {
    properties[std::string(key.name)] = key_schema(key);
    if (key.required && noun.form == Form::listed) required.push_back(std::string(key.name));
  }
  for (const Noun& part : noun.parts) {
    const Json item = noun_schema(part);
    Json& property = properties[std::string(part.word)];
    if (part.form == Form::single)
      property = item;
    else if (part.form == Form::listed)
      property = {{"type", "array"}, {"items", item}};
    else
      property = {{"type", "object"}, {"propertyNames", {{"pattern", name_pattern}}}, {"additionalProperties", item}};
  }
  Json schema = {{"type", "object"},
                 {"description", std::string(noun.doc)},
                 {"properties", properties},
                 {"additionalProperties", false}};
  if (!required.empty()) schema["required"] = required;
  return schema;
}

}  // namespace

nlohmann::ordered_json world_schema() {
  Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Waferline world"}};
  schema.update(noun_schema(world_noun()));
  const Json text = {{"type", "string"}};
  schema["$defs"] = {{"month",
                      {{"description", "A month, or a day of it."},
                       {"type", "string"},
                       {"pattern", "^[0-9]{4}-(0[1-9]|1[0-2])(-[0-3][0-9])?$"}}},
                     {"csv_table",
                      {{"type", "object"},
                       {"properties",
                        {{"file", text},
                         {"month_column", text},
                         {"value_column", text},
                         {"where", {{"type", "object"}, {"additionalProperties", text}}},
                         {"source", text}}},
                       {"required", {"file", "month_column", "value_column"}},
                       {"additionalProperties", false}}}};
  return schema;
}

}  // namespace waferline
