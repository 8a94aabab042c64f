#include "waferline/store/manifest.h"

#include <fmt/core.h>

#include <nlohmann/json.hpp>
#include <span>

#include "waferline/engine/digest.h"

namespace waferline {

namespace {

std::expected<FileHash, FileFailure> hash_file(const std::string& name) {
  auto file = ReadFile::open(name);
  if (!file) return std::unexpected(file.error());
  Digest digest;
  std::vector<std::byte> piece(std::size_t{1} << 16);
  FileHash hash{.file = name, .bytes = 0, .xxh3 = {}};
  while (true) {
    const auto got = file->read(piece);
    if (!got) return std::unexpected(got.error());
    if (*got == 0) break;
    digest.add(std::span<const std::byte>(piece).first(*got));
    hash.bytes += *got;
  }
  hash.xxh3 = digest.hex();
  return hash;
}

}  // namespace

std::expected<std::vector<FileHash>, FileFailure> hash_files(const std::vector<std::string>& files) {
  std::vector<FileHash> hashes;
  for (const std::string& name : files) {
    auto hash = hash_file(name);
    if (!hash) return std::unexpected(hash.error());
    hashes.push_back(std::move(*hash));
  }
  return hashes;
}

nlohmann::ordered_json to_json(const Manifest& manifest) {
  nlohmann::ordered_json json;
  json["program"] = "waferline";
  json["version"] = manifest.version;
  json["title"] = manifest.title;
  json["start"] = manifest.start;
  json["months"] = manifest.months;
  json["command"] = manifest.command;
  json["digest"] = manifest.digest;
  // Decimal text: 64 bits do not fit a JSON number.
  json["seed"] = std::to_string(manifest.seed);
  json["paths"] = manifest.paths;
  json["resumed_from"] = manifest.resumed_from;
  json["threads"] = manifest.threads;
  json["cpu_level"] = manifest.level;
  json["compiler"] = manifest.compiler;
  json["started"] = manifest.started;
  json["finished"] = manifest.finished;
  json["seconds"] = nlohmann::ordered_json::object();
  for (const Timing& timing : manifest.timings) json["seconds"][timing.what] = timing.seconds;
  json["overrides"] = manifest.overrides;
  json["world_files"] = nlohmann::ordered_json::array();
  for (const FileHash& file : manifest.world_files)
    json["world_files"].push_back({{"file", file.file}, {"bytes", file.bytes}, {"xxh3_128", file.xxh3}});
  json["values_out_of_range"] = manifest.out_of_range;
  json["worst_imbalance"] = manifest.worst_imbalance;
  json["path_fields"] = nlohmann::ordered_json::array();
  for (const PathField& field : manifest.path_fields)
    json["path_fields"].push_back({{"name", field.name}, {"unit", field.unit}});
  return json;
}

std::expected<void, FileFailure> write_manifest(const std::filesystem::path& file, const Manifest& manifest) {
  using Json = nlohmann::ordered_json;
  return write_file(file, to_json(manifest).dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

std::string compiler_name() {
#if defined(__clang__)
  return fmt::format("clang {}.{}.{}", __clang_major__, __clang_minor__, __clang_patchlevel__);
#else
  return fmt::format("g++ {}.{}.{}", __GNUC__, __GNUC_MINOR__, __GNUC_PATCHLEVEL__);
#endif
}

}  // namespace waferline
