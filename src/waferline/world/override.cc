#include "waferline/world/override.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "waferline/world/parse.h"
#include "waferline/world/registry.h"
#include "waferline/world/suggest.h"

namespace waferline {

namespace {

std::vector<std::string> split_path(const std::string& path) {
  std::vector<std::string> parts{""};
  for (char c : path) {
    if (c == '.')
      parts.emplace_back();
    else if (c != ' ')
      parts.back() += c;
  }
  return parts;
}

bool is_bare_word(const std::string& text) {
  const auto bare = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), bare);
}

const std::string& item_name(const Node& item) {
  static const std::string none;
  for (const char* key : {"name", "test"})
    if (const Node* name = item.find(key)) return name->text;
  return none;
}

class Override {
 public:
  Override(const std::string& text, Problems& problems) : text_(text), problems_(problems) {
    spot_.file = std::make_shared<const std::string>(override_file);
  }

  void apply(Node& root) {
    const std::size_t equals = text_.find('=');
    if (equals == std::string::npos || equals == 0)
      return complain("\"" + text_ + "\" sets nothing", "a path and a value, such as facility.ddtl3.margin_bp=450", "");
    const std::vector<std::string> path = split_path(text_.substr(0, equals));
    auto value = parse_value(text_.substr(equals + 1));
    if (!value)
      return complain(fmt::format("{} is not given a value", text_.substr(0, equals)), "a value as in a world file",
                      "");
    descend(root, world_noun(), path, std::move(*value));
  }

 private:
  void complain(std::string what, std::string expected, std::string hint) {
    problems_.push_back({spot_.place(), std::move(what), std::move(expected), std::move(hint)});
  }

  std::optional<Node> parse_value(const std::string& text) const {
    Problems faults;
    if (text.find('\n') == std::string::npos) {
      Parsed parsed = parse_world_text(override_file, "v = " + text, faults);
      if (faults.empty() && parsed.root.entries.size() == 1) {
        Node value = std::move(parsed.root.entries.front().node);
        place_here(value);
        return value;
      }
    }
    if (!is_bare_word(text)) return std::nullopt;
    Node value;
    value.kind = NodeKind::text;
    value.text = text;
    value.spot = spot_;
    return value;
  }

  void place_here(Node& node) const {
    node.spot = spot_;
    for (Node& item : node.items) place_here(item);
    for (Entry& entry : node.entries) {
      entry.spot = spot_;
      place_here(entry.node);
    }
  }

  Node& child(Node& table, const std::string& key) const {
    if (Node* there = table.find(key)) return *there;
    Entry& entry = table.entries.emplace_back();
    entry.key = key;
    entry.spot = entry.node.spot = spot_;
    return entry.node;
  }

  Node* named_item(Node& list, const std::string& name, const std::string& so_far) {
    std::vector<std::string_view> known;
    for (Entry& entry : list.entries) {
      if (entry.key == name) return &entry.node;
      known.push_back(entry.key);
    }
    complain(fmt::format("{}.{} is not in the world", so_far, name), "", did_you_mean(name, known));
    return nullptr;
  }

  Node* listed_item(Node& list, const std::string& word, const std::string& so_far) {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), index);
    if (error == std::errc{} && end == word.data() + word.size() && index < list.items.size())
      return &list.items[index];
    std::vector<std::string_view> known;
    for (Node& item : list.items) {
      const std::string& name = item_name(item);
      if (name == word && !name.empty()) return &item;
      known.push_back(name);
    }
    const std::string expected =
        list.items.empty() ? "" : fmt::format("a name or a number from 0 to {}", list.items.size() - 1);
    complain(fmt::format("{}.{} is not in the world", so_far, word), expected, did_you_mean(word, known));
    return nullptr;
  }

  void descend(Node& root, const Noun& world, const std::vector<std::string>& path, Node value) {
    Node* node = &root;
    const Noun* noun = &world;
    std::string so_far;
    for (std::size_t i = 0; i < path.size(); ++i) {
      const std::string& word = path[i];
      if (noun->key(word) && noun->key(word)->kind != KeyKind::files) {
        if (i + 1 < path.size())
          return complain(fmt::format("{}{} is a key and has nothing under it", so_far, word), "", "");
        child(*node, word) = std::move(value);
        return;
      }
      const Noun* part = noun->part(word);
      if (!part)
        return complain(fmt::format("{}{} is not a key", so_far, word), "", did_you_mean(word, words_of(*noun)));
      node = &child(*node, word);
      noun = part;
      so_far += word;
      if (part->form != Form::single) {
        if (i + 1 == path.size()) break;
        node = part->form == Form::named ? named_item(*node, path[++i], so_far) : listed_item(*node, path[++i], so_far);
        if (!node) return;
        so_far += "." + path[i];
      }
      so_far += ".";
    }
    complain(fmt::format("{} is a noun, not a key", text_.substr(0, text_.find('='))),
             "a path that ends in a key, such as facility.ddtl3.margin_bp", "");
  }

  const std::string& text_;
  Problems& problems_;
  Spot spot_;
};

}  // namespace

void apply_overrides(Node& root, const std::vector<std::string>& overrides, Problems& problems) {
  for (const std::string& text : overrides) Override(text, problems).apply(root);
}

}  // namespace waferline
