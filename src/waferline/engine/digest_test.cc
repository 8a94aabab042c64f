#include "waferline/engine/digest.h"

#include <gtest/gtest.h>

namespace waferline {
namespace {

TEST(Digest, IsXxh3Of128Bits) {
  // xxhash.xxh3_128_hexdigest of b"" and b"waferline", by the Python package xxhash 3.x.
  EXPECT_EQ(Digest().hex(), "99aa06d3014798d86001c324468d497f");
  Digest digest;
  digest.add("waferline");
  EXPECT_EQ(digest.hex(), "2b4a69d2afca926de687f8ba3eb034c7");
}

TEST(Digest, DoesNotDependOnThePiecesItIsGiven) {
  Digest whole, pieces;
  whole.add("a month, a path, a block");
  for (const char* piece : {"a mon", "", "th, a path", ", a block"}) pieces.add(piece);
  EXPECT_EQ(whole.hex(), pieces.hex());
}

TEST(Digest, TellsWhereItStandsAndGoesOn) {
  Digest digest, other;
  digest.add("first");
  const std::string before = digest.hex();
  EXPECT_EQ(digest.hex(), before);
  digest.add("second");
  other.add("firstsecond");
  EXPECT_EQ(digest.hex(), other.hex());
  EXPECT_NE(digest.hex(), before);
}

}  // namespace
}  // namespace waferline
