// Registry: the loan and what it is repaid from.
#include "waferline/world/registry_build.h"

namespace waferline::registry {

Noun facility_noun() {
  using F = Facility;
  Noun noun = named<&World::facility>(
      "facility", "A loan against fleets: its terms, tests, accounts and priority of payments.",
      {
          reference<&F::borrower>("borrower", "operator", "Operator that sponsors, services and guarantees."),
          reference<&F::customer>("customer", "customer", "Customer whose upgrade ends the guarantee."),
          reference<&F::fleet>("fleet", "fleet", "Collateral."),
          number<&F::commitment_usd>("commitment_usd", "US dollars", 1, 1e13, "Most that can be drawn."),
          number<&F::drawn_usd>("drawn_usd", "US dollars", 0, 1e13, "Drawn by the start, repaid or not."),
          number<&F::repaid_usd>("repaid_usd", "US dollars", 0, 1e13, "Repaid by the start.").or_else(0.0),
          month<&F::draw_end>("draw_end", "Last month in which draws are possible.")
              .or_else(MonthDefault::before_start),
          month<&F::maturity>("maturity", "Month in which all must be repaid."),
          number<&F::margin_bp>("margin_bp", "basis points", 0, 10000, "Spread over SOFR."),
          number<&F::default_margin_bp>("default_margin_bp", "basis points", 0, 10000, "Added while not performing.")
              .or_else(0.0),
          number<&F::floor>("floor", "a fraction (0.01 is 1%)", -0.05, 0.3, "Least SOFR the margin is added to.")
              .or_else(0.0),
          number<&F::swap_share>("swap_share", "share", 0, 1, "Share of the scheduled balance swapped to fixed.")
              .or_else(0.0),
          number<&F::swap_rate>("swap_rate", "a fraction (0.04 is 4%)", -0.05, 0.3,
                                "Fixed rate paid; must be stated with a swap_share.")
              .or_else(0.0),
          number<&F::undrawn_fee_bp>("undrawn_fee_bp", "basis points", 0, 2000, "A year, on the undrawn commitment.")
              .or_else(0.0),
          number<&F::agent_fee_usd_per_month>("agent_fee_usd_per_month", "US dollars a month", 0, 1e8,
                                              "Agent and depositary.")
              .or_else(0.0),
          number<&F::advance_rate>("advance_rate", "share of capital expenditure", 0.01, 1,
                                   "Most that is lent against what the chips cost."),
          number<&F::cap_share>("cap_share", "share of net book value", 0.01, 10,
                                "Cap on the loan, for the limb depreciated_cost.")
              .or_else(1),
          number<&F::depreciation_years>("depreciation_years", "years", 0.5, 30,
                                         "Straight-line life in the loan's terms."),
          number<&F::contracted_cash_coverage>("contracted_cash_coverage", "times", 0.01, 100,
                                               "Contract receipts to be left per dollar, for the limb contracted_cash.")
              .or_else(1),
          number<&F::contracted_cash_rate>("contracted_cash_rate", "a fraction a year", 0, 1,
                                           "Rate at which those receipts are discounted.")
              .or_else(0.0),
          choices<&F::limbs>("limbs", {"schedule", "depreciated_cost", "contracted_cash"},
                             "What limits the balance; the least of them counts.")
              .or_else("schedule"),
          table<&F::remaining_share>(
              "remaining_share", "share of funded", 0, 1,
              "Scheduled balance after each month's payment; linear between rows. Falls, and may not rise."),
          number<&F::guarantee_share>("guarantee_share", "share", 0, 1, "Share of a due that the guarantor pays.")
              .or_else(0.0),
          boolean<&F::guarantee_falls_away>("guarantee_falls_away",
                                            "Whether the customer's upgrade ends the guarantee."),
          integer<&F::grace_months>("grace_months", "months", 0, 60, "Missed payments in a row before payment default.")
              .or_else(0.0),
          integer<&F::standstill_months>("standstill_months", "months", 0, 120,
                                         "Time from event of default to acceleration.")
              .or_else(0.0),
          integer<&F::repossession_lag_months>("repossession_lag_months", "months", 0, 120,
                                               "Time from acceleration to control of the chips."),
          number<&F::operate_share>("operate_share", "share of market value", 0, 1.5,
                                    "What the chips are worth to lenders who keep them running.")
              .or_else(0.0),
          integer<&F::operate_max_months>("operate_max_months", "months", 0, 600,
                                          "Longest the lenders operate before they sell.")
              .or_else(0.0),
          integer<&F::sale_months>("sale_months", "months", 1, 120, "Months over which the chips are sold."),
          number<&F::selling_cost_share>("selling_cost_share", "share of proceeds", 0, 0.99,
                                         "Broker, tests and freight."),
          number<&F::removal_cost_usd_per_gpu>("removal_cost_usd_per_gpu", "US dollars", 0, 1e5,
                                               "Taking out of the rack.")
              .or_else(0.0),
          choice<&F::disposal>("disposal", {"best", "sell", "operate"},
                               "Whether lenders take the better, sell at once, or operate as long as they may.")
              .or_else("best"),
          number<&F::spread_market_low_bp>("spread_market_low_bp", "basis points", 0, 20000,
                                           "What the market asks for this risk, low; shown beside the result.")
              .or_else(0.0),
          number<&F::spread_market_high_bp>("spread_market_high_bp", "basis points", 0, 20000, "The same, high.")
              .or_else(0.0),
      });
  noun.parts = {draw_noun(), account_noun(), covenant_noun(), pay_noun()};
  return noun;
}

Noun draw_noun() {
  return listed<&Facility::draw>("draw", "A draw still to come.",
                                 {
                                     month<&Draw::month>("month", "When."),
                                     number<&Draw::amount_usd>("amount_usd", "US dollars", 0, 1e13, "How much."),
                                 });
}

Noun account_noun() {
  return named<&Facility::account>(
      "account", "An account beside the collection account, which every facility has.",
      {
          number<&Account::opening_usd>("opening_usd", "US dollars", 0, 1e12, "Balance at the start.").or_else(0.0),
          table<&Account::target_usd>("target_usd", "US dollars", 0, 1e12,
                                      "What it should hold; each row stands until the next.")
              .or_none("nothing"),
      });
}

Noun covenant_noun() {
  using C = Covenant;
  return listed<&Facility::covenant>(
      "covenant", "A test and what failing it does. State exactly one of min and max.",
      {
          text<&C::name>("name", "What results call it.").or_else("the word of its test"),
          choice<&C::test>("test",
                           {"dscr", "contract_realization", "minimum_liquidity", "ltv_book", "ltv_market",
                            "ltv_liquidation", "unpaid_months", "operator_default"},
                           "What is measured."),
          number<&C::min>("min", "the test's unit", 0, 100, "Passes at or above.").or_none("none: max is stated"),
          number<&C::max>("max", "the test's unit", 0, 100, "Passes at or below.").or_none("none: min is stated"),
          integer<&C::window_months>("window_months", "months", 1, 12, "Months the ratio trails over.").or_else(1),
          integer<&C::every_months>("every_months", "months", 1, 60, "Months from test to test.").or_else(1),
          month<&C::first>("first", "First test.").or_else(MonthDefault::world_start),
          integer<&C::cure_months>("cure_months", "months", 0, 60, "Uncured failures in a row that are forgiven.")
              .or_else(0.0),
          integer<&C::cures>("cures", "times", 0, 1000, "Cures the sponsor may make.").or_else(0.0),
          number<&C::cure_max_usd>("cure_max_usd", "US dollars", 0, 1e13, "Largest cure it would pay for.")
              .or_else(1e13),
          month<&C::cures_free_until>("cures_free_until", "Before this month cures are not counted.")
              .or_else(MonthDefault::world_start),
          choice<&C::effect>("effect", {"event_of_default", "cash_trap"}, "What an uncured failure does.")
              .or_else("event_of_default"),
          reference<&C::account>("account", "account", "Account measured by minimum_liquidity."),
      });
}

Noun pay_noun() {
  return listed<&Facility::pay>(
      "pay", "One instruction of the priority of payments, carried out in the order of the file.",
      {
          reference<&Pay::from>("from", "account", "\"collection\", \"guarantee\", or an account of the facility."),
          reference<&Pay::to>("to", "account",
                              "\"opex\", \"fees\", \"hedge\", \"interest\", \"principal\", \"sponsor\", \"collection\" "
                              "or an account of the facility."),
          choice<&Pay::limit>("limit", {"due", "all", "excess"},
                              "What is due, the whole source, or what the source holds above its own target.")
              .or_else("due"),
          choice<&Pay::when>("when", {"always", "trapped", "not_trapped"}, "In which months.").or_else("always"),
      });
}

}  // namespace waferline::registry
