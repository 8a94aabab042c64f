#include "waferline/report/cash_json.h"

#include <algorithm>
#include <array>

#include "waferline/report/words.h"

namespace waferline {

namespace {

struct Flow {
  const char* payee;  ///< word of the pay list
  const char* band;
  const char* label;
};

constexpr std::array payees = {Flow{"opex", "opex_paid", "Operating cost"},
                               Flow{"fees", "fees_paid", "Fees"},
                               Flow{"hedge", "hedge_paid", "Hedge"},
                               Flow{"interest", "interest_paid", "Interest"},
                               Flow{"principal", "principal_paid", "Principal"},
                               Flow{"sponsor", "sponsor_paid", "Released to the sponsor"}};

constexpr std::array sources = {
    Flow{"contracted", "contract_receipts", "Contracted rent"}, Flow{"hedge", "hedge_receipt", "Hedge receipts"},
    Flow{"guarantee", "guarantee_paid", "Guarantee"}, Flow{"cures", "cures", "Cures by the sponsor"},
    Flow{"proceeds", "proceeds", "Sale of chips"}};

Json series(const char* name, const char* label, const std::vector<double>& mean) {
  return {{"name", name}, {"label", label}, {"mean", json_numbers(mean)}};
}

class CashOf {
 public:
  CashOf(const Results& results, const FacilityNames& names)
      : results_(results), stem_("facility." + names.name + ".") {}

  const std::vector<double>* mean(const std::string& field) const {
    const Band* band = find_band(results_, stem_ + field);
    return band == nullptr ? nullptr : &band->mean;
  }

 private:
  const Results& results_;
  std::string stem_;
};

std::vector<double> difference(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> result(a.size());
  for (std::size_t t = 0; t < a.size(); ++t) result[t] = a[t] - b[t];
  return result;
}

/// What all accounts together took in during each month; negative where they gave back.
std::vector<double> into_accounts(const Plan& plan, std::size_t facility, const CashOf& cash) {
  const FacilityNames& names = plan.facility_names[facility];
  std::vector<double> change(static_cast<std::size_t>(plan.months), 0.0);
  for (std::size_t a = 0; a < names.accounts.size(); ++a) {
    const auto* balance = cash.mean("account." + names.accounts[a]);
    if (balance == nullptr) continue;
    double before = plan.facilities[facility].opening_account_usd[a];
    for (std::size_t t = 0; t < change.size(); ++t) {
      change[t] += (*balance)[t] - before;
      before = (*balance)[t];
    }
  }
  return change;
}

std::vector<double> positive_part(std::vector<double> values, double sign) {
  for (double& value : values) value = std::max(0.0, sign * value);
  return values;
}

}  // namespace

Json cash_json(const Plan& plan, const Results& results, std::size_t facility) {
  const FacilityNames& names = plan.facility_names[facility];
  const CashOf cash(results, names);
  const auto *bills = cash.mean("bills"), *contracted = cash.mean("contract_receipts");
  if (bills == nullptr || contracted == nullptr) return nullptr;

  Json receipts = Json::array();
  for (const Flow& source : sources) {
    if (const auto* mean = cash.mean(source.band)) receipts.push_back(series(source.payee, source.label, *mean));
    if (source.band == std::string_view("contract_receipts"))
      receipts.push_back(series("released", "Re-leased and on-demand rent", difference(*bills, *contracted)));
  }
  const std::vector<double> saved = into_accounts(plan, facility, cash);
  receipts.push_back(series("from_accounts", "From accounts", positive_part(saved, -1)));

  Json payments = Json::array();
  const auto first_place = [&](const Flow& flow) {
    return std::pair(std::find(names.payees.begin(), names.payees.end(), flow.payee), std::string_view(flow.payee));
  };
  std::vector<Flow> in_order(payees.begin(), payees.end());
  std::sort(in_order.begin(), in_order.end(),
            [&](const Flow& a, const Flow& b) { return first_place(a) < first_place(b); });
  for (const Flow& payee : in_order) {
    if (payee.payee == std::string_view("sponsor"))
      payments.push_back(series("to_accounts", "Into accounts", positive_part(saved, 1)));
    if (const auto* mean = cash.mean(payee.band)) payments.push_back(series(payee.payee, payee.label, *mean));
  }
  return {{"receipts", std::move(receipts)}, {"payments", std::move(payments)}};
}

}  // namespace waferline
