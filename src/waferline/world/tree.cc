#include "waferline/world/tree.h"

#include <fmt/core.h>

#include "waferline/base/text.h"

namespace waferline {

namespace {

constexpr std::size_t shown_text = 40;

std::string shortened(const std::string& text) {
  if (text.size() <= shown_text) return text;
  std::size_t end = shown_text;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;  // not within a character
  return text.substr(0, end) + "...";
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  for (const Entry& entry : entries)
    if (entry.key == key) return &entry.node;
  return nullptr;
}

Node* Node::find(std::string_view key) {
  for (Entry& entry : entries)
    if (entry.key == key) return &entry.node;
  return nullptr;
}

std::string describe(const Node& node) {
  switch (node.kind) {
    case NodeKind::table:
      return "a table";
    case NodeKind::array:
      return fmt::format("a list of {}", node.items.size());
    case NodeKind::text:
      return fmt::format("the text \"{}\"", shortened(node.text));
    case NodeKind::integer:
    case NodeKind::number:
      return "the number " + number_text(node.number);
    case NodeKind::boolean:
      return node.number != 0 ? "true" : "false";
    case NodeKind::date:
      return "the date " + node.text;
    case NodeKind::time:
      return "a time of day";
  }
  return {};
}

void lay_over(Node& under, Node&& over) {
  if (under.kind != NodeKind::table || over.kind != NodeKind::table) {
    under = std::move(over);
    return;
  }
  for (Entry& entry : over.entries) {
    if (Node* there = under.find(entry.key))
      lay_over(*there, std::move(entry.node));
    else
      under.entries.push_back(std::move(entry));
  }
  under.spot = std::move(over.spot);
}

}  // namespace waferline
