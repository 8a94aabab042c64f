#include "waferline/world/registry.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "waferline/world/reference.h"
#include "waferline/world/schema.h"

namespace waferline {
namespace {

template <class Visit>
void each_noun(const Noun& noun, const Visit& visit) {
  visit(noun);
  for (const Noun& part : noun.parts) each_noun(part, visit);
}

TEST(Registry, SaysWhatEveryKeyIsAndHoldsItOnce) {
  each_noun(world_noun(), [](const Noun& noun) {
    EXPECT_FALSE(noun.doc.empty()) << noun.word;
    std::set<std::string_view> words;
    for (const Key& key : noun.keys) {
      EXPECT_TRUE(words.insert(key.name).second) << key.name;
      EXPECT_FALSE(key.doc.empty()) << key.name;
      EXPECT_EQ(key.doc.back(), '.') << key.name;
      EXPECT_EQ(key.doc.find('|'), std::string_view::npos)
          << key.name << " would break the table of the reference page";
      EXPECT_FALSE(default_text(key).empty()) << key.name;
      EXPECT_FALSE(expected_text(key).empty()) << key.name;
    }
    for (const Noun& part : noun.parts) EXPECT_TRUE(words.insert(part.word).second) << part.word;
  });
}

TEST(Registry, HasDefaultsWithinTheirRangesAndUnitsForAllNumbers) {
  each_noun(world_noun(), [](const Noun& noun) {
    for (const Key& key : noun.keys) {
      const bool numeric = key.kind == KeyKind::number || key.kind == KeyKind::integer || key.kind == KeyKind::table;
      if (!numeric) continue;
      EXPECT_LT(key.low, key.high) << key.name;
      EXPECT_FALSE(key.unit.empty()) << key.name;
      EXPECT_TRUE(!key.fallback || (*key.fallback >= key.low && *key.fallback <= key.high)) << key.name;
    }
  });
}

TEST(Registry, RefersOnlyToNounsThereAre) {
  each_noun(world_noun(), [](const Noun& noun) {
    for (const Key& key : noun.keys)
      EXPECT_TRUE(key.noun.empty() || key.noun == "account" || world_noun().part(key.noun)) << key.name;
  });
}

TEST(Registry, KnowsAWordForEveryDefaultChoice) {
  each_noun(world_noun(), [](const Noun& noun) {
    for (const Key& key : noun.keys) {
      const bool has_word = std::find(key.words.begin(), key.words.end(), key.fallback_word) != key.words.end();
      EXPECT_TRUE(key.kind != KeyKind::choice || key.required || has_word) << key.name;
    }
  });
}

TEST(Schema, KnowsEveryKeyOfTheRegistryAndNoOther) {
  const nlohmann::ordered_json schema = world_schema();
  EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
  const auto compare = [](const auto& self, const Noun& noun, const nlohmann::ordered_json& object) -> void {
    EXPECT_EQ(object["additionalProperties"], false) << noun.word;
    EXPECT_EQ(object["properties"].size(), noun.keys.size() + noun.parts.size()) << noun.word;
    for (const Key& key : noun.keys) EXPECT_TRUE(object["properties"].contains(std::string(key.name))) << key.name;
    for (const Noun& part : noun.parts) {
      const auto& property = object["properties"][std::string(part.word)];
      self(self, part,
           part.form == Form::single  ? property
           : part.form == Form::named ? property["additionalProperties"]
                                      : property["items"]);
    }
  };
  compare(compare, world_noun(), schema);
}

TEST(Schema, CarriesRangesWordsAndUnits) {
  const auto facility = world_schema()["properties"]["facility"]["additionalProperties"]["properties"];
  EXPECT_EQ(facility["margin_bp"]["anyOf"][0]["maximum"], 10000);
  EXPECT_EQ(facility["grace_months"]["anyOf"][0]["type"], "integer");
  EXPECT_EQ(facility["disposal"]["enum"], (nlohmann::json{"best", "sell", "operate"}));
  EXPECT_NE(facility["margin_bp"]["description"].get<std::string>().find("basis points"), std::string::npos);
}

TEST(Reference, IsThePageThatIsCommitted) {
  std::ifstream file(std::string(WAFERLINE_SOURCE_DIR) + "/docs/world-file.md");
  std::stringstream page;
  page << file.rdbuf();
  EXPECT_EQ(page.str(), reference_page()) << "write it anew: waferline reference > docs/world-file.md";
}

TEST(Reference, HelpsWithEveryNounByItsPath) {
  for (const std::string& path : noun_paths()) EXPECT_FALSE(noun_help(path).empty()) << path;
  EXPECT_NE(noun_help("facility.covenant").find("window_months"), std::string::npos);
  EXPECT_EQ(noun_help("facility.nothing"), "");
  EXPECT_EQ(noun_help(""), "");
}

}  // namespace
}  // namespace waferline
