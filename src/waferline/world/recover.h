/// Getting past a fault of TOML text, so that one run reports more than the first.
///
/// A statement is taken to start at a line that looks like `key =` or `[header]` and to end before the next. That is a
/// guess, and only used once the text is known to be faulty: a wrong guess can cost a report of a later fault, never
/// let one pass.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "waferline/base/problem.h"

namespace waferline {

class Recovery {
 public:
  explicit Recovery(std::string_view text);

  const std::string& text() const { return text_; }
  bool exhausted() const { return exhausted_; }

  /// Blanks out what the parser stumbled over; the problem to report, or nothing if it follows from an earlier one.
  std::optional<Problem> blank(const std::string& file, std::string_view description, std::uint32_t line,
                               std::uint32_t column);

 private:
  std::string_view line(std::size_t i) const;
  std::size_t statement_start(std::size_t i) const;
  std::size_t statement_end(std::size_t i) const;
  std::size_t section_end(std::size_t i) const;
  void blank_lines(std::size_t from, std::size_t to, bool guessed);
  std::optional<Problem> written_twice(const std::string& file, std::size_t i, std::uint32_t column) const;

  std::string text_;
  std::vector<std::size_t> starts_;  ///< offset of each line, and the end of the text
  std::vector<bool> guessed_;        ///< lines blanked without being sure where the statement ends
  bool gave_up_ = false, exhausted_ = false;
};

}  // namespace waferline
