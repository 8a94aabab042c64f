#include "waferline/store/manifest.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

namespace waferline {
namespace {

std::filesystem::path scratch_file(const char* name) {
  return std::filesystem::path(testing::TempDir()) / (std::string(name) + std::to_string(::getpid()));
}

TEST(Manifest, HashesFilesAsXxh128sumDoes) {
  // XXH3-128 of no bytes, from the xxHash project's own test vectors (seed 0).
  const auto file = scratch_file("empty");
  ASSERT_TRUE(write_file(file, ""));
  const auto hashes = hash_files({file.string()});
  ASSERT_TRUE(hashes);
  EXPECT_EQ(hashes->at(0).xxh3, "99aa06d3014798d86001c324468d497f");
  EXPECT_EQ(hashes->at(0).bytes, 0U);
  std::filesystem::remove(file);
}

TEST(Manifest, SaysWhichFileIsMissing) {
  const auto hashes = hash_files({"/no/such/world.toml"});
  ASSERT_FALSE(hashes);
  EXPECT_NE(hashes.error().message.find("/no/such/world.toml"), std::string::npos);
}

TEST(Manifest, WritesSeedsThatDoNotFitAJsonNumber) {
  Manifest manifest;
  manifest.seed = 18446744073709551615U;
  manifest.paths = 100000;
  manifest.title = "a \"title\" with \xff a stray byte";
  manifest.path_fields = {{"facility.x.loss_pv", "usd"}};
  manifest.timings = {{"simulate", 1.5}};
  const auto file = scratch_file("manifest");
  ASSERT_TRUE(write_manifest(file, manifest));
  const auto json = nlohmann::json::parse(*read_file(file));
  EXPECT_EQ(json["seed"], "18446744073709551615");
  EXPECT_EQ(json["paths"], 100000);
  EXPECT_EQ(json["seconds"]["simulate"], 1.5);
  EXPECT_EQ(json["path_fields"][0]["unit"], "usd");
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace waferline
