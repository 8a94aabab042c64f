/// Every quantity of a facility, one row for each, and the names under which they are recorded and replayed.
///
/// Rows are numbered so that the waterfall can address them as data. Flags, statuses and months are doubles like all
/// the rest. Groups (`account`, `covenant_value`, ...) are `group + i`.
///
///     rows[FacilityRows::balance][p];   rows[FacilityRows::account + 1][p];   // the second account
///     for (const Quantity& q : facility_quantities) ...
#pragma once

#include <array>

#include "waferline/credit/limits.h"
#include "waferline/numeric/block.h"

namespace waferline {

inline constexpr double performing = 0, standstill = 1, accelerated = 2, closed = 3;  ///< values of `status`

struct FacilityRows {
  enum Index : int {
    // Constants of the waterfall.
    unlimited,
    always,
    // State, carried from month to month.
    balance,
    funded,
    arrears,
    status,
    missed_months,
    standstill_count,
    acceleration_month,
    default_month,
    exposure_at_default,
    exposure_at_default_pv,
    left,
    lots_sold,
    sold_share,
    pending_proceeds,
    pending_cures,
    unpaid_run,
    loss,
    loss_pv,
    closed_month,
    principal_sum,
    principal_years_sum,
    exposure_pv_sum,
    under_water_book,
    under_water_market,
    under_water_liquidation,
    // The month.
    open,
    trapped,
    not_trapped,
    opening_balance,
    opening_accounts,
    draw,
    sponsor_share,
    equipment,
    rate,
    interest_accrued,
    interest_due,
    interest_paid,
    hedge_due,
    hedge_paid,
    hedge_receipt,
    fees_due,
    fees_paid,
    opex_due,
    opex_paid,
    limit,
    schedule_due,
    principal_due,
    principal_paid,
    principal_outstanding,
    bills,
    contract_receipts,
    contract_value,
    cures,
    proceeds,
    guarantee,
    guarantee_paid,
    sponsor_paid,
    missed,
    event_of_default,
    tests_clean,
    selling_now,
    book_value,
    market_value,
    liquidation_value,
    going_concern_value,
    ltv_book,
    ltv_market,
    ltv_liquidation,
    imbalance,
    // Groups.
    account,
    target = account + max_accounts,
    paid = target + max_accounts,
    covenant_value = paid + max_instructions,
    covenant_numerator = covenant_value + max_covenants,
    covenant_denominator = covenant_numerator + max_covenants,
    covenant_tested = covenant_denominator + max_covenants,
    covenant_failing = covenant_tested + max_covenants,
    covenant_cure = covenant_failing + max_covenants,
    covenant_failures = covenant_cure + max_covenants,
    covenant_cures_left = covenant_failures + max_covenants,
    covenant_trap = covenant_cures_left + max_covenants,
    covenant_first_breach = covenant_trap + max_covenants,
    income_history = covenant_first_breach + max_covenants,
    service_history = income_history + max_window_months,
    receipts_history = service_history + max_window_months,
    count = receipts_history + max_window_months
  };

  Row row[count];

  [[gnu::always_inline]] Row& operator[](int index) { return row[index]; }
  [[gnu::always_inline]] const Row& operator[](int index) const { return row[index]; }
};

/// A row worth recording: its name, its unit ("usd", "month", "flag", "ratio", "share", "count", "fraction") and where.
struct Quantity {
  const char* name;
  const char* unit;
  int row;
};

/// The rows of every facility. Accounts, payments and covenants are named by the facility's own lists:
/// row `account + i` for account i, `paid + i` for instruction i, `covenant_value + i` for covenant i, and so on.
inline constexpr std::array facility_quantities = {
    Quantity{"balance", "usd", FacilityRows::balance},
    Quantity{"funded", "usd", FacilityRows::funded},
    Quantity{"arrears", "usd", FacilityRows::arrears},
    Quantity{"status", "status", FacilityRows::status},
    Quantity{"missed_months", "count", FacilityRows::missed_months},
    Quantity{"acceleration_month", "month", FacilityRows::acceleration_month},
    Quantity{"default_month", "month", FacilityRows::default_month},
    Quantity{"exposure_at_default", "usd", FacilityRows::exposure_at_default},
    Quantity{"left", "share", FacilityRows::left},
    Quantity{"loss", "usd", FacilityRows::loss},
    Quantity{"loss_pv", "usd", FacilityRows::loss_pv},
    Quantity{"trapped", "flag", FacilityRows::trapped},
    Quantity{"opening_balance", "usd", FacilityRows::opening_balance},
    Quantity{"draw", "usd", FacilityRows::draw},
    Quantity{"sponsor_share", "usd", FacilityRows::sponsor_share},
    Quantity{"equipment", "usd", FacilityRows::equipment},
    Quantity{"rate", "fraction", FacilityRows::rate},
    Quantity{"interest_due", "usd", FacilityRows::interest_due},
    Quantity{"interest_paid", "usd", FacilityRows::interest_paid},
    Quantity{"hedge_due", "usd", FacilityRows::hedge_due},
    Quantity{"hedge_paid", "usd", FacilityRows::hedge_paid},
    Quantity{"hedge_receipt", "usd", FacilityRows::hedge_receipt},
    Quantity{"fees_due", "usd", FacilityRows::fees_due},
    Quantity{"fees_paid", "usd", FacilityRows::fees_paid},
    Quantity{"opex_due", "usd", FacilityRows::opex_due},
    Quantity{"opex_paid", "usd", FacilityRows::opex_paid},
    Quantity{"schedule_due", "usd", FacilityRows::schedule_due},
    Quantity{"principal_due", "usd", FacilityRows::principal_due},
    Quantity{"principal_paid", "usd", FacilityRows::principal_paid},
    Quantity{"bills", "usd", FacilityRows::bills},
    Quantity{"contract_receipts", "usd", FacilityRows::contract_receipts},
    Quantity{"cures", "usd", FacilityRows::cures},
    Quantity{"proceeds", "usd", FacilityRows::proceeds},
    Quantity{"guarantee_paid", "usd", FacilityRows::guarantee_paid},
    Quantity{"sponsor_paid", "usd", FacilityRows::sponsor_paid},
    Quantity{"missed", "usd", FacilityRows::missed},
    Quantity{"book_value", "usd", FacilityRows::book_value},
    Quantity{"market_value", "usd", FacilityRows::market_value},
    Quantity{"liquidation_value", "usd", FacilityRows::liquidation_value},
    Quantity{"going_concern_value", "usd", FacilityRows::going_concern_value},
    Quantity{"ltv_book", "ratio", FacilityRows::ltv_book},
    Quantity{"ltv_market", "ratio", FacilityRows::ltv_market},
    Quantity{"ltv_liquidation", "ratio", FacilityRows::ltv_liquidation},
    Quantity{"imbalance", "ratio", FacilityRows::imbalance},
};

}  // namespace waferline
