#include "waferline/numeric/level_probe.h"

#include "waferline/numeric/block.h"
#include "waferline/numeric/draws.h"
#include "waferline/numeric/exact_sum.h"
#include "waferline/numeric/histogram.h"
#include "waferline/numeric/maths.h"
#include "waferline/numeric/tail.h"

namespace waferline::inline WAFERLINE_LEVEL {
namespace {

/// FNV-1a over 64-bit words.
void hash_word(std::uint64_t& hash, std::uint64_t word) { hash = (hash ^ word) * 0x100000001b3; }

void hash_row(std::uint64_t& hash, const Row& row) {
  for (const double value : row.at) hash_word(hash, bits_of(value));
}

constexpr HistogramShape shape{-4, 4};

}  // namespace

void run_level_probe(LevelProbe& probe) {
  const Key key = key_of(0x5eed0f0a11ce5eed);
  Row a, b, x, y;
  ExactSum sum(money_grain);
  std::uint32_t counts[shape.size()] = {};
  static_assert(sizeof(counts) < 10000);
  // The last bin of interest is far below loss_bins: losses here are below 2^-8.
  LossBin bins[loss_bins >> 8] = {};
  for (std::uint32_t month = 0; month < 240; ++month) {
    const std::uint64_t first_path = (std::uint64_t{month} << 30) - 64;  // crosses from low to high words
    uniforms(a, b, key, first_path, month, 7, 11);
    hash_row(probe.uniforms, a);
    hash_row(probe.uniforms, b);

    for (std::size_t p = 0; p < block_width; ++p) x[p] = exp(1600.0 * (a[p] - 0.5));
    hash_row(probe.exp, x);
    for (std::size_t p = 0; p < block_width; ++p) y[p] = log(x[p]);
    hash_row(probe.log, y);
    for (std::size_t p = 0; p < block_width; ++p) y[p] = normal_cdf(20.0 * (a[p] - 0.5));
    hash_row(probe.normal_cdf, y);
    for (std::size_t p = 0; p < block_width; ++p) y[p] = power(10.0 * b[p], 20.0 * (a[p] - 0.5));
    hash_row(probe.power, y);
    for (std::size_t p = 0; p < block_width; ++p) sincos_turns(1000.0 * (a[p] - 0.5), &x[p], &y[p]);
    hash_row(probe.sincos, x);
    hash_row(probe.sincos, y);

    normals(x, y, key, first_path, month, 7, 11);
    hash_row(probe.normals, x);
    hash_row(probe.normals, y);

    for (std::size_t p = 0; p < block_width; ++p) y[p] = 1e12 * x[p];
    sum.add_row(y, block_width - month % 5);
    count_row(shape, counts, x, block_width - month % 3);
    for (std::size_t p = 0; p < block_width; ++p) y[p] = b[p] * (0x1p-8 - 0x1p-30);
    count_losses(bins, y, block_width - month % 7);
  }
  hash_word(probe.exact_sum, sum.words().low);
  hash_word(probe.exact_sum, sum.words().high);
  for (const std::uint32_t count : counts) hash_word(probe.histogram, count);
  for (const LossBin& bin : bins) {
    hash_word(probe.loss_tail, bin.count);
    hash_word(probe.loss_tail, bin.offsets);
    hash_word(probe.loss_tail, bin.squared_offsets);
  }
}

}  // namespace waferline::inline WAFERLINE_LEVEL
