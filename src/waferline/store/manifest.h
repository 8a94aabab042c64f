/// What a run was made from and what it made: enough to make it again and to know that it is the same.
///
/// The caller gives the times; nothing here reads a clock.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "waferline/base/file.h"

namespace waferline {

struct FileHash {
  std::string file;
  std::uint64_t bytes = 0;
  std::string xxh3;  ///< 128 bits as 32 hex digits
};

/// Hashes files in pieces, whatever their size.
std::expected<std::vector<FileHash>, FileFailure> hash_files(const std::vector<std::string>& files);

struct PathField {
  std::string name, unit;
};

struct Timing {
  std::string what;  ///< "simulate"
  double seconds = 0;
};

struct Manifest {
  std::string version, title, start;
  int months = 0;
  std::string command;
  std::vector<FileHash> world_files;
  std::vector<std::string> overrides;
  std::uint64_t seed = 0, paths = 0, resumed_from = 0;
  int threads = 0;
  std::string level, compiler, digest;
  std::vector<PathField> path_fields;  ///< of paths.bin: doubles, path after path
  std::uint64_t out_of_range = 0;
  double worst_imbalance = 0;
  std::vector<Timing> timings;
  std::string started, finished;  ///< "2026-07-01T12:00:00Z"
};

nlohmann::ordered_json to_json(const Manifest& manifest);
std::expected<void, FileFailure> write_manifest(const std::filesystem::path& file, const Manifest& manifest);

/// "g++ 12.2.0" or "clang 19.1.4": what compiled this program.
std::string compiler_name();

}  // namespace waferline
