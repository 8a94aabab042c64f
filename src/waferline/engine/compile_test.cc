#include "waferline/engine/compile.h"

#include <gtest/gtest.h>

#include <set>

#include "waferline/world/reader.h"

namespace waferline {
namespace {

World minimal(const std::vector<std::string>& overrides = {}) {
  auto world = load_world(WAFERLINE_SOURCE_DIR "/tests/worlds/minimal", overrides);
  EXPECT_TRUE(world) << to_string(world.error().front());
  return *world;
}

TEST(Compile, EqualWorldsHaveEqualFingerprints) {
  const auto one = compile(minimal()), same = compile(minimal()), stated = compile(minimal({"months=48"})),
             other = compile(minimal({"months=47"}));
  ASSERT_TRUE(one && same && stated && other);
  EXPECT_EQ((*one)->fingerprint, (*same)->fingerprint);
  EXPECT_EQ((*one)->fingerprint, (*stated)->fingerprint) << "48 months stated twice are the same world";
  EXPECT_NE((*one)->fingerprint, (*other)->fingerprint);
}

TEST(Compile, TurnsTermsIntoCoefficients) {
  const auto plan = compile(minimal({"facility.loan.margin_bp=425", "facility.loan.commitment_usd=5e8"}));
  ASSERT_TRUE(plan);
  const FacilityPlan& loan = (*plan)->facilities[0];
  EXPECT_DOUBLE_EQ(loan.margin, 0.0425);
  EXPECT_EQ(loan.commitment_usd, 5e8);
  EXPECT_EQ(loan.month[0].days, 31) << "July";
  EXPECT_EQ(loan.month[7].days, 28) << "February 2027";
}

TEST(Compile, RefusesMoreNounsThanTheEngineIsLaidOutFor) {
  World world = minimal();
  while (world.facility.size() <= max_facilities) world.facility.push_back(world.facility.front());
  while (world.customer.size() <= max_customers) world.customer.push_back(world.customer.front());
  const auto plan = compile(world);
  ASSERT_FALSE(plan);
  ASSERT_EQ(plan.error().size(), 2U) << "all at once";
  EXPECT_NE(plan.error()[0].what.find("9 customers"), std::string::npos) << plan.error()[0].what;
  EXPECT_NE(plan.error()[1].what.find("5 facilities"), std::string::npos) << plan.error()[1].what;
}

TEST(Compile, NamesEveryObservableOnce) {
  const auto plan = compile(minimal());
  ASSERT_TRUE(plan);
  for (const auto* list : {&(*plan)->banded, &(*plan)->replayed, &(*plan)->outcomes}) {
    std::set<std::string> names;
    for (const Observable& what : *list) {
      EXPECT_TRUE(names.insert(what.name).second) << what.name;
      EXPECT_EQ(what.offset % sizeof(double), 0U) << what.name;
    }
  }
}

}  // namespace
}  // namespace waferline
