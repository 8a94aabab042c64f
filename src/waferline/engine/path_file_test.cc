#include "waferline/engine/path_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <span>
#include <vector>

namespace waferline {
namespace {

/// A file of `paths` paths of three fields: path, path squared, -1.
std::filesystem::path written(std::uint64_t paths) {
  const auto file = std::filesystem::path(testing::TempDir()) / ("paths" + std::to_string(::getpid()) + ".bin");
  std::vector<double> rows;
  for (std::uint64_t path = 0; path < paths; ++path) {
    const auto number = static_cast<double>(path);
    rows.insert(rows.end(), {number, number * number, -1});
  }
  EXPECT_TRUE(write_file(file, std::as_bytes(std::span(rows))));
  return file;
}

TEST(PathFile, GivesEveryPathOnceAndInOrder) {
  constexpr std::uint64_t paths = 4096 * 2 + 5;  // more than two pieces
  const auto file = written(paths);
  std::uint64_t next = 0;
  const auto read = for_each_path(file, 3, paths, [&](std::uint64_t path, const double* row) {
    ASSERT_EQ(path, next++);
    ASSERT_EQ(row[0], static_cast<double>(path));
    ASSERT_EQ(row[1], static_cast<double>(path) * static_cast<double>(path));
  });
  EXPECT_TRUE(read);
  EXPECT_EQ(next, paths);
}

TEST(PathFile, GivesNoMoreThanAsked) {
  std::uint64_t visits = 0;
  EXPECT_TRUE(for_each_path(written(100), 3, 7, [&](std::uint64_t, const double*) { ++visits; }));
  EXPECT_EQ(visits, 7U);
}

TEST(PathFile, SaysWhereItEndsTooSoon) {
  const auto file = written(100);
  std::filesystem::resize_file(file, 10 * 24 + 7);  // ten paths and a piece of the next
  const auto read = for_each_path(file, 3, 100, [](std::uint64_t, const double*) {});
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().message.find("ends after 10 of 100 paths"), std::string::npos) << read.error().message;
}

TEST(PathFile, SaysThatItIsNotThere) {
  EXPECT_FALSE(for_each_path("/nowhere/paths.bin", 3, 1, [](std::uint64_t, const double*) {}));
}

}  // namespace
}  // namespace waferline
