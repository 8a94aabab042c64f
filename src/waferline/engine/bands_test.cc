#include "waferline/engine/bands.h"

#include <gtest/gtest.h>

#include <limits>
#include <memory>
#include <numeric>

namespace waferline {
namespace {

std::vector<Observable> two_quantities() {
  return {{.name = "a", .label = "A", .unit = "usd", .offset = 0, .nominal = 4},
          {.name = "b", .label = "B", .unit = "usd", .offset = 0, .nominal = 1, .quantiles = false}};
}

TEST(Bands, LeaveOutLanesThatDoNotExist) {
  Bands bands(2, two_quantities());
  Row row;
  row.fill(std::numeric_limits<double>::quiet_NaN());
  for (const std::size_t p : {3U, 50U, 100U}) row[p] = static_cast<double>(p);  // lane 100 is beyond the 90 that count
  const auto uncounted = std::make_unique<Uncounted>();
  for (const std::size_t quantity : {0U, 1U}) record_row(bands.view(), 1, quantity, row, 90, *uncounted);
  count_rows(bands.view(), 1, *uncounted);

  for (const int quantity : {0, 1}) {
    EXPECT_EQ(bands.moments(0, quantity).count(), 0U);
    EXPECT_EQ(bands.moments(1, quantity).count(), 2U);
    EXPECT_EQ(bands.moments(1, quantity).mean() * bands.nominal(quantity), 53.0 / 2);
  }
  const auto counts = bands.counts(1, 0);
  EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), 0U), 2U);
  EXPECT_EQ(counts[static_cast<std::size_t>(bucket_of(band_shape, 3.0 / 4))], 1U);
  EXPECT_EQ(counts[static_cast<std::size_t>(bucket_of(band_shape, 50.0 / 4))], 1U);
  EXPECT_TRUE(bands.counts(1, 1).empty());
}

TEST(Bands, CountValuesBelowTheirRangeInTheFirstBucket) {
  Bands bands(1, two_quantities());
  Row row;
  row.fill(0.0);
  const auto uncounted = std::make_unique<Uncounted>();
  record_row(bands.view(), 0, 0, row, 5, *uncounted);
  count_rows(bands.view(), 0, *uncounted);
  EXPECT_EQ(bands.counts(0, 0)[0], 5U);
}

}  // namespace
}  // namespace waferline
