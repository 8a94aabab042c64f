#include "waferline/world/reference.h"

#include <fmt/core.h>

#include "waferline/base/text.h"
#include "waferline/world/registry.h"

namespace waferline {

namespace {

constexpr std::string_view opening = R"(# The world file

This page is generated from the program's registry of keys (`waferline reference`); the same registry reads and checks the files.

A world is a [TOML](https://toml.io) file, or a folder with a `world.toml`. `waferline check WORLD` reports every problem in it
at once, with file, line and column.

**Numbers** are bare or carry their pedigree: `margin_bp = 400` or
`margin_bp = { value = 400, source = "8-K 2025-07-28", prior = "judgement: 350 to 450" }`. The report lists all of them and marks those
with neither a source nor a prior. Units are in the names of keys.

**Months** are `"2026-07"`, or a day of the month: `2026-07-01`.

**Tables** of months and values are written in one of three ways; months ascend:

    forward = [["2026-07", 0.0364], ["2027-01", 0.0385]]
    forward = { rows = [["2026-07", 0.0364]], source = "..." }
    arrivals = { file = "arrivals.csv", month_column = "month", value_column = "units", where = { chip = "GB200" }, source = "..." }

A CSV file is named relative to the file that mentions it. Columns it has beside those named are not read.

**Files include others**: `include = ["../market-2026/market.toml"]`. Included files come first, in the order listed; a key stated by the
including file overrides theirs, and an array is replaced whole. Within one file nothing may be stated twice. Nouns are numbered in the
order in which they are first mentioned.

**The command line** overrides any key: `--set facility.loan.margin_bp=450`, `--set facility.loan.covenant.dscr.min=1.2`,
`--set facility.loan.draw.0.amount_usd=1e8`.

**Names** of chips, fleets and the like are letters, digits, `-` and `_`.
)";

std::string heading(const Noun& noun, const std::string& path) {
  switch (noun.form) {
    case Form::root:
      return "At the top of the file";
    case Form::single:
      return fmt::format("[{}]", path);
    case Form::named:
      return fmt::format("[{}.NAME]", path);
    case Form::listed:
      return fmt::format("[[{}]]", path);
  }
  return {};
}

std::string kind_text(const Key& key) {
  switch (key.kind) {
    case KeyKind::number:
      return fmt::format("number, {} to {}", number_text(key.low), number_text(key.high));
    case KeyKind::integer:
      return fmt::format("whole number, {} to {}", number_text(key.low), number_text(key.high));
    case KeyKind::table:
      return fmt::format("table, {} to {}", number_text(key.low), number_text(key.high));
    case KeyKind::month:
      return "month";
    case KeyKind::text:
      return "text";
    case KeyKind::boolean:
      return "true or false";
    case KeyKind::reference:
      return fmt::format("name of {} {}", key.noun == "account" || key.noun == "operator" ? "an" : "a", key.noun);
    case KeyKind::references:
      return fmt::format("list of {}s", key.noun);
    case KeyKind::files:
      return "list of files";
    case KeyKind::choice:
    case KeyKind::choices: {
      std::string words = key.kind == KeyKind::choices ? "list of " : "";
      for (std::size_t i = 0; i < key.words.size(); ++i)
        words += fmt::format("{}`{}`", i == 0 ? "" : ", ", key.words[i]);
      return words;
    }
  }
  return {};
}

void add_section(const Noun& noun, const std::string& path, std::string& page) {
  page += fmt::format("\n## `{}`\n\n{}\n\n", heading(noun, path), noun.doc);
  page += "| key | what it is | unit | default | meaning |\n|---|---|---|---|---|\n";
  for (const Key& key : noun.keys)
    page +=
        fmt::format("| `{}` | {} | {} | {} | {} |\n", key.name, kind_text(key), key.unit, default_text(key), key.doc);
  for (const Noun& part : noun.parts) {
    const std::string there = part.form == Form::root || noun.form == Form::root
                                  ? std::string(part.word)
                                  : fmt::format("{}.NAME.{}", path, part.word);
    add_section(part, there, page);
  }
}

void add_paths(const Noun& noun, const std::string& path, std::vector<std::string>& paths) {
  paths.push_back(path);
  for (const Noun& part : noun.parts)
    add_paths(part, noun.form == Form::root ? std::string(part.word) : fmt::format("{}.{}", path, part.word), paths);
}

const Noun* find_noun(std::string_view path) {
  const Noun* noun = &world_noun();
  if (path == noun->word) return noun;
  while (noun && !path.empty()) {
    const std::size_t dot = path.find('.');
    noun = noun->part(path.substr(0, dot));
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  }
  return noun;
}

}  // namespace

std::vector<std::string> noun_paths() {
  std::vector<std::string> paths;
  add_paths(world_noun(), std::string(world_noun().word), paths);
  return paths;
}

std::string noun_help(std::string_view path) {
  const Noun* noun = path.empty() ? nullptr : find_noun(path);
  if (!noun) return {};
  std::string text = fmt::format("{}: {}\n", path, noun->doc);
  for (const Key& key : noun->keys) {
    text += fmt::format("\n  {}  ({}{}{}; {})\n      {}\n", key.name, kind_text(key), key.unit.empty() ? "" : ", ",
                        key.unit, default_text(key), key.doc);
  }
  for (const Noun& part : noun->parts)
    text += fmt::format("\n  {}\n      {}\n", heading(part, fmt::format("{}.{}", path, part.word)), part.doc);
  return text;
}

std::string reference_page() {
  std::string page(opening);
  add_section(world_noun(), "", page);
  return page;
}

}  // namespace waferline
