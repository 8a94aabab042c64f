#include "waferline/world/recover.h"

#include <fmt/core.h>

#include <algorithm>

namespace waferline {

namespace {

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

bool starts_key(std::string_view text) {
  if (text.empty()) return false;
  const char c = text.front();
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '"' || c == '\'';
}

/// "facility.ddtl3" from `[facility . "ddtl3"] # x`; empty when the line is no header. A row of numbers or texts is
/// none.
std::string header_of(std::string_view line) {
  std::string_view text = trimmed(line);
  if (!text.starts_with('[')) return {};
  const bool listed = text.starts_with("[[");
  text.remove_prefix(listed ? 2 : 1);
  const std::size_t end = text.find(']');
  if (end == std::string_view::npos || text.substr(0, end).find(',') != std::string_view::npos) return {};
  if (!starts_key(trimmed(text)) || trimmed(text).starts_with('"')) return {};
  std::string name;
  for (char c : text.substr(0, end))
    if (c != ' ' && c != '\t' && c != '"' && c != '\'') name += c;
  return name;
}

/// "margin_bp" from `margin_bp = 4`; empty when the line starts no statement.
std::string key_of(std::string_view line) {
  const std::string_view text = trimmed(line);
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || !starts_key(text)) return {};
  std::string name;
  for (char c : trimmed(text.substr(0, equals))) {
    if (c == ' ' || c == '\t' || c == '{' || c == '[' || c == ',' || c == '#') return {};
    if (c != '"' && c != '\'') name += c;
  }
  return name;
}

/// toml++ begins with "Error while"; the rest says what it was doing. It may quote the file at length.
std::string shortened(std::string_view description) {
  constexpr std::string_view opening = "Error while ";
  constexpr std::size_t longest = 160;
  if (description.starts_with(opening)) description.remove_prefix(opening.size());
  if (description.size() <= longest) return std::string(description);
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(description[end]) & 0xC0u) == 0x80u) --end;
  return std::string(description.substr(0, end)) + "...";
}

}  // namespace

Recovery::Recovery(std::string_view text) : text_(text) {
  starts_.push_back(0);
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') starts_.push_back(i + 1);
  guessed_.assign(starts_.size(), false);
  starts_.push_back(text.size());
}

std::string_view Recovery::line(std::size_t i) const {
  return std::string_view(text_).substr(starts_[i], starts_[i + 1] - starts_[i]);
}

std::size_t Recovery::statement_start(std::size_t i) const {
  while (i > 0 && key_of(line(i)).empty() && header_of(line(i)).empty()) --i;
  return i;
}

std::size_t Recovery::statement_end(std::size_t i) const {
  do ++i;
  while (i < guessed_.size() && key_of(line(i)).empty() && header_of(line(i)).empty());
  return i;
}

std::size_t Recovery::section_end(std::size_t i) const {
  do ++i;
  while (i < guessed_.size() && header_of(line(i)).empty());
  return i;
}

void Recovery::blank_lines(std::size_t from, std::size_t to, bool guessed) {
  for (std::size_t i = from; i < to; ++i) {
    guessed_[i] = guessed_[i] || guessed;
    for (std::size_t at = starts_[i]; at < starts_[i + 1]; ++at)
      if (text_[at] != '\n') text_[at] = ' ';
  }
}

std::optional<Problem> Recovery::written_twice(const std::string& file, std::size_t i, std::uint32_t column) const {
  const std::string header = header_of(line(i));
  const std::string key = key_of(line(i));
  for (std::size_t earlier = i; earlier-- > 0;) {
    const bool same = header.empty() ? key_of(line(earlier)) == key : header_of(line(earlier)) == header;
    if (same) {
      const std::string what = header.empty() ? key : "[" + header + "]";
      return Problem{{file, static_cast<std::uint32_t>(i + 1), column},
                     what + " is written twice",
                     "it once",
                     fmt::format("the first stands at {}:{}", file, earlier + 1)};
    }
    if (header.empty() && !header_of(line(earlier)).empty()) break;
  }
  return std::nullopt;
}

std::optional<Problem> Recovery::blank(const std::string& file, std::string_view description, std::uint32_t at_line,
                                       std::uint32_t column) {
  const std::size_t i = std::clamp<std::size_t>(at_line, 1, guessed_.size()) - 1;
  const std::size_t start = statement_start(i);
  Problem problem{{file, at_line, column}, "this is not TOML: " + shortened(description), "", ""};

  if (description.find("cannot redefine existing") != std::string_view::npos) {
    const bool header = !header_of(line(start)).empty();
    if (auto twice = written_twice(file, start, column)) problem = std::move(*twice);
    blank_lines(start, header ? section_end(start) : statement_end(start), false);
    return problem;
  }
  if (gave_up_) {
    exhausted_ = true;
    return std::nullopt;
  }
  const bool follows_from_earlier = start > 0 && guessed_[start - 1];
  if (follows_from_earlier || guessed_[i]) {
    gave_up_ = true;
    blank_lines(start, guessed_.size(), true);
    return std::nullopt;
  }
  if (description.find("parsing date") != std::string_view::npos)
    problem.hint = "write a month as \"2026-07\" or as a day of it, 2026-07-01";
  if (description.find("control characters") != std::string_view::npos) problem.hint = "is a closing quote missing?";
  const bool one_line = start == i && line(i).find_first_of("[{") == std::string_view::npos &&
                        line(i).find("\"\"\"") == std::string_view::npos;
  blank_lines(start, one_line ? statement_end(start) : section_end(start), !one_line);
  return problem;
}

}  // namespace waferline
