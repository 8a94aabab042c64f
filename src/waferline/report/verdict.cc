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

std::string words_of(const Figure& figure) { return estimate_words(figure.value, figure.standard_error, figure.unit); }

std::string whole_percent(double share) { return fmt::format("{:.0f}%", 100 * share); }

/// Small first letter, unless the first word is a name in capitals: "SOFR".
std::string in_a_sentence(std::string label) {
  const auto capital = [&](std::size_t i) { return i < label.size() && label[i] >= 'A' && label[i] <= 'Z'; };
  if (capital(0) && !capital(1)) label[0] = static_cast<char>(label[0] - 'A' + 'a');
  return label;
}

std::string rule_text(const VerdictRule& rule) {
  return fmt::format(
      "Required spread = break-even spread + {} a year x the mean loss of the worst 1% of paths (capital held against "
      "the loan and what it is asked to earn; a judgement). Unsound: the break-even spread alone exceeds the contract "
      "margin. Sound: the required spread with {:g} standard errors is within the margin, the loan exceeds liquidation "
      "value in at most {} of paths, and no covenant fails in more than {} of paths. Watch: everything between.",
      plain_percent(rule.cost_of_capital), rule.errors, plain_percent(rule.most_under_water),
      plain_percent(rule.most_covenant_breaches));
}

std::string spread_sentence(const Judged& judged, const Verdict& verdict) {
  return fmt::format(
      "The loan defaults in {} of paths and loses {} of what was funded on average. A spread of {} pays for that; {} "
      "pays for the capital that the bad paths tie up as well; the contract pays {}.",
      words_of(judged.pd), words_of(judged.expected_loss), words_of(judged.break_even),
      estimate_words(verdict.required_spread_bp, verdict.required_spread_error, "bp"), bp_words(judged.margin_bp));
}

/// Why a default is not yet a loss, and who had failed by the time of default.
std::string default_sentence(const FacilityResult& result, const Judged& judged) {
  const double lossless = lossless_defaults(result);
  if (!std::isfinite(lossless)) return {};
  std::string text;
  if (lossless > 0)
    text = fmt::format(
        "{} of these defaults lose nothing: what the chips then earn or fetch repays the loan, and {} of all paths "
        "lose anything",
        whole_percent(lossless), words_of(find_figure(result, "loss_probability")));
  std::string causes;
  for (const Cause& cause : result.default_causes) {
    if (cause.share <= 0 || cause.label.empty()) continue;
    const std::string label = in_a_sentence(cause.label);
    causes +=
        fmt::format("{}in {} {}", causes.empty() ? "" : "; ", whole_percent(cause.share / judged.pd.value), label);
  }
  if (!text.empty()) text += ". ";
  return causes.empty() ? text : text + "By the time of default, " + causes + ".";
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

std::string covenant_sentence(const Judged& judged) {
  if (judged.breaks_first == nullptr) return "No covenant fails on any path.";
  const CovenantResult& first = *judged.breaks_first;
  return fmt::format(
      "The covenant that most often breaks first is {} ({}): before any other in {} of paths, and at all in {}.",
      first.label, limit_words(first), estimate_words(first.breaks_first_share, first.breaks_first_error, "share"),
      estimate_words(first.breach_share, first.breach_error, "share"));
}

/// "Customer openai alive at the end" as a person tells it: who has defaulted by then, in bad paths and in all.
std::string failure_words(const DriverResult& driver) {
  const bool customer = driver.label.starts_with("Customer");
  return fmt::format("the {} {} has itself defaulted by the end in {}, against {} of all paths",
                     customer ? "customer" : "operator", driver.name.substr(std::string_view("alive.").size()),
                     percent_words(1 - driver.mean_bad), percent_words(1 - driver.mean_all));
}

std::string driver_sentence(const FacilityResult& result) {
  std::string text;
  int failures = 0;
  bool market = false;
  for (const DriverResult& driver : result.drivers) {
    const bool failure = driver.name.starts_with("alive.");
    if (failure ? failures == 2 : market) continue;
    if (std::abs(driver.standardised) < 0.1) continue;
    if (!text.empty()) text += "; ";
    if (failure) {
      ++failures;
      text += failure_words(driver);
    } else {
      market = true;
      text += fmt::format("{} is {}, against {}", in_a_sentence(driver.label),
                          figure_words(driver.mean_bad, std::nan(""), driver.unit),
                          figure_words(driver.mean_all, std::nan(""), driver.unit));
    }
  }
  return text.empty() ? text : fmt::format("In {}, {}.", result.bad_paths_are, text);
}

std::string headline(const Judged& judged, const Verdict& verdict) {
  const std::string margin = bp_words(judged.margin_bp), losses = bp_words(judged.break_even.value);
  if (judged.losses_exceed_margin)
    return fmt::format("Expected losses cost {} a year and the margin is {}.", losses, margin);
  if (judged.capital_unpaid)
    return fmt::format("The margin of {} pays for expected losses ({}) but not for the bad tail ({}).", margin, losses,
                       bp_words(verdict.required_spread_bp));
  if (judged.often_under_water)
    return fmt::format("The margin pays, but a forced sale would not cover the loan in {} of paths.",
                       percent_words(judged.under_water.value));
  if (judged.often_in_breach)
    return fmt::format("The margin pays, but {} fails its test in {} of paths.", judged.most_broken->label,
                       percent_words(judged.most_broken->breach_share));
  return fmt::format("The margin of {} covers expected losses and the bad tail ({}).", margin,
                     bp_words(verdict.required_spread_bp));
}

const CovenantResult* largest(const FacilityResult& result, double CovenantResult::* share) {
  const CovenantResult* best = nullptr;
  for (const CovenantResult& covenant : result.covenants)
    if (covenant.*share > 0 && (best == nullptr || covenant.*share > best->*share)) best = &covenant;
  return best;
}

}  // namespace

double lossless_defaults(const FacilityResult& result) {
  const double pd = find_figure(result, "pd").value, loss = find_figure(result, "loss_probability").value;
  return pd > 0 && loss <= pd ? 1 - loss / pd : std::nan("");
}

std::string limit_words(const CovenantResult& covenant) {
  const std::string bound = covenant.is_minimum ? "at least " : "at most ";
  const std::size_t comma = covenant.limit_text.find(',');
  const std::string window = comma == std::string::npos ? "" : covenant.limit_text.substr(comma);
  const double limit = covenant.limit;
  if (covenant.test == "dscr") return bound + fmt::format("{:.2f}x", limit) + window;
  if (covenant.test == "minimum_liquidity")
    return bound + (limit == 1 ? "the required balance" : plain_percent(limit) + " of the required balance") + window;
  if (covenant.test == "unpaid_months")
    return bound + fmt::format("{:g} month{}", limit, limit == 1 ? "" : "s") + window;
  if (covenant.test == "operator_default") return "none";
  return bound + plain_percent(limit) + window;
}

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
  for (std::string sentence :
       {spread_sentence(judged, verdict), default_sentence(result, judged), water_sentence(results, result, judged),
        covenant_sentence(judged), driver_sentence(result)})
    if (!sentence.empty()) verdict.sentences.push_back(std::move(sentence));
  return verdict;
}

}  // namespace waferline
