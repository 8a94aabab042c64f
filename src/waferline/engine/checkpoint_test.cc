#include "waferline/engine/checkpoint.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace waferline {
namespace {

class CheckpointTest : public testing::Test {
 protected:
  void SetUp() override {
    file = std::filesystem::path(testing::TempDir()) / ("checkpoint" + std::to_string(::getpid()));
    saved.bands = empty;
    ASSERT_TRUE(save_checkpoint(file, saved));
  }
  void TearDown() override { std::filesystem::remove(file); }

  const Bands empty{2, {{"a", "A", "usd"}}};
  Checkpoint saved{.fingerprint = "plan/1", .path_digest = "abc", .paths = 256, .worst_imbalance = 0.25, .bands = {}};
  std::filesystem::path file;
};

TEST_F(CheckpointTest, ComesBackAsItWas) {
  const auto found = load_checkpoint(file, "plan/1", empty);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->fingerprint, "plan/1");
  EXPECT_EQ(found->path_digest, "abc");
  EXPECT_EQ(found->paths, 256U);
  EXPECT_EQ(found->worst_imbalance, 0.25);
}

TEST_F(CheckpointTest, OfAnotherRunIsNotOurs) {
  EXPECT_FALSE(load_checkpoint(file, "plan/2", empty));
  EXPECT_FALSE(load_checkpoint(file, "plan/1", Bands(3, {{"a", "A", "usd"}}))) << "bands of another shape";
  EXPECT_FALSE(load_checkpoint(file.string() + ".none", "plan/1", empty));
}

TEST_F(CheckpointTest, WithAnyByteChangedOrMissingIsNotRead) {
  const std::string bytes = *read_file(file);
  for (std::size_t at = 0; at < bytes.size(); at += 7) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    ASSERT_TRUE(write_file(file, damaged));
    EXPECT_FALSE(load_checkpoint(file, "plan/1", empty)) << "byte " << at;
    ASSERT_TRUE(write_file(file, bytes.substr(0, at)));
    EXPECT_FALSE(load_checkpoint(file, "plan/1", empty)) << "cut to " << at;
  }
}

}  // namespace
}  // namespace waferline
