#include "waferline/world/files.h"

#include <fmt/core.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>

#include "waferline/world/guard.h"

namespace waferline {

std::expected<std::string, std::string> read_text_file(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found) return std::unexpected("the file does not exist");
  if (error) return std::unexpected("the file cannot be read: " + error.message());
  if (status.type() == std::filesystem::file_type::directory) return std::unexpected("this is a folder, not a file");
  if (status.type() != std::filesystem::file_type::regular) return std::unexpected("this is not a regular file");
  const auto bytes = std::filesystem::file_size(path, error);
  if (error) return std::unexpected("the file cannot be read: " + error.message());
  if (bytes > world_max_bytes)
    return std::unexpected(fmt::format("the file has {} MB, more than the {} MB a world file or table may have",
                                       bytes >> 20, world_max_bytes >> 20));

  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) return std::unexpected(fmt::format("the file cannot be read: {}", std::generic_category().message(errno)));
  std::string text(bytes, '\0');
  const std::size_t got = std::fread(text.data(), 1, text.size(), file.get());
  if (std::ferror(file.get()) != 0)
    return std::unexpected(fmt::format("the file cannot be read: {}", std::generic_category().message(errno)));
  text.resize(got);
  return text;
}

}  // namespace waferline
