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

void record(Bands& bands, std::size_t month, std::size_t quantity, const std::vector<double>& values) {
  Row row;
  row.fill(1e300);  // lanes that do not count
  for (std::size_t p = 0; p < values.size(); ++p) row[p] = values[p];
  const auto uncounted = std::make_unique<Uncounted>();
  record_row(bands.view(), month, quantity, row, values.size(), *uncounted);
  count_rows(bands.view(), month, *uncounted);
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

TEST(Bands, AreTheSameInWhateverOrderTheyAreMerged) {
  const Bands empty(2, two_quantities());
  Bands a = empty, b = empty, ab = empty, ba = empty;
  record(a, 0, 0, {0.1, 0.2, 1e9});
  record(b, 0, 0, {0.3, -7});
  ab.merge(a);
  ab.merge(b);
  ba.merge(b);
  ba.merge(a);
  EXPECT_EQ(ab.to_bytes(), ba.to_bytes());
  EXPECT_EQ(ab.moments(0, 0).count(), 5U);
  EXPECT_EQ(total_count(ab.counts(0, 0)), 5U);
}

TEST(Bands, TellHowManyValuesNoSumCanHold) {
  Bands bands(2, two_quantities());
  EXPECT_EQ(bands.out_of_range(), 0U);
  record(bands, 0, 1, {std::numeric_limits<double>::infinity(), 1});
  EXPECT_EQ(bands.out_of_range(), 2U);  // the value and its square
}

TEST(Bands, ComeBackFromTheirBytes) {
  const Bands empty(2, two_quantities());
  Bands bands = empty, back = empty;
  record(bands, 0, 0, {0.1, 0.2, std::numeric_limits<double>::quiet_NaN(), -3});
  record(bands, 1, 1, {5});
  ASSERT_TRUE(back.from_bytes(bands.to_bytes()));
  EXPECT_EQ(back.to_bytes(), bands.to_bytes());
  EXPECT_EQ(back.moments(0, 0), bands.moments(0, 0));
  EXPECT_EQ(back.moments(1, 1).mean(), 5);
}

TEST(Bands, RefuseBytesThatAreCutLongerOrOfAnotherShape) {
  Bands bands(2, two_quantities()), back(2, two_quantities()), other(3, two_quantities());
  record(bands, 0, 0, {0.1, 0.2});
  const std::string bytes = bands.to_bytes();
  for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(back.from_bytes(bytes.substr(0, size))) << size;
  EXPECT_FALSE(back.from_bytes(bytes + "x"));
  EXPECT_FALSE(other.from_bytes(bytes));
  EXPECT_TRUE(back.from_bytes(bytes));
}

TEST(Bands, AreEmptyAgainWhenCleared) {
  const Bands empty(2, two_quantities());
  Bands bands = empty;
  record(bands, 0, 0, {1, 2});
  bands.clear();
  EXPECT_EQ(bands.to_bytes(), empty.to_bytes());
}

}  // namespace
}  // namespace waferline
