#include <fmt/core.h>

#include "waferline/engine/compile_parts.h"

namespace waferline {

namespace {

const char* word(Test test) {
  constexpr const char* words[] = {"dscr",       "contract_realization", "minimum_liquidity", "ltv_book",
                                   "ltv_market", "ltv_liquidation",      "unpaid_months",     "operator_default"};
  return words[static_cast<int>(test)];
}

const char* label_of(Test test) {
  constexpr const char* labels[] = {"Debt service cover",
                                    "Contract realization",
                                    "Minimum liquidity",
                                    "Loan to book value",
                                    "Loan to market value",
                                    "Loan to liquidation value",
                                    "Months without contract receipts",
                                    "Operator's default"};
  return labels[static_cast<int>(test)];
}

CovenantNames covenant_names(const Covenant& covenant) {
  const bool is_minimum = covenant.min.has_value();
  const double limit = is_minimum ? covenant.min->value : covenant.max->value;
  std::string text = fmt::format("at {} {:g}", is_minimum ? "least" : "most", limit);
  if (covenant.window_months > 1) text += fmt::format(", trailing {:g} months", covenant.window_months.value);
  if (covenant.every_months > 1) text += fmt::format(", tested every {:g} months", covenant.every_months.value);
  return {.name = covenant.name.text,
          .label = label_of(covenant.test),
          .test = word(covenant.test),
          .limit_text = std::move(text),
          .first_test = to_string(covenant.first.month),
          .effect = covenant.effect == Effect::cash_trap ? "cash trap" : "event of default",
          .limit = limit,
          .is_minimum = is_minimum};
}

}  // namespace

FacilityNames facility_names(const World& world, const Facility& facility) {
  FacilityNames names{.name = facility.name.text,
                      .label = facility.name.text,
                      .accounts = {"collection"},
                      .instructions = {},
                      .payees = {},
                      .covenants = {},
                      .customers = {},
                      .borrower = facility.borrower.text};
  for (const Account& account : facility.account) names.accounts.push_back(account.name.text);
  for (const Pay& pay : facility.pay) {
    names.instructions.push_back(fmt::format("{} to {}", pay.from.text, pay.to.text));
    names.payees.push_back(pay.to.text);
  }
  for (const Covenant& covenant : facility.covenant) names.covenants.push_back(covenant_names(covenant));
  const auto on_facility = [&](const Lease& lease) {
    for (const Name& leased : lease.fleet)
      for (const Name& pledged : facility.fleet)
        if (leased.text == pledged.text) return true;
    return false;
  };
  for (const Customer& customer : world.customer)
    for (const Lease& lease : world.lease)
      if (lease.customer && lease.customer->text == customer.name.text && on_facility(lease)) {
        names.customers.push_back(customer.name.text);
        break;
      }
  return names;
}

}  // namespace waferline
