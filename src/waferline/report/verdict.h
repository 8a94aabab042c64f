/// The verdict on a facility and the rule by which it follows from the figures.
///
/// The margin must pay for expected losses and for the capital that unexpected losses tie up:
///
///     required spread = break-even spread + cost of capital · ES99
///
/// ES99 (the mean loss of the worst hundredth of paths, over funded) stands for the capital a lender holds against the
/// loan; 10% a year above the funding rate is what that capital is asked to earn (a stated judgement). *Unsound*: the
/// break-even spread alone exceeds the margin. *Sound*: the required spread, with two standard errors, is within the
/// margin, and the loan exceeds liquidation value or breaks a covenant in at most a quarter of paths. *Watch*:
/// everything between.
#pragma once

#include <string>
#include <vector>

#include "waferline/engine/results.h"
#include "waferline/world/world.h"

namespace waferline {

enum class Grade { sound, watch, unsound };

struct VerdictRule {
  double cost_of_capital = 0.10;         ///< a year, over the funding rate
  double most_under_water = 0.25;        ///< share of paths, at liquidation value
  double most_covenant_breaches = 0.25;  ///< share of paths, of the covenant that breaks most often
  double errors = 2;                     ///< standard errors by which sound must be clear
};

struct Verdict {
  Grade grade = Grade::watch;
  std::string headline;  ///< without the grade's word
  std::vector<std::string> sentences;
  std::string rule;
  double required_spread_bp = 0, required_spread_error = 0;
};

Verdict verdict_on(const Facility& facility, const Results& results, const FacilityResult& result,
                   const VerdictRule& rule = {});

/// Share of the defaults that lose nothing; not a number when there are none.
double lossless_defaults(const FacilityResult& result);

/// A covenant's limit in its own terms: "at least 1.40x, trailing 3 months", "at most 2 months".
std::string limit_words(const CovenantResult& covenant);

const char* word(Grade grade);  ///< "sound"

}  // namespace waferline
