#include "waferline/base/problem.h"

#include <fmt/core.h>

#include <algorithm>

namespace waferline {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Edits (insert, delete, replace, swap of neighbours) from a to b: optimal string alignment, case ignored.
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> two_back(b.size() + 1), back(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) back[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({back[j] + 1, row[j - 1] + 1, back[j - 1] + (same ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) row[j] = std::min(row[j], two_back[j - 2] + 1);
    }
    std::swap(two_back, back);
    std::swap(back, row);
  }
  return back[b.size()];
}

}  // namespace

std::string to_string(const Problem& problem) {
  std::string text;
  const Place& place = problem.place;
  if (!place.file.empty()) text = place.file;
  if (place.line > 0) text += fmt::format(":{}:{}", place.line, place.column);
  if (!text.empty()) text += ": ";
  text += problem.what;
  if (!problem.expected.empty()) text += "; expected " + problem.expected;
  if (!problem.hint.empty()) text += "; " + problem.hint;
  return text;
}

std::string_view closest_word(std::string_view typed, const std::vector<std::string_view>& known) {
  constexpr std::size_t longest_word = 64;  // nobody mistypes a word into a page; keeps the table small
  if (typed.empty() || typed.size() > longest_word) return {};
  const std::size_t slip = std::max<std::size_t>(1, typed.size() / 3);
  std::string_view best;
  std::size_t fewest = slip + 1;
  for (std::string_view word : known) {
    const std::size_t needed = edits(typed, word);
    if (needed < fewest && needed < word.size()) {
      fewest = needed;
      best = word;
    }
  }
  return best;
}

}  // namespace waferline
