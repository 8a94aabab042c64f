#include "rates.h"

#include "waferline/numeric/draws.h"
#include "waferline/numeric/maths.h"

namespace waferline::inline WAFERLINE_LEVEL {

void run_rate(bench::What what, bench::Rates& r, std::uint64_t first_path) {
  using enum bench::What;
  const Key key = key_of(7);
  switch (what) {
    case uniform:
      uniforms(r.x, r.y, key, first_path, 0, 0, 0);
      break;
    case normal:
      normals(r.x, r.y, key, first_path, 0, 0, 0);
      break;
    case exponential:
      for (std::size_t p = 0; p < block_width; ++p) r.y[p] = exp(r.x[p]);
      break;
    case exponential_moderate:
      for (std::size_t p = 0; p < block_width; ++p) r.y[p] = exp_moderate(r.x[p]);
      break;
    case logarithm:
      for (std::size_t p = 0; p < block_width; ++p) r.y[p] = log(r.x[p]);
      break;
    case powers:
      for (std::size_t p = 0; p < block_width; ++p) r.y[p] = power(r.x[p], 1.7);
      break;
    case sine_and_cosine:
      for (std::size_t p = 0; p < block_width; ++p) sincos_turns(r.x[p], &r.y[p], &r.z[p]);
      break;
    case cumulative_normal:
      for (std::size_t p = 0; p < block_width; ++p) r.y[p] = normal_cdf(r.x[p]);
      break;
    case exact_sum:
      r.sum.add_row(r.x);
      break;
    case moments:
      r.moments.add_row(r.x);
      break;
    case histogram:
      count_row(HistogramShape{}, r.counts.data(), r.x);
      break;
    case loss_tail:
      count_losses(r.tail.bins.data(), r.x);
      break;
  }
}

}  // namespace waferline::inline WAFERLINE_LEVEL
