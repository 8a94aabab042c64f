#include "apps/waferline/console.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "apps/waferline/exit_codes.h"

namespace waferline::app {

namespace {

/// Characters, not bytes: labels hold ± and ×.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80; }));
}

}  // namespace

void say(const std::string& line) {
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fputc('\n', stdout);
}

void complain(const std::string& line) {
  const std::string text = "waferline: " + line + "\n";
  std::fwrite(text.data(), 1, text.size(), stderr);
}

int report_problems(const Problems& problems) {
  for (const Problem& problem : problems) fmt::print(stderr, "{}\n", to_string(problem));
  complain(fmt::format("{} {} in the world; nothing was run.", problems.size(),
                       problems.size() == 1 ? "problem" : "problems"));
  return exit_bad_input;
}

int report_failure(const FileFailure& failure) {
  complain(failure.message);
  return exit_environment;
}

std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], width_of(row[c]));
  }
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string gap(widths[c] - width_of(row[c]), ' ');
      text += c == 0 ? row[c] + (row.size() > 1 ? gap : "") : "  " + gap + row[c];
    }
    text += '\n';
  }
  return text;
}

void hold_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (::fcntl(stream, F_GETFD) < 0) (void)::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int finish(int status) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return status;
  if (status != exit_done) return status;
  complain("standard output cannot be written.");
  return exit_environment;
}

}  // namespace waferline::app
