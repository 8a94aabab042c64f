#include "waferline/market/market_probe.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

namespace waferline {
namespace {

TEST(MarketProbe, EveryCpuLevelComputesTheSameBits) {
  MarketProbe market = probe_market();
  market.months = 18;  // past two releases and the first orders that follow rents; v2 is slow
  const auto space = std::make_unique<MarketProbeBlock>();
  for (std::uint64_t block = 0; block < 64; ++block) {
    const MarketProbeResult slowest = run_market_probe(supported_levels().front(), market, 42, block, *space);
    for (const Level level : supported_levels())
      ASSERT_EQ(run_market_probe(level, market, 42, block, *space).hash, slowest.hash)
          << name_of(level) << " block " << block;
  }
}

TEST(MarketProbe, TheBitsAreThoseOfTheFirstMachine) {
  // Frozen: equal from clang 19 and g++ 12. They change only when the model, its constants or its arithmetic do.
  const MarketProbe market = probe_market();
  const auto space = std::make_unique<MarketProbeBlock>();
  EXPECT_EQ(run_market_probe(best_level(), market, 42, 0, *space).hash, 0x3be0244d1d7f8285u);
  EXPECT_EQ(run_market_probe(best_level(), market, 42, 1'000'000, *space).hash, 0x74d1460ae507a2d1u);
}

TEST(MarketProbe, ABlockDependsOnNothingButItsNumberAndTheSeed) {
  const MarketProbe market = probe_market();
  const auto space = std::make_unique<MarketProbeBlock>();
  const MarketProbeResult first = run_market_probe(best_level(), market, 42, 9, *space);
  run_market_probe(best_level(), market, 42, 3, *space);
  EXPECT_EQ(run_market_probe(best_level(), market, 42, 9, *space).hash, first.hash);
  EXPECT_NE(run_market_probe(best_level(), market, 42, 8, *space).hash, first.hash);
  EXPECT_NE(run_market_probe(best_level(), market, 43, 9, *space).hash, first.hash);
}

TEST(MarketProbe, ExercisesIdlingButNotEverywhere) {
  const MarketProbe market = probe_market();
  const auto space = std::make_unique<MarketProbeBlock>();
  const MarketProbeResult result = run_market_probe(best_level(), market, 42, 0, *space);
  EXPECT_GT(result.idle_share, 0.02);
  EXPECT_LT(result.idle_share, 0.6);
}

}  // namespace
}  // namespace waferline
