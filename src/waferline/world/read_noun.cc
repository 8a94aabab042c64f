#include "waferline/world/read_noun.h"

#include <fmt/core.h>

#include <algorithm>

#include "waferline/world/suggest.h"

namespace waferline {

namespace {

constexpr std::size_t longest_name = 64;
constexpr std::size_t most_hints = 1000;  ///< a file with more faults than this is no world

std::string joined(const std::string& path, std::string_view key) {
  return path.empty() ? std::string(key) : fmt::format("{}.{}", path, key);
}

/// Names become parts of figure names (facility.ddtl3.pd), so they hold no dots or blanks.
bool is_good_name(const std::string& name) {
  const auto good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !name.empty() && name.size() <= longest_name && std::all_of(name.begin(), name.end(), good);
}

std::string with_article(std::string_view word) {
  const bool vowel = std::string_view("aeiou").find(word.front()) != std::string_view::npos;
  return fmt::format("{} {}", vowel ? "an" : "a", word);
}

class NounReader {
 public:
  NounReader(bool report_missing, ReadContext& context) : report_missing_(report_missing), context_(context) {}

  void read(const Noun& noun, void* object, const Node& node, const std::string& path) {
    set_defaults(noun, object);
    if (node.kind != NodeKind::table) {
      context_.complain(node, fmt::format("{} is {}", path, describe(node)),
                        fmt::format("a table with the keys of {}", with_article(noun.word)));
      return;
    }
    for (const Entry& entry : node.entries) read_entry(noun, object, entry, path);
    if (report_missing_) report_absent(noun, node, path);
  }

 private:
  /// Of the noun and of those that stand in it even when the file does not mention them.
  void set_defaults(const Noun& noun, void* object) {
    for (const Key& key : noun.keys)
      if (key.at) set_default(key, key.at(object));
    for (const Noun& part : noun.parts)
      if (part.form == Form::single) set_defaults(part, part.add(object));
  }

  void read_entry(const Noun& noun, void* object, const Entry& entry, const std::string& path) {
    const std::string at = joined(path, entry.key);
    if (const Key* key = noun.key(entry.key); key && key->at) {
      read_value(*key, key->at(object), entry.node, at, context_);
    } else if (const Noun* part = noun.part(entry.key)) {
      read_part(*part, object, entry, at);
    } else {
      const std::string owner = noun.form == Form::root ? "a world file" : with_article(noun.word);
      const bool worth_a_hint = context_.problems.size() < most_hints;
      context_.problems.push_back({entry.spot.place(), fmt::format("{} is not a key of {}", at, owner), "",
                                   worth_a_hint ? did_you_mean_key(entry.key, noun) : std::string()});
    }
  }

  void read_part(const Noun& part, void* object, const Entry& entry, const std::string& at) {
    switch (part.form) {
      case Form::named:
        if (entry.node.kind != NodeKind::table)
          return expected_form(entry.node, at, fmt::format("tables [{}.NAME]", at));
        for (const Entry& item : entry.node.entries) read_named(part, object, item, at);
        return;
      case Form::listed: {
        if (entry.node.kind != NodeKind::array) return expected_form(entry.node, at, fmt::format("tables [[{}]]", at));
        std::size_t i = 0;
        for (const Node& item : entry.node.items) {
          void* there = part.add(object);
          read(part, there, item, fmt::format("{}.{}", at, i++));
          if (part.name && part.name(there)->text.empty()) part.name(there)->place = item.spot.place();
        }
        return;
      }
      case Form::single:
      case Form::root:
        return read(part, part.add(object), entry.node, at);
    }
  }

  void expected_form(const Node& node, const std::string& at, std::string expected) {
    context_.complain(node, fmt::format("{} is {}", at, describe(node)), std::move(expected));
  }

  void read_named(const Noun& part, void* parent, const Entry& entry, const std::string& at) {
    const std::string path = joined(at, entry.key);
    if (entry.node.kind != NodeKind::table) {
      context_.problems.push_back({entry.spot.place(), fmt::format("{} is {}", path, describe(entry.node)),
                                   fmt::format("a table [{}.NAME]", at), ""});
      return;
    }
    void* object = part.add(parent);
    *part.name(object) = {entry.key, entry.node.spot.place()};
    if (!is_good_name(entry.key))
      context_.problems.push_back(
          {entry.spot.place(),
           fmt::format("\"{}\" cannot name {}", entry.key.substr(0, longest_name), with_article(part.word)),
           fmt::format("letters, digits, - and _, at most {}", longest_name), ""});
    read(part, object, entry.node, path);
  }

  void report_absent(const Noun& noun, const Node& node, const std::string& path) {
    const std::string owner = path.empty() ? "the world" : path;
    for (const Key& key : noun.keys)
      if (key.required && !node.find(key.name))
        context_.complain(node, fmt::format("{} has no {}", owner, key.name), expected_text(key));
    for (const Noun& part : noun.parts)
      if (part.form == Form::single && !node.find(part.word))
        context_.complain(node, fmt::format("{} has no [{}]", owner, part.word),
                          fmt::format("a table [{}], or a file to include that has one", part.word));
  }

  bool report_missing_;
  ReadContext& context_;
};

}  // namespace

void read_noun(const Noun& noun, void* object, const Node& node, const std::string& path, bool report_missing,
               ReadContext& context) {
  NounReader(report_missing, context).read(noun, object, node, path);
}

}  // namespace waferline
