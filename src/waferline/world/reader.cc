#include "waferline/world/reader.h"

#include <algorithm>
#include <tuple>

#include "waferline/world/check.h"
#include "waferline/world/include.h"
#include "waferline/world/override.h"
#include "waferline/world/read_noun.h"
#include "waferline/world/resolve.h"

namespace waferline {

namespace {

constexpr std::size_t most_problems = 1000;

/// By file in the order read, then by place; each once. Problems of the whole come last.
void put_in_order(Problems& problems, const std::vector<std::string>& files) {
  const auto rank = [&](const Problem& problem) {
    const auto file = std::find(files.begin(), files.end(), problem.place.file);
    return std::tuple(file - files.begin(), problem.place.line, problem.place.column, std::string_view(problem.what));
  };
  std::sort(problems.begin(), problems.end(), [&](const Problem& a, const Problem& b) { return rank(a) < rank(b); });
  const auto same = [](const Problem& a, const Problem& b) {
    return std::tie(a.what, a.place.file, a.place.line, a.place.column) ==
           std::tie(b.what, b.place.file, b.place.line, b.place.column);
  };
  problems.erase(std::unique(problems.begin(), problems.end(), same), problems.end());
  if (problems.size() > most_problems) {
    problems.resize(most_problems);
    Problem& rest = problems.emplace_back();
    rest.what = "there are more problems than are shown";
    rest.hint = "mend these first";
  }
}

}  // namespace

std::expected<World, Problems> load_world_from(const FileSource& source, const std::filesystem::path& file,
                                               const std::vector<std::string>& overrides) {
  Problems problems;
  Assembled assembled = assemble_world(file, source, problems);
  if (assembled.files.empty()) return std::unexpected(std::move(problems));
  if (assembled.whole) apply_overrides(assembled.root, overrides, problems);

  World world;
  world.files = assembled.files;
  ReadContext context{problems, source, world.files};
  read_noun(world_noun(), &world, assembled.root, "", assembled.whole, context);
  resolve_defaults(world);
  if (assembled.whole) {
    Problems checked = check_world(world);
    problems.insert(problems.end(), std::make_move_iterator(checked.begin()), std::make_move_iterator(checked.end()));
  }
  if (problems.empty()) return world;
  put_in_order(problems, world.files);
  return std::unexpected(std::move(problems));
}

std::expected<World, Problems> load_world(const std::filesystem::path& file_or_folder,
                                          const std::vector<std::string>& overrides) {
  std::error_code error;
  const bool folder = std::filesystem::is_directory(file_or_folder, error);
  return load_world_from(read_text_file, folder ? file_or_folder / "world.toml" : file_or_folder, overrides);
}

std::expected<World, Problems> load_world_text(std::string_view text, const std::vector<std::string>& overrides) {
  const std::filesystem::path name = "world.toml";
  const FileSource memory = [&](const std::filesystem::path& path) -> std::expected<std::string, std::string> {
    if (path == name) return std::string(text);
    return std::unexpected("only the text itself is read here");
  };
  return load_world_from(memory, name, overrides);
}

}  // namespace waferline
