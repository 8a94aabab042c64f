#include "waferline/world/describe.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "waferline/world/reader.h"

namespace waferline {
namespace {

World minimal() { return *load_world(std::string(WAFERLINE_SOURCE_DIR) + "/tests/worlds/minimal"); }

const Assumption* find(const std::vector<Assumption>& list, const std::string& path) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Assumption& a) { return a.path == path; });
  return found == list.end() ? nullptr : &*found;
}

TEST(Assumptions, ListEveryNumberWithItsPedigree) {
  const auto list = assumptions(minimal());
  const Assumption* rent = find(list, "chip.alpha.rent_usd_per_gpu_hour");
  ASSERT_NE(rent, nullptr);
  EXPECT_EQ(rent->value, 2.4);
  EXPECT_EQ(rent->unit, "US dollars per GPU-hour");
  EXPECT_EQ(rent->source, "made for tests");
  EXPECT_TRUE(rent->stated && rent->sourced());
  const Assumption* margin = find(list, "facility.loan.margin_bp");
  ASSERT_NE(margin, nullptr);
  EXPECT_FALSE(margin->sourced());
  EXPECT_GT(margin->place.line, 0u);
  EXPECT_FALSE(find(list, "facility.loan.floor")->stated) << "a default is an assumption too";
  EXPECT_EQ(find(list, "chip.alpha.quality"), nullptr) << "what is absent is none";
}

TEST(Assumptions, NameCovenantsByNameAndDrawsByNumber) {
  const auto list = assumptions(minimal());
  EXPECT_EQ(find(list, "facility.loan.covenant.dscr.min")->value, 1.4);
  EXPECT_EQ(find(list, "facility.loan.draw.0.amount_usd")->value, 100e6);
  EXPECT_EQ(find(list, "facility.loan.account.liquidity.target_usd")->rows, 2u);
}

TEST(ResolvedJson, HasTheShapeItsHeaderStates) {
  const auto json = resolved_json(minimal());
  EXPECT_EQ(json["start"], (nlohmann::ordered_json{{"index", 0}, {"text", "2026-07"}}));
  EXPECT_EQ(json["months"], 48);
  EXPECT_EQ(json["market"]["substitution"], 5.0);
  EXPECT_EQ(json["rates"]["forward"], (nlohmann::ordered_json{{0, 0.037}, {12, 0.034}, {48, 0.035}}));
  EXPECT_EQ(json["chip"][0]["name"], "alpha");
  EXPECT_EQ(json["chip"][0]["release"]["index"], -45);
  EXPECT_EQ(json["chip"][0]["quality"], nullptr);
  EXPECT_EQ(json["chip"][0]["follows"], nullptr);
  EXPECT_EQ(json["chip"][0]["arrivals"], nlohmann::ordered_json::array());
  EXPECT_EQ(json["operator"][0]["name"], "host");
  EXPECT_EQ(json["lease"][0]["type"], "take-or-pay");
  EXPECT_EQ(json["lease"][0]["fleet"], (nlohmann::ordered_json{"first", "second"}));
  const auto& loan = json["facility"][0];
  EXPECT_EQ(loan["draw"][0]["month"]["index"], 2);
  EXPECT_EQ(loan["account"][0]["target_usd"], (nlohmann::ordered_json{{0, 10e6}, {24, 6e6}}));
  EXPECT_EQ(loan["covenant"][0]["name"], "dscr");
  EXPECT_EQ(loan["covenant"][0]["max"], nullptr);
  EXPECT_EQ(loan["pay"][0],
            (nlohmann::ordered_json{{"from", "collection"}, {"to", "opex"}, {"limit", "due"}, {"when", "always"}}));
}

}  // namespace
}  // namespace waferline
