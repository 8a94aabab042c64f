#include "apps/waferline/progress_bar.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "waferline/report/words.h"

namespace waferline::app {

namespace {

bool on_terminal() { return ::isatty(STDERR_FILENO) == 1; }

}  // namespace

std::string progress_text(const Progress& progress) {
  constexpr std::size_t width = 24;
  const double done = static_cast<double>(progress.done), total = static_cast<double>(progress.total);
  const double share = total > 0 ? std::min(1.0, done / total) : 1.0;
  const auto filled = static_cast<std::size_t>(share * static_cast<double>(width));
  std::string bar(filled, '=');
  if (filled < width) bar += '>';
  bar.resize(width, ' ');
  const double since = done - static_cast<double>(progress.resumed_from);
  std::string text = fmt::format("[{}] {} of {} paths", bar, count_words(done), count_words(total));
  if (progress.seconds <= 0 || since <= 0) return text;
  const double speed = since / progress.seconds;
  return text + fmt::format(", {} a second, {:.0f} s left", count_words(speed), (total - done) / speed);
}

std::function<void(const Progress&)> progress_bar() {
  if (!on_terminal()) return {};
  return [](const Progress& progress) { fmt::print(stderr, "\r\x1b[K{}", progress_text(progress)); };
}

void clear_progress_bar() {
  if (on_terminal()) fmt::print(stderr, "\r\x1b[K");
}

}  // namespace waferline::app
