/// Times the waterfall at every CPU level of this machine and in a map-and-virtual-step design, on one thread.
/// Prints tab-separated: name, million deal-periods per second, mean paid to equity, hash of the end states.
#include "waterfall.h"

#include <fmt/core.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "stopwatch.h"
#include "waferline/numeric/bits.h"
#include "waferline/numeric/levels.h"

WAFERLINE_DECLARE_AT_EACH_LEVEL(void run_deal(const bench::TrancheDeal&, const Instruction*, int, std::uint64_t,
                                              bench::DealBlock&))

namespace waferline::bench {

std::vector<Instruction> deal_instructions(const TrancheDeal& deal) {
  std::vector<Instruction> list = {{.from = cash, .into = fee_paid, .goal = fee_due}};
  for (int k = 0; k < static_cast<int>(deal.tranche.size()); ++k) {
    list.push_back({.from = cash, .into = row_of(k, t_interest_paid), .goal = row_of(k, t_interest_due)});
    list.push_back({.from = cash, .into = row_of(k, t_repaid), .goal = row_of(k, t_principal_due)});
  }
  list.push_back({.from = cash, .into = to_equity, .goal = endless});
  return list;
}

namespace {

// Runs of a few milliseconds: long ones would always meet a neighbour's turn on a shared core.
constexpr std::uint64_t blocks = 128, map_paths = 4096, map_timed_paths = 64;
constexpr int repeats = 60;

void print(const std::string& name, double deal_periods, double seconds, double equity, const std::string& hash) {
  fmt::print("{}\t{:.4f}\t{:.12f}\t{}\n", name, deal_periods / seconds / 1e6, equity, hash);
}

}  // namespace
}  // namespace waferline::bench

int main() {
  using namespace waferline;
  using namespace waferline::bench;
  const TrancheDeal deal;
  const auto list = deal_instructions(deal);
  const auto block = std::make_unique<DealBlock>();
  for (const Level level : supported_levels()) {
    double equity = 0.0;
    std::uint64_t hash = 0;
    auto* run = WAFERLINE_AT_LEVEL(level, run_deal);
    const double seconds = best_seconds(repeats, [&] {
      equity = 0.0;
      hash = 0;
      for (std::uint64_t b = 0; b < blocks; ++b) {
        run(deal, list.data(), static_cast<int>(list.size()), b * block_width, *block);
        for (std::size_t p = 0; p < block_width; ++p) {
          hash = (hash ^ bits_of(block->row[to_equity][p])) * 0x9e3779b97f4a7c15;
          if (b * block_width + p < map_paths) equity += block->row[to_equity][p];
        }
      }
    });
    print(fmt::format("waferline {}", name_of(level)), static_cast<double>(blocks * block_width) * deal.periods,
          seconds, equity / map_paths, fmt::format("{:016x}", hash));
  }
  double equity = 0.0;
  for (std::uint64_t p = 0; p < map_paths; ++p) equity += map_and_virtual_equity(deal, p);
  volatile double timed = 0.0;  // keeps the compiler from dropping the runs
  const double seconds = best_seconds(repeats, [&] {
    for (std::uint64_t p = 0; p < map_timed_paths; ++p) timed = map_and_virtual_equity(deal, p);
  });
  print("C++ map and virtual steps", static_cast<double>(map_timed_paths) * deal.periods, seconds, equity / map_paths,
        "-");
  return EXIT_SUCCESS;
}
