#include "waferline/world/include.h"

#include <fmt/core.h>

#include <algorithm>

#include "waferline/world/parse.h"

namespace waferline {

namespace {

class Assembler {
 public:
  Assembler(const FileSource& source, Problems& problems) : source_(source), problems_(problems) {}

  /// Lays `file`, with what it includes below it, over the result. `from` is where the file is named.
  void add(const std::filesystem::path& file, const Place& from) {
    const std::string name = file.lexically_normal().generic_string();
    if (const auto open = std::find(open_.begin(), open_.end(), name); open != open_.end()) {
      std::string chain;
      for (auto step = open; step != open_.end(); ++step) chain += *step + " includes ";
      complain(from, "files include each other in a circle: " + chain + name, "no circle");
      return;
    }
    if (std::find(done_.begin(), done_.end(), name) != done_.end()) return;
    if (open_.size() >= world_max_include_depth || done_.size() + open_.size() >= world_max_includes) {
      complain(from, "too many files include one another",
               fmt::format("at most {} deep, {} in all", world_max_include_depth, world_max_includes));
      return;
    }
    auto text = source_(file);
    if (!text) {
      if (from.file.empty())
        complain({name, 0, 0}, text.error(), "a world file");
      else
        complain(from, fmt::format("{}: {}", name, text.error()), "a world file");
      return;
    }
    open_.push_back(name);
    result.files.push_back(name);
    Parsed parsed = parse_world_text(name, *text, problems_);
    result.whole = result.whole && parsed.whole;
    for (const Node& included : take_includes(parsed.root))
      add(file.parent_path() / included.text, included.spot.place());
    lay_over(result.root, std::move(parsed.root));
    open_.pop_back();
    done_.push_back(name);
  }

  Assembled result;

 private:
  void complain(const Place& place, std::string what, std::string expected) {
    problems_.push_back({place, std::move(what), std::move(expected), ""});
    result.whole = false;
  }

  std::vector<Node> take_includes(Node& root) {
    const auto found = std::find_if(root.entries.begin(), root.entries.end(),
                                    [](const Entry& entry) { return entry.key == "include"; });
    if (found == root.entries.end()) return {};
    const Node include = std::move(found->node);
    root.entries.erase(found);
    const auto is_name = [](const Node& item) { return item.kind == NodeKind::text && !item.text.empty(); };
    if (is_name(include)) return {include};
    if (include.kind == NodeKind::array && std::all_of(include.items.begin(), include.items.end(), is_name))
      return include.items;
    complain(include.spot.place(), "include is " + describe(include),
             "a list of file names, such as [\"market.toml\"]");
    return {};
  }

  const FileSource& source_;
  Problems& problems_;
  std::vector<std::string> open_, done_;
};

}  // namespace

Assembled assemble_world(const std::filesystem::path& file, const FileSource& source, Problems& problems) {
  Assembler assembler(source, problems);
  assembler.add(file, {});
  return std::move(assembler.result);
}

}  // namespace waferline
