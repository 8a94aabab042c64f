#include "waferline/store/run_folder.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace waferline {
namespace {

std::filesystem::path scratch(const char* name) {
  const std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / (std::string(name) + std::to_string(::getpid()));
  std::filesystem::remove_all(folder);
  return folder;
}

TEST(FolderLock, KeepsASecondRunOutUntilTheFirstEnds) {
  const auto folder = scratch("lock");
  {
    const auto first = FolderLock::take(folder);
    ASSERT_TRUE(first);
    const auto second = FolderLock::take(folder);
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().message.find("another run is writing here"), std::string::npos);
  }
  EXPECT_TRUE(FolderLock::take(folder));
  std::filesystem::remove_all(folder);
}

TEST(FolderLock, SaysWhyAFolderCannotBeMade) {
  const auto lock = FolderLock::take("/proc/no such place");
  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().message.find("/proc/no such place: "), 0U);
}

}  // namespace
}  // namespace waferline
