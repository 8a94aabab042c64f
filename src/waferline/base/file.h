/// Files at the edge: whole, atomic or appended; every failure is a sentence with the path and the system's reason.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace waferline {

/// What the system refused: "runs/x/paths.bin: No space left on device".
struct FileFailure {
  std::string message;
};

std::expected<std::string, FileFailure> read_file(const std::filesystem::path& path);

/// Writes to `path`.part and renames: a reader sees the old bytes or all of the new, never a half.
std::expected<void, FileFailure> write_file(const std::filesystem::path& path, std::span<const std::byte> bytes);
std::expected<void, FileFailure> write_file(const std::filesystem::path& path, std::string_view text);

/// A file that grows at its end. Opening keeps the first `keep_bytes` and cuts the rest.
class AppendFile {
 public:
  static std::expected<AppendFile, FileFailure> open(const std::filesystem::path& path, std::uint64_t keep_bytes);
  AppendFile(AppendFile&& other) noexcept;
  AppendFile& operator=(AppendFile&&) = delete;
  ~AppendFile();

  std::expected<void, FileFailure> append(std::span<const std::byte> bytes);
  std::expected<void, FileFailure> sync();  ///< to the disk itself, not only to the system's cache

 private:
  AppendFile(int descriptor, std::filesystem::path path);
  int descriptor_ = -1;
  std::filesystem::path path_;
};

/// A file read from front to back in pieces, for passes over files larger than memory should hold.
class ReadFile {
 public:
  static std::expected<ReadFile, FileFailure> open(const std::filesystem::path& path);
  ReadFile(ReadFile&& other) noexcept;
  ReadFile& operator=(ReadFile&&) = delete;
  ~ReadFile();

  /// Fills as much of `bytes` as the file still has; returns how many, 0 at its end.
  std::expected<std::size_t, FileFailure> read(std::span<std::byte> bytes);

 private:
  ReadFile(int descriptor, std::filesystem::path path);
  int descriptor_ = -1;
  std::filesystem::path path_;
};

}  // namespace waferline
