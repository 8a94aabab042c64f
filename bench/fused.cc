// The engine beside its month written by hand (fused.h): the same bits on a few blocks, then the ratio of their speeds,
// by processor time, best of alternating rounds.
#include "fused.h"

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <memory>
#include <vector>

#include "stopwatch.h"
#include "waferline/engine/compile.h"
#include "waferline/world/reader.h"

WAFERLINE_DECLARE_AT_EACH_LEVEL(double run_block_fused(const BlockRequest&, BlockState&))

namespace waferline::bench {

RunBlock fused_kernel(Level level) { return WAFERLINE_AT_LEVEL(level, run_block_fused); }

bool fits_fused(const Plan& plan) {
  if (plan.fleet_count != 8 || plan.line_count != 8 || plan.customer_count != 1 || plan.operator_count != 1 ||
      plan.facility_count != 1 || plan.valued_count != 3)
    return false;
  const FacilityPlan& loan = plan.facilities[0];
  for (std::size_t f = 0; f < 8; ++f) {
    const LinePlan& line = plan.lines[f];
    const bool as_written = line.fleet == static_cast<int>(f) && line.customer == 0 && !line.on_demand &&
                            line.starts <= 0 && plan.fleets[f].in_service <= 0 && plan.line_quote[f] < 0 &&
                            plan.fleet_chip[f] == plan.fleet_chip[f < 4 ? 0 : 4];
    if (!as_written) return false;
  }
  return loan.account_count == 3 && loan.instruction_count == 23 && loan.covenant_count == 4 && loan.limb_schedule &&
         loan.limb_depreciated_cost && !loan.limb_contracted_cash && loan.guarantee_falls_away &&
         loan.disposal == DisposalRule::best && loan.covenant[0].test == CovenantTest::dscr &&
         loan.covenant[1].test == CovenantTest::contract_realization &&
         loan.covenant[2].test == CovenantTest::minimum_liquidity &&
         loan.covenant[3].test == CovenantTest::unpaid_months && loan.covenant[0].window_months == 3 &&
         loan.covenant[1].window_months == 3;
}

namespace {

/// One program's own block, bands and outcomes.
struct Runner {
  RunBlock run;
  const Plan& plan;
  std::unique_ptr<BlockState> state = std::make_unique<BlockState>();
  Bands bands{plan.months, plan.banded};
  std::vector<double> outcomes = std::vector<double>(block_width * plan.outcomes.size());

  double worst_imbalance(std::uint64_t block, bool recording = true) {
    return run({.plan = &plan,
                .seed = 1,
                .block = block,
                .lanes = block_width,
                .bands = recording ? bands.view() : BandsView{},
                .outcomes = outcomes.data(),
                .observer = {}},
               *state);
  }

  /// Blocks a second of processor time.
  double speed(bool recording) {
    constexpr std::uint64_t blocks = 48;
    const double before = thread_cpu_seconds();
    for (std::uint64_t block = 0; block < blocks; ++block) (void)worst_imbalance(block, recording);
    return static_cast<double>(blocks) / (thread_cpu_seconds() - before);
  }
};

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

bool agree(Runner& engine, Runner& fused, std::uint64_t blocks) {
  for (std::uint64_t block = 0; block < blocks; ++block) {
    const bool same = same_bits(engine.worst_imbalance(block), fused.worst_imbalance(block)) &&
                      std::ranges::equal(engine.outcomes, fused.outcomes, same_bits);
    if (!same) return false;
  }
  return engine.bands.to_bytes() == fused.bands.to_bytes();
}

}  // namespace
}  // namespace waferline::bench

// fused [WORLD [LEVEL]]
int main(int count, char** arguments) {
  using namespace waferline;
  const auto world = load_world(count > 1 ? arguments[1] : "worlds/coreweave-ddtl3");
  const auto plan = world ? compile(*world) : std::unexpected(world.error());
  if (!plan || !bench::fits_fused(**plan)) {
    fmt::print(stderr, "fused is written for worlds/coreweave-ddtl3 alone\n");
    return 3;
  }
  const Level level = count > 2 ? level_named(arguments[2]).value_or(best_level()) : best_level();
  bench::Runner engine{block_kernel(level), **plan}, fused{bench::fused_kernel(level), **plan};
  constexpr std::uint64_t compared = 80;
  if (!bench::agree(engine, fused, compared)) {
    fmt::print(stderr, "the fused loops do not compute the engine's bits\n");
    return 1;
  }
  fmt::print("{} paths agree bit for bit, bands too\n", compared * block_width);
  fmt::print("{:20}{:>26}{:>26}{:>16}\n", name_of(level), "engine, M path-months/s", "fused, M path-months/s",
             "engine / fused");
  for (const bool recording : {true, false}) {
    double engine_speed = 0, fused_speed = 0;
    for (int round = 0; round < 12; ++round) {
      engine_speed = std::max(engine_speed, engine.speed(recording));
      fused_speed = std::max(fused_speed, fused.speed(recording));
    }
    const double months = static_cast<double>(block_width) * (*plan)->months / 1e6;
    fmt::print("{:20}{:>26.2f}{:>26.2f}{:>16.2f}\n", recording ? "with recording" : "without recording",
               engine_speed * months, fused_speed * months, engine_speed / fused_speed);
  }
}
