/// What the rate benchmark times, and the rows it works on.
#pragma once

#include <cstdint>
#include <vector>

#include "waferline/numeric/block.h"
#include "waferline/numeric/histogram.h"
#include "waferline/numeric/moments.h"
#include "waferline/numeric/tail.h"

namespace waferline::bench {

enum class What {
  uniform,
  normal,
  exponential,
  exponential_moderate,
  logarithm,
  powers,
  sine_and_cosine,
  cumulative_normal,
  exact_sum,
  moments,
  histogram,
  loss_tail,
};

struct Rates {
  Row x, y, z;
  ExactSum sum{unit_grain};
  Moments moments{unit_grains};
  std::vector<std::uint32_t> counts = std::vector<std::uint32_t>(HistogramShape{}.size());
  LossTail tail;
};

}  // namespace waferline::bench
