/// Rates of the numeric room's block functions at every CPU level of this machine, in million values per second.

#include "rates.h"

#include <fmt/core.h>

#include <cstdlib>

#include "stopwatch.h"
#include "waferline/numeric/draws.h"
#include "waferline/numeric/levels.h"

WAFERLINE_DECLARE_AT_EACH_LEVEL(void run_rate(bench::What, bench::Rates&, std::uint64_t))

namespace waferline::bench {
namespace {

struct Entry {
  What what;
  const char* name;
  int values_per_lane;
};

constexpr Entry entries[] = {
    {What::uniform, "uniforms", 2},
    {What::normal, "normals", 2},
    {What::exponential, "exp", 1},
    {What::exponential_moderate, "exp_moderate", 1},
    {What::logarithm, "log", 1},
    {What::powers, "power", 1},
    {What::sine_and_cosine, "sincos_turns (each)", 2},
    {What::cumulative_normal, "normal_cdf", 1},
    {What::exact_sum, "ExactSum::add_row", 1},
    {What::moments, "Moments::add_row", 1},
    {What::histogram, "count_row", 1},
    {What::loss_tail, "count_losses", 1},
};

double millions_per_second(Level level, const Entry& entry) {
  const auto kernel = WAFERLINE_AT_LEVEL(level, run_rate);
  constexpr int calls = 20'000;
  const int count = level == all_levels.front() ? calls / 20 : calls;
  Rates rates;
  uniforms(rates.x, rates.y, key_of(3), 0, 0, 0, 0);
  const double seconds = best_seconds(5, [&] {
    for (int i = 0; i < count; ++i) kernel(entry.what, rates, static_cast<std::uint64_t>(i) * block_width);
  });
  return count * static_cast<double>(block_width) * entry.values_per_lane / seconds / 1e6;
}

}  // namespace
}  // namespace waferline::bench

int main() {
  using namespace waferline;
  using namespace waferline::bench;
  fmt::print("{:24}", "M values/s");
  for (const Level level : supported_levels()) fmt::print("{:>10}", name_of(level));
  for (const Entry& entry : entries) {
    fmt::print("\n{:24}", entry.name);
    for (const Level level : supported_levels()) fmt::print("{:10.0f}", millions_per_second(level, entry));
  }
  fmt::print("\n");
  return EXIT_SUCCESS;
}
