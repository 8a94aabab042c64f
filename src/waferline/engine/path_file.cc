#include "waferline/engine/path_file.h"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

namespace waferline {

std::expected<void, FileFailure> for_each_path(const std::filesystem::path& file, std::size_t fields,
                                               std::uint64_t paths,
                                               const std::function<void(std::uint64_t, const double*)>& visit) {
  constexpr std::uint64_t piece = 4096;
  auto opened = ReadFile::open(file);
  if (!opened) return std::unexpected(opened.error());
  std::vector<double> rows(piece * fields);
  for (std::uint64_t path = 0; path < paths;) {
    const std::uint64_t wanted = std::min(piece, paths - path);
    const auto bytes = std::as_writable_bytes(std::span(rows).first(wanted * fields));
    const auto got = opened->read(bytes);
    if (!got) return std::unexpected(got.error());
    if (*got != bytes.size())
      return std::unexpected(FileFailure{
          fmt::format("{}: ends after {} of {} paths", file.string(), path + *got / (fields * sizeof(double)), paths)});
    for (std::uint64_t i = 0; i < wanted; ++i) visit(path + i, rows.data() + i * fields);
    path += wanted;
  }
  return {};
}

}  // namespace waferline
