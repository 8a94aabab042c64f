#include "waferline/report/chips_json.h"

#include <gtest/gtest.h>

namespace waferline {
namespace {

TEST(SlipQuantile, IsThatOfAGeometricDistribution) {
  // P(slip <= k) = 1 - e^(-(k+1)/3): 0.9502 at k = 8, 0.9305 at k = 7; 0.2835 at k = 0.
  EXPECT_EQ(slip_quantile({3}, 0.95), 8);
  EXPECT_EQ(slip_quantile({3}, 0.05), 0);
}

TEST(SlipQuantile, AddsTheSlipsOfTheChipsItFollows) {
  // Two geometric slips with decay d = e^(-1/3): P(sum <= k) = 1 - d^(k+1) (1 + (k+1)(1-d)): 0.9407 at 12, 0.9542
  // at 13.
  EXPECT_EQ(slip_quantile({3, 3}, 0.95), 13);
}

TEST(SlipQuantile, IsZeroForAChipThatDoesNotSlip) { EXPECT_EQ(slip_quantile({0}, 0.95), 0); }

}  // namespace
}  // namespace waferline
