// The market's month with twelve chips, draws included, at each CPU level and beside the plain way of writing it.
//
//     taskset -c 1 build/bench/bench/market_month
#include <fmt/core.h>

#include <cmath>
#include <memory>

#include "market_month_plain.h"
#include "stopwatch.h"

using namespace waferline;

int main() {
  constexpr int watched = 4, blocks = 64, plain_paths = 4096;
  const MarketProbe market = probe_market();
  const auto space = std::make_unique<MarketProbeBlock>();
  double plain_mean = 0;
  const double plain_seconds =
      bench::best_seconds(3, [&] { plain_mean = bench::run_plain_market(market, 42, plain_paths, watched); });
  const double plain = plain_seconds / (static_cast<double>(plain_paths) * market.months);
  fmt::print("plain, libm, -march=native  {:8.1f} ns a path-month   mean ln rent {:.4f}\n", plain * 1e9, plain_mean);
  for (const Level level : supported_levels()) {
    const double seconds = bench::best_seconds(5, [&] {
      for (std::uint64_t block = 0; block < blocks; ++block) run_market_probe(level, market, 42, block, *space, false);
    });
    double mean = 0;
    for (std::uint64_t block = 0; block < blocks; ++block) {
      run_market_probe(level, market, 42, block, *space, false);
      for (const double rent : space->rents[watched].at) mean += std::log(rent) / (blocks * block_width);
    }
    const double each = seconds / (blocks * block_width * static_cast<double>(market.months));
    fmt::print("Waferline, x86-64-{}         {:8.1f} ns a path-month   mean ln rent {:.4f}   {:.1f}x\n", name_of(level),
               each * 1e9, mean, plain / each);
  }
}
