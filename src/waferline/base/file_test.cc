#include "waferline/base/file.h"

#include <gtest/gtest.h>

namespace waferline {
namespace {

class FileTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) / "waferline_file_test";
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  std::filesystem::path folder_;
};

TEST_F(FileTest, WhatIsWrittenIsReadBack) {
  ASSERT_TRUE(write_file(folder_ / "a", std::string_view("one\ntwo")));
  EXPECT_EQ(*read_file(folder_ / "a"), "one\ntwo");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "a.part"));
}

TEST_F(FileTest, AMissingFileIsNamedWithTheReason) {
  const auto text = read_file(folder_ / "none");
  ASSERT_FALSE(text);
  EXPECT_NE(text.error().message.find("none: No such file"), std::string::npos) << text.error().message;
}

TEST_F(FileTest, AppendingKeepsTheAskedPartAndCutsTheRest) {
  ASSERT_TRUE(write_file(folder_ / "b", std::string_view("0123456789")));
  {
    auto file = AppendFile::open(folder_ / "b", 4);
    ASSERT_TRUE(file);
    const std::string more = "xy";
    ASSERT_TRUE(file->append(std::as_bytes(std::span(more))));
    ASSERT_TRUE(file->sync());
  }
  EXPECT_EQ(*read_file(folder_ / "b"), "0123xy");
}

TEST_F(FileTest, AFullDiskIsSaidAndLeavesTheOldFileWhole) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full on this system";
  auto full = AppendFile::open("/dev/full", 0);
  if (!full) GTEST_SKIP() << full.error().message;
  const std::string text = "something";
  const auto written = full->append(std::as_bytes(std::span(text)));
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().message.find("No space left"), std::string::npos);
}

}  // namespace
}  // namespace waferline
