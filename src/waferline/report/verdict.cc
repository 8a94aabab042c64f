#include "waferline/report/verdict.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "waferline/report/words.h"

namespace waferline {

namespace {

struct Judged {
  double margin_bp = 0;
  Figure pd, expected_loss, break_even, shortfall, under_water;
  const CovenantResult* most_broken = nullptr;  ///< of those that can end the loan or trap its cash
  const CovenantResult* breaks_first = nullptr;
  bool losses_exceed_margin = false, capital_unpaid = false, often_under_water = false, often_in_breach = false;
};

std::string words_of(const Figure& figure) { return figure_words(figure.value, figure.standard_error, figure.unit); }

std::string rule_text(const VerdictRule& rule) {
  return fmt::format(
      "Required spread = break-even spread + {} a year x the mean loss of the worst 1% of paths (capital held against "
      "the loan and what it is asked to earn; a judgement). Unsound: the break-even spread alone exceeds the contract "
      "margin. Sound: the required spread with {:g} standard errors is within the margin, the loan exceeds liquidation "
      "value in at most {} of paths, and no covenant fails in more than {} of paths. Watch: everything between.",
      percent_words(rule.cost_of_capital), rule.errors, percent_words(rule.most_under_water),
      percent_words(rule.most_covenant_breaches));
}

std::string spread_sentence(const Judged& judged, const Verdict& verdict) {
  return fmt::format(
      "The loan defaults in {} of paths and loses {} of what was funded on average: a spread of {} pays for that, {} "
      "with the capital the bad paths tie up, and the contract pays {}.",
      words_of(judged.pd), words_of(judged.expected_loss), words_of(judged.break_even),
      figure_words(verdict.required_spread_bp, verdict.required_spread_error, "bp"), bp_words(judged.margin_bp));
}

/// In which months the loan is most often above what a sale would fetch.
std::string water_sentence(const Results& results, const FacilityResult& result, const Judged& judged) {
  std::string text =
      fmt::format("In {} of paths the loan exceeds in some month what a forced sale of its chips would fetch",
                  words_of(judged.under_water));
  const ShareSeries* series = find_share(result, "under_water_liquidation");
  if (series == nullptr || series->share.empty()) return text + ".";
  const auto worst = std::max_element(series->share.begin(), series->share.end());
  if (*worst <= 0) return text + ".";
  const Month start = parse_month(results.start).value_or(Month{});
  const auto month = static_cast<int>(worst - series->share.begin());
  return text + fmt::format("; most often in {}, in {} of paths.", month_words(add_months(start, month)),
                            percent_words(*worst));
}

std::string covenant_sentence(const FacilityResult& result, const Judged& judged) {
  if (judged.breaks_first == nullptr) return "No covenant fails on any path.";
  const CovenantResult& first = *judged.breaks_first;
  const Figure breach = find_figure(result, "first_breach." + first.name + ".share");
  return fmt::format(
      "The covenant that breaks first most often is {} ({}): before any other in {} of paths, and at all in {}.",
      first.name, first.limit_text, figure_words(first.breaks_first_share, first.breaks_first_error, "share"),
      words_of(breach));
}

std::string driver_sentence(const FacilityResult& result) {
  if (result.drivers.empty()) return {};
  std::string text = fmt::format("What sets {} apart most", result.bad_paths_are);
  const std::size_t shown = std::min<std::size_t>(2, result.drivers.size());
  for (std::size_t d = 0; d < shown; ++d) {
    const DriverResult& driver = result.drivers[d];
    text += fmt::format("{} {}: {} against {} on all paths", d == 0 ? " is" : ";", driver.label,
                        figure_words(driver.mean_bad, std::nan(""), driver.unit),
                        figure_words(driver.mean_all, std::nan(""), driver.unit));
  }
  return text + ".";
}

std::string headline(const Judged& judged, const Verdict& verdict) {
  const std::string margin = bp_words(judged.margin_bp), losses = bp_words(judged.break_even.value);
  if (judged.losses_exceed_margin)
    return fmt::format("Unsound: expected losses cost {} a year and the margin is {}.", losses, margin);
  if (judged.capital_unpaid)
    return fmt::format("Watch: the margin of {} pays for expected losses ({}) but not for the bad tail ({}).", margin,
                       losses, bp_words(verdict.required_spread_bp));
  if (judged.often_under_water)
    return fmt::format("Watch: the margin pays, but a forced sale would not cover the loan in {} of paths.",
                       percent_words(judged.under_water.value));
  if (judged.often_in_breach)
    return fmt::format("Watch: the margin pays, but {} fails its test in {} of paths.", judged.most_broken->name,
                       percent_words(judged.most_broken->breach_share));
  return fmt::format("Sound: the margin of {} covers expected losses and the bad tail ({}).", margin,
                     bp_words(verdict.required_spread_bp));
}

const CovenantResult* largest(const FacilityResult& result, double CovenantResult::* share) {
  const CovenantResult* best = nullptr;
  for (const CovenantResult& covenant : result.covenants)
    if (covenant.*share > 0 && (best == nullptr || covenant.*share > best->*share)) best = &covenant;
  return best;
}

}  // namespace

const char* word(Grade grade) { return grade == Grade::sound ? "sound" : grade == Grade::watch ? "watch" : "unsound"; }

Verdict verdict_on(const Facility& facility, const Results& results, const FacilityResult& result,
                   const VerdictRule& rule) {
  Judged judged{.margin_bp = facility.margin_bp,
                .pd = find_figure(result, "pd"),
                .expected_loss = find_figure(result, "expected_loss"),
                .break_even = find_figure(result, "break_even_spread_bp"),
                .shortfall = find_figure(result, "es99"),
                .under_water = find_figure(result, "under_water.liquidation.share"),
                .most_broken = largest(result, &CovenantResult::breach_share),
                .breaks_first = largest(result, &CovenantResult::breaks_first_share)};
  Verdict verdict;
  const double tail_bp = 1e4 * rule.cost_of_capital;
  verdict.required_spread_bp = judged.break_even.value + tail_bp * judged.shortfall.value;
  // Both errors come from the same paths and move together: their sum is the cautious error.
  verdict.required_spread_error = judged.break_even.standard_error + tail_bp * judged.shortfall.standard_error;

  judged.losses_exceed_margin = judged.break_even.value > judged.margin_bp;
  judged.capital_unpaid =
      !(verdict.required_spread_bp + rule.errors * verdict.required_spread_error <= judged.margin_bp);
  judged.often_under_water = judged.under_water.value > rule.most_under_water;
  judged.often_in_breach =
      judged.most_broken != nullptr && judged.most_broken->breach_share > rule.most_covenant_breaches;
  const bool watched = judged.capital_unpaid || judged.often_under_water || judged.often_in_breach;
  verdict.grade = judged.losses_exceed_margin ? Grade::unsound : watched ? Grade::watch : Grade::sound;
  verdict.headline = headline(judged, verdict);
  verdict.rule = rule_text(rule);
  verdict.sentences = {spread_sentence(judged, verdict), water_sentence(results, result, judged),
                       covenant_sentence(result, judged)};
  if (std::string drivers = driver_sentence(result); !drivers.empty()) verdict.sentences.push_back(std::move(drivers));
  return verdict;
}

}  // namespace waferline
