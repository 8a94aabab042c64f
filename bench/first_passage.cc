/// Times first passage at every CPU level of this machine and with QuantLib, on the thread it is started on.
/// Prints tab-separated: name, million path-months per second, share of paths that passed, hash of the end states.

#include "first_passage.h"

#include <fmt/core.h>

#include <cmath>
#include <cstdlib>

#include "stopwatch.h"
#include "waferline/numeric/bits.h"
#include "waferline/numeric/levels.h"

WAFERLINE_DECLARE_AT_EACH_LEVEL(void run_first_passage(const bench::FirstPassagePlan&, std::uint64_t,
                                                       bench::FirstPassageBlock&))

namespace waferline::bench {
namespace {

constexpr std::uint64_t blocks = 4096, quantlib_paths = 100'000;

struct Outcome {
  std::uint64_t passed = 0, hash = 0;
};

FirstPassagePlan plan_of(const FirstPassage& model) {
  const double year = 1.0 / 12.0, vol = model.volatility_per_year;
  return {(model.drift_per_year - 0.5 * vol * vol) * year, vol * std::sqrt(year), std::log(model.barrier), model.months,
          key_of(1)};
}

Outcome run(Level level, const FirstPassagePlan& plan, std::uint64_t block_count) {
  const auto kernel = WAFERLINE_AT_LEVEL(level, run_first_passage);
  Outcome outcome;
  FirstPassageBlock block;
  for (std::uint64_t b = 0; b < block_count; ++b) {
    kernel(plan, b * block_width, block);
    for (std::size_t p = 0; p < block_width; ++p) {
      const bool passed = block.lowest[p] < plan.log_barrier;
      outcome.passed += passed;
      outcome.hash = (outcome.hash ^ bits_of(block.log_value[p]) ^ std::uint64_t{passed}) * 0x100000001b3;
    }
  }
  return outcome;
}

void print(std::string_view name, double steps, double seconds, double share, std::string_view hash) {
  fmt::print("{}\t{:.1f}\t{:.5f}\t{}\n", name, steps / seconds / 1e6, share, hash);
}

}  // namespace
}  // namespace waferline::bench

int main() {
  using namespace waferline;
  using namespace waferline::bench;
  const FirstPassage model;
  const FirstPassagePlan plan = plan_of(model);
  const double paths = static_cast<double>(blocks * block_width);
  for (const Level level : supported_levels()) {
    Outcome outcome;
    const double seconds =
        best_seconds(level == all_levels.front() ? 1 : 5, [&] { outcome = run(level, plan, blocks); });
    print(fmt::format("waferline {}", name_of(level)), paths * model.months, seconds,
          static_cast<double>(outcome.passed) / paths, fmt::format("{:016x}", outcome.hash));
  }
  double share = 0.0;
  const double seconds = best_seconds(5, [&] { share = quantlib_first_passage(model, quantlib_paths, 42); });
  print("QuantLib GeometricBrownianMotionProcess", static_cast<double>(quantlib_paths) * model.months, seconds, share,
        "-");
  return EXIT_SUCCESS;
}
