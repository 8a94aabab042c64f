#include "waferline/world/guard.h"

#include <fmt/core.h>

#include <algorithm>

#include "waferline/base/text.h"

namespace waferline {

namespace {

Place place_of(const std::string& file, std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t newline = before.rfind('\n');
  const std::size_t column = newline == std::string_view::npos ? at + 1 : at - newline;
  return {file, static_cast<std::uint32_t>(lines + 1), static_cast<std::uint32_t>(column)};
}

/// Offset just past the string that opens at `at`; the end of the line or text if it is not closed.
std::size_t skip_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const bool escapes = quote == '"';
  const bool multi_line = text.substr(at, 3) == std::string(3, quote);
  std::size_t i = at + (multi_line ? 3 : 1);
  for (; i < text.size(); ++i) {
    if (escapes && text[i] == '\\') {
      ++i;
    } else if (multi_line) {
      if (text.substr(i, 3) == std::string(3, quote)) return i + 3;
    } else if (text[i] == quote) {
      return i + 1;
    } else if (text[i] == '\n') {
      return i;
    }
  }
  return text.size();
}

struct Counts {
  int nesting = 0, dots = 0, tables = 0, keys = 0, items = 0;

  void see(char c) {
    switch (c) {
      case '[':
      case '{':
        ++nesting;
        ++tables;
        dots = 0;
        break;
      case ']':
      case '}':
        nesting = std::max(0, nesting - 1);
        dots = 0;
        break;
      case '=':
        ++keys;
        dots = 0;
        break;
      case ',':
        ++items;
        dots = 0;
        break;
      case '\n':
        dots = 0;
        break;
      case '.':
        ++dots;
        break;
      default:
        break;
    }
  }

  std::string complaint() const {
    if (nesting > world_max_nesting) return fmt::format("brackets are nested more than {} deep", world_max_nesting);
    if (dots >= world_max_key_parts) return fmt::format("a key has more than {} parts", world_max_key_parts);
    if (tables > world_max_items) return fmt::format("there are more than {} lists and tables", world_max_items);
    if (keys > world_max_keys) return fmt::format("there are more than {} keys", world_max_keys);
    if (items > world_max_items) return fmt::format("there are more than {} items in lists", world_max_items);
    return {};
  }
};

}  // namespace

bool safe_to_parse(const std::string& file, std::string_view text, Problems& problems) {
  const auto refuse = [&](Place place, std::string what, std::string expected) {
    problems.push_back({std::move(place), std::move(what), std::move(expected), ""});
    return false;
  };
  const char* smaller = "a world file; long tables belong in CSV files";
  if (text.size() > world_max_bytes)
    return refuse({file, 0, 0}, fmt::format("the file has more than {} MB", world_max_bytes >> 20), smaller);
  if (const auto bad = first_bad_byte(text)) {
    const char* what = text[*bad] == '\0' ? "zero" : "not UTF-8";
    return refuse(place_of(file, text, *bad), fmt::format("this is not text: a byte here is {}", what),
                  "a world file in TOML");
  }
  Counts counts;
  int headers = 0;
  bool line_start = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' || c == '\'') {
      i = skip_string(text, i) - 1;
      line_start = false;
      continue;
    }
    if (c == '#') {
      i = std::min(text.find('\n', i), text.size()) - 1;
      continue;
    }
    if (c == '[' && line_start && counts.nesting == 0) ++headers;
    counts.see(c);
    if (c == '\n') {
      line_start = true;
    } else if (c != ' ' && c != '\t' && c != '\r') {
      line_start = false;
    }
    std::string complaint = counts.complaint();
    if (headers > world_max_tables) complaint = fmt::format("there are more than {} tables", world_max_tables);
    if (!complaint.empty()) return refuse(place_of(file, text, i), std::move(complaint), smaller);
  }
  return true;
}

}  // namespace waferline
