/// A covenant's terms: what is tested, against what, in which months, and what a failure brings.
#pragma once

#include <limits>

namespace waferline {

enum class CovenantTest {
  dscr,
  contract_realization,
  minimum_liquidity,
  ltv_book,
  ltv_market,
  ltv_liquidation,
  unpaid_months,
  operator_default
};

enum class CovenantEffect { event_of_default, cash_trap };

struct CovenantPlan {
  CovenantTest test = CovenantTest::dscr;
  bool at_least = true;  ///< the value must be at least `limit`; else at most
  double limit = 0;
  int window_months = 1;     ///< of dscr and contract_realization; others look at the month alone
  int first = 0, every = 1;  ///< months of the test
  double cure_months = 0;    ///< uncured failures in a row that are borne
  double cures = 0;          ///< how many cures the sponsor has
  int cures_free_until = 0;  ///< cures before this month are not counted
  double cure_max_usd = std::numeric_limits<double>::infinity();
  CovenantEffect effect = CovenantEffect::event_of_default;
  int account = 0;  ///< of minimum_liquidity
};

}  // namespace waferline
