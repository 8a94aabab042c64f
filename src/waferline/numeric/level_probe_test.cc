#include "waferline/numeric/level_probe.h"

#include <gtest/gtest.h>

#include <iostream>

namespace waferline {

void PrintTo(const LevelProbe& probe, std::ostream* out) {
  *out << std::hex << "{.uniforms = 0x" << probe.uniforms << ", .normals = 0x" << probe.normals << ", .exp = 0x"
       << probe.exp << ", .log = 0x" << probe.log << ", .sincos = 0x" << probe.sincos << ", .power = 0x" << probe.power
       << ", .normal_cdf = 0x" << probe.normal_cdf << ", .exact_sum = 0x" << probe.exact_sum << ", .histogram = 0x"
       << probe.histogram << ", .loss_tail = 0x" << probe.loss_tail << "}" << std::dec;
}

namespace {

TEST(Levels, OfThisMachineComputeTheSameBits) {
  const LevelProbe first = probe_level(supported_levels().front());
  for (const Level level : supported_levels()) EXPECT_EQ(probe_level(level), first) << name_of(level);
}

TEST(Levels, ComputeTheBitsThatWereFrozen) {
  // Any change here changes every result ever stored with these functions.
  const LevelProbe frozen{.uniforms = 0x7d160b10547d1939,
                          .normals = 0xc92f4592847c0013,
                          .exp = 0x738f789764308d70,
                          .log = 0xc3c78804a947c8f9,
                          .sincos = 0x9969a189dd0bdbb2,
                          .power = 0x93d5aeef25c578ef,
                          .normal_cdf = 0x146b5b71afb5c8ef,
                          .exact_sum = 0x813e51eaf522cead,
                          .histogram = 0xec8d4fe141d33856,
                          .loss_tail = 0xea367a42f4383aab};
  EXPECT_EQ(probe_level(best_level()), frozen);
}

TEST(Levels, HaveNamesThatParseBack) {
  for (const Level level : all_levels) EXPECT_EQ(level_named(name_of(level)), level);
  EXPECT_EQ(level_named("v9"), std::nullopt);
}

TEST(Levels, SupportedAreInOrderAndEndInTheBest) {
  ASSERT_FALSE(supported_levels().empty());
  EXPECT_EQ(supported_levels().back(), best_level());
  EXPECT_EQ(supported_levels().front(), all_levels.front());
}

}  // namespace
}  // namespace waferline
