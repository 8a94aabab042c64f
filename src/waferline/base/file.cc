#include "waferline/base/file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace waferline {

namespace {

std::unexpected<FileFailure> failure(const std::filesystem::path& path) {
  return std::unexpected(FileFailure{fmt::format("{}: {}", path.string(), std::strerror(errno))});
}

bool write_all(int descriptor, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

std::expected<std::string, FileFailure> read_file(const std::filesystem::path& path) {
  auto file = ReadFile::open(path);
  if (!file) return std::unexpected(file.error());
  std::string text;
  std::string chunk(1 << 16, '\0');
  for (;;) {
    const auto got = file->read(std::as_writable_bytes(std::span(chunk)));
    if (!got) return std::unexpected(got.error());
    if (*got == 0) return text;
    text.append(chunk, 0, *got);
  }
}

std::expected<void, FileFailure> write_file(const std::filesystem::path& path, std::span<const std::byte> bytes) {
  std::filesystem::path part = path;
  part += ".part";
  const int descriptor = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) return failure(part);
  const bool written = write_all(descriptor, bytes);
  const auto refused = written ? std::unexpected(FileFailure{}) : failure(path);
  if (::close(descriptor) != 0 && written) return failure(path);
  if (!written) {
    ::unlink(part.c_str());
    return refused;
  }
  if (::rename(part.c_str(), path.c_str()) != 0) return failure(path);
  return {};
}

std::expected<void, FileFailure> write_file(const std::filesystem::path& path, std::string_view text) {
  return write_file(path, std::as_bytes(std::span(text)));
}

AppendFile::AppendFile(int descriptor, std::filesystem::path path) : descriptor_(descriptor), path_(std::move(path)) {}
AppendFile::AppendFile(AppendFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}
AppendFile::~AppendFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::expected<AppendFile, FileFailure> AppendFile::open(const std::filesystem::path& path, std::uint64_t keep_bytes) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) return failure(path);
  AppendFile file(descriptor, path);
  if (::ftruncate(descriptor, static_cast<off_t>(keep_bytes)) != 0) return failure(path);
  if (::lseek(descriptor, 0, SEEK_END) < 0) return failure(path);
  return file;
}

std::expected<void, FileFailure> AppendFile::append(std::span<const std::byte> bytes) {
  if (!write_all(descriptor_, bytes)) return failure(path_);
  return {};
}

std::expected<void, FileFailure> AppendFile::sync() {
  if (::fdatasync(descriptor_) != 0) return failure(path_);
  return {};
}

ReadFile::ReadFile(int descriptor, std::filesystem::path path) : descriptor_(descriptor), path_(std::move(path)) {}
ReadFile::ReadFile(ReadFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}
ReadFile::~ReadFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::expected<ReadFile, FileFailure> ReadFile::open(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return failure(path);
  return ReadFile(descriptor, path);
}

std::expected<std::size_t, FileFailure> ReadFile::read(std::span<std::byte> bytes) {
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::read(descriptor_, bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failure(path_);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  return filled;
}

}  // namespace waferline
