#include "waferline/numeric/philox.h"

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <random>
#include <tuple>

namespace waferline {
namespace {

auto words(Counter counter, Key key) {
  const Words w = philox(counter, key);
  return std::tuple(w.w0, w.w1, w.w2, w.w3);
}

// The three philox4x32-10 lines of kat_vectors, as published with Random123.
TEST(Philox, GivesThePublishedKnownAnswers) {
  EXPECT_EQ(words({0, 0, 0, 0}, {0, 0}), std::tuple(0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u));
  EXPECT_EQ(words({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}), std::tuple(0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu));
  EXPECT_EQ(words({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            std::tuple(0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u));
}

TEST(Philox, AgreesWithRandom123OnManyCounters) {
  std::mt19937 random(1);
  const auto word = [&] { return static_cast<std::uint32_t>(random()); };
  for (int i = 0; i < 100'000; ++i) {
    const Counter c{word(), word(), word(), word()};
    const Key k{word(), word()};
    const philox4x32_ctr_t counter{{c.c0, c.c1, c.c2, c.c3}};
    const philox4x32_key_t their_key{{k.k0, k.k1}};
    const philox4x32_ctr_t expected = philox4x32(counter, their_key);
    ASSERT_EQ(words(c, k), std::tuple(expected.v[0], expected.v[1], expected.v[2], expected.v[3])) << i;
  }
}

TEST(Philox, KeyTakesTheLowWordOfTheSeedFirst) {
  EXPECT_EQ(key_of(0x299f31d0a4093822).k0, 0xa4093822u);
  EXPECT_EQ(key_of(0x299f31d0a4093822).k1, 0x299f31d0u);
}

}  // namespace
}  // namespace waferline
