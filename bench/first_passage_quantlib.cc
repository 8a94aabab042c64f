#include <ql/math/randomnumbers/rngtraits.hpp>
#include <ql/methods/montecarlo/pathgenerator.hpp>
#include <ql/processes/geometricbrownianprocess.hpp>

#include "first_passage.h"

namespace waferline::bench {

double quantlib_first_passage(const FirstPassage& model, std::uint64_t paths, std::uint32_t seed) {
  using namespace QuantLib;
  const auto process =
      ext::make_shared<GeometricBrownianMotionProcess>(1.0, model.drift_per_year, model.volatility_per_year);
  const auto steps = static_cast<Size>(model.months);
  PathGenerator<PseudoRandom::rsg_type> generator(process, model.months / 12.0, steps,
                                                  PseudoRandom::make_sequence_generator(steps, seed), false);
  std::uint64_t passed = 0;
  for (std::uint64_t i = 0; i < paths; ++i) {
    const Path& path = generator.next().value;
    double lowest = path[1];
    for (Size t = 2; t <= steps; ++t) lowest = path[t] < lowest ? path[t] : lowest;
    passed += lowest < model.barrier;
  }
  return static_cast<double>(passed) / static_cast<double>(paths);
}

}  // namespace waferline::bench
