// Every folder of tests/worlds_broken is reported exactly as its expected.txt says.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "waferline/world/reader.h"

namespace waferline {
namespace {

const std::filesystem::path tests_folder = std::filesystem::path(WAFERLINE_SOURCE_DIR) / "tests";

std::vector<std::string> lines_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

std::string without_folder(std::string text) {
  const std::string folder = tests_folder.generic_string() + "/";
  for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder))
    text.erase(at, folder.size());
  return text;
}

std::vector<std::filesystem::path> folders() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(tests_folder / "worlds_broken"))
    if (entry.is_directory()) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

class BrokenWorld : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(BrokenWorld, IsReportedAtEveryFaultAndNowhereElse) {
  const auto world = load_world(GetParam(), lines_of(GetParam() / "set.txt"));
  ASSERT_FALSE(world.has_value());
  std::string reported, expected;
  for (const Problem& problem : world.error()) reported += without_folder(to_string(problem)) + "\n";
  for (const std::string& line : lines_of(GetParam() / "expected.txt")) expected += line + "\n";
  EXPECT_EQ(reported, expected);
}

std::string test_name(const testing::TestParamInfo<std::filesystem::path>& folder) {
  std::string name = folder.param.filename().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Kept, BrokenWorld, testing::ValuesIn(folders()), test_name);

}  // namespace
}  // namespace waferline
