#include <fmt/core.h>

#include <algorithm>
#include <memory>

#include "waferline/engine/compile_parts.h"
#include "waferline/engine/state.h"

namespace waferline {

namespace {

constexpr double billion_or_so = 0x1p30, ten_million_or_so = 0x1p23, ten_thousand_or_so = 0x1p13,
                 percent_or_so = 0x1p-6;

/// Cash of a month that is shown as its mean: where it comes from, then where it goes.
struct CashFlow {
  const char* name;
  const char* label;
  int row;
};
constexpr CashFlow cash_flows[] = {{"contract_receipts", "Rent under contract", FacilityRows::contract_receipts},
                                   {"hedge_receipt", "Hedge receipts", FacilityRows::hedge_receipt},
                                   {"guarantee_paid", "Paid by the guarantor", FacilityRows::guarantee_paid},
                                   {"cures", "Cures paid in", FacilityRows::cures},
                                   {"proceeds", "Sale proceeds", FacilityRows::proceeds},
                                   {"draw", "Drawn", FacilityRows::draw},
                                   {"opex_paid", "Operating cost paid", FacilityRows::opex_paid},
                                   {"fees_paid", "Fees paid", FacilityRows::fees_paid},
                                   {"hedge_paid", "Hedge paid", FacilityRows::hedge_paid},
                                   {"interest_paid", "Interest paid", FacilityRows::interest_paid},
                                   {"principal_paid", "Principal paid", FacilityRows::principal_paid},
                                   {"sponsor_paid", "Released to the sponsor", FacilityRows::sponsor_paid}};

/// Collects observables. A row's place is its distance from the start of a state, so any state serves to measure it.
class Lister {
 public:
  Lister(const World& world, Plan& plan) : world_(world), plan_(plan), state_(std::make_unique<BlockState>()) {}

  void list() {
    list_market();
    list_obligors();
    list_leases();
    for (std::size_t f = 0; f < world_.facility.size(); ++f) list_facility(f);
    list_drivers();
    for (const Observable& outcome : plan_.outcomes) plan_.outcome_offsets.push_back(outcome.offset);
    plan_.outcome_list = {plan_.outcome_offsets.data(), plan_.outcome_offsets.size()};
  }

 private:
  enum class Keep { quantiles, mean };

  Observable observable(std::string name, std::string label, std::string unit, const Row& row) const {
    const auto offset = reinterpret_cast<const char*>(&row) - reinterpret_cast<const char*>(state_.get());
    return {std::move(name), std::move(label), std::move(unit), static_cast<std::size_t>(offset)};
  }
  void replay(std::string name, std::string label, std::string unit, const Row& row) {
    plan_.replayed.push_back(observable(std::move(name), std::move(label), std::move(unit), row));
  }
  void band(std::string name, std::string label, std::string unit, const Row& row, double nominal,
            Keep keep = Keep::quantiles) {
    Observable what = observable(std::move(name), std::move(label), std::move(unit), row);
    what.nominal = nominal;
    what.quantiles = keep == Keep::quantiles;
    plan_.banded.push_back(std::move(what));
  }
  void replay_and_band(const std::string& name, const std::string& label, const std::string& unit, const Row& row,
                       double nominal, Keep keep = Keep::quantiles) {
    replay(name, label, unit, row);
    band(name, label, unit, row, nominal, keep);
  }
  std::size_t outcome(std::string name, std::string label, std::string unit, const Row& row) {
    plan_.outcomes.push_back(observable(std::move(name), std::move(label), std::move(unit), row));
    return plan_.outcomes.size() - 1;
  }
  void driver(const std::string& name, const std::string& label, const std::string& unit, const Row& row) {
    plan_.drivers.push_back({outcome("driver." + name, label, unit, row), name, label, unit});
  }

  void list_market() {
    const MarketState& market = state_->market;
    replay("market.growth_state", "Demand growth, standardised", "number", market.demand.growth_state);
    replay("market.log_demand", "Log of demand", "number", market.demand.log_demand);
    replay("market.regime", "Regime: 0 normal, 1 boom, 2 bust", "count", market.demand.regime);
    replay("market.supply_factor", "Supply factor, standardised", "number", market.supply_factor);
    replay("market.orders", "Orders over the roadmap", "ratio", market.orders);
    replay("market.log_compute", "Log of effective compute", "number", market.log_compute);
    replay("market.rent_over_free_entry", "Log of the newest chip's rent over free entry", "number",
           market.frontier.log_rent_over_free_entry);
    replay("market.absorption", "Effective units the market absorbs", "count", market.absorption);
    replay("market.discount", "Discount factor", "number", market.rates.discount);
    replay_and_band("market.sofr", "SOFR", "rate", market.rates.sofr, percent_or_so);
    for (std::size_t g = 0; g < plan_.chip_names.size(); ++g) {
      const std::string stem = "chip." + plan_.chip_names[g];
      replay(stem + ".rent_usd_per_gpu_hour", plan_.chip_names[g] + " rent", "usd/gpu-hour", market.rent[g]);
      band(stem + ".rent_usd_per_gpu_hour", plan_.chip_names[g] + " rent", "usd/gpu-hour", state_->driver.rent_shown[g],
           1);
      replay(stem + ".units", plan_.chip_names[g] + " installed", "count", market.units[g]);
      replay(stem + ".arrivals", plan_.chip_names[g] + " arriving", "count", market.arrivals[g]);
      replay(stem + ".released", plan_.chip_names[g] + " released", "flag", state_->driver.released[g]);
    }
    for (int i = 0; i < plan_.valued_count; ++i) {
      const auto g = static_cast<std::size_t>(plan_.valued_chips[static_cast<std::size_t>(i)]);
      replay_and_band("chip." + plan_.chip_names[g] + ".value_usd", plan_.chip_names[g] + " value", "usd/gpu",
                      market.value[g], ten_thousand_or_so);
    }
    for (std::size_t q = 0; q < plan_.quote_names.size(); ++q)
      replay_and_band("quote." + plan_.quote_names[q], "Quote " + plan_.quote_names[q], "usd/gpu-hour", market.quote[q],
                      1);
  }

  void list_obligors() {
    for (std::size_t c = 0; c < plan_.customer_names.size(); ++c) {
      const std::string stem = "customer." + plan_.customer_names[c], who = "Customer " + plan_.customer_names[c];
      replay(stem + ".alive", who + " alive", "flag", state_->customer[c].alive);
      replay(stem + ".upgraded", who + " of investment grade", "flag", state_->customer[c].upgraded);
      outcome(stem + ".default_month", who + " defaults in month", "month", state_->customer[c].default_month);
    }
    for (std::size_t o = 0; o < plan_.operator_names.size(); ++o) {
      const std::string stem = "operator." + plan_.operator_names[o], who = "Operator " + plan_.operator_names[o];
      replay(stem + ".alive", who + " alive", "flag", state_->obligor_operator[o].alive);
      replay(stem + ".power_usd_per_kwh", who + " power price", "usd/kwh",
             state_->obligor_operator[o].power_usd_per_kwh);
      outcome(stem + ".default_month", who + " defaults in month", "month", state_->obligor_operator[o].default_month);
    }
  }

  void list_leases() {
    for (std::size_t f = 0; f < plan_.fleet_names.size(); ++f) {
      const std::string stem = "fleet." + plan_.fleet_names[f];
      replay(stem + ".in_service", plan_.fleet_names[f] + " in service", "flag", state_->fleet[f].in_service);
      replay(stem + ".bills", plan_.fleet_names[f] + " bills", "usd", state_->fleet[f].bills);
      replay(stem + ".opex", plan_.fleet_names[f] + " running cost", "usd", state_->fleet[f].opex);
    }
    for (std::size_t l = 0; l < plan_.line_names.size(); ++l) {
      const std::string stem = "lease." + plan_.line_names[l];
      replay(stem + ".state", plan_.line_names[l] + ": 0 contracted, 1 vacant, 2 re-leased", "count",
             state_->line[l].state);
      replay(stem + ".rent", plan_.line_names[l] + " rent", "usd/gpu-hour", state_->line[l].rent);
      replay(stem + ".bill", plan_.line_names[l] + " bill", "usd", state_->line[l].bill);
    }
  }

  void list_facility(std::size_t f);
  void list_covenants(std::size_t f, const std::string& stem);
  void list_facility_outcomes(std::size_t f, const std::string& stem);

  void list_drivers() {
    const DriverState& driver_rows = state_->driver;
    driver("mean_demand_growth", "Yearly growth of demand for compute", "rate", driver_rows.mean_demand_growth);
    driver("bust_months", "Months of bust", "months", driver_rows.bust_months);
    driver("mean_supply_factor", "Supply factor, standardised, mean", "number", driver_rows.mean_supply_factor);
    driver("total_slip", "Release slips, all chips together", "months", driver_rows.total_slip);
    driver("mean_rent_over_free_entry", "Newest chip's rent over its free-entry rent (log), mean", "number",
           driver_rows.mean_rent_over_free_entry);
    driver("mean_sofr", "SOFR, mean", "rate", driver_rows.mean_sofr);
    for (int i = 0; i < plan_.valued_count; ++i) {
      const auto g = static_cast<std::size_t>(plan_.valued_chips[static_cast<std::size_t>(i)]);
      driver("mean_rent." + plan_.chip_names[g], plan_.chip_names[g] + " rent, mean", "usd/gpu-hour",
             driver_rows.mean_rent[g]);
    }
    for (std::size_t o = 0; o < plan_.operator_names.size(); ++o)
      driver("mean_power." + plan_.operator_names[o], "Power price of " + plan_.operator_names[o] + ", mean", "usd/kwh",
             driver_rows.mean_power[o]);
    for (std::size_t c = 0; c < plan_.customer_names.size(); ++c)
      driver("alive." + plan_.customer_names[c], "Customer " + plan_.customer_names[c] + " alive at the end", "share",
             state_->customer[c].alive);
    for (std::size_t o = 0; o < plan_.operator_names.size(); ++o)
      driver("alive." + plan_.operator_names[o], "Operator " + plan_.operator_names[o] + " alive at the end", "share",
             state_->obligor_operator[o].alive);
  }

  const World& world_;
  Plan& plan_;
  std::unique_ptr<BlockState> state_;
};

/// "Distribution reserve account"
std::string account_label(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name + " account";
}

void Lister::list_facility(std::size_t f) {
  using R = FacilityRows;
  plan_.facility_names.push_back(facility_names(world_, world_.facility[f]));
  const FacilityNames& names = plan_.facility_names.back();
  const FacilityRows& rows = state_->facility[f];
  const ShownRows& shown = state_->shown[f];
  const std::string stem = "facility." + names.name;
  const auto usd = [&](const char* name, const char* label, int row, double nominal, Keep keep) {
    replay_and_band(stem + "." + name, label, "usd", rows[row], nominal, keep);
  };
  usd("balance", "Loan balance", R::balance, billion_or_so, Keep::quantiles);
  usd("value_book", "Book value of the chips", R::book_value, billion_or_so, Keep::mean);
  usd("value_market", "Market value of the chips", R::market_value, billion_or_so, Keep::quantiles);
  usd("value_liquidation", "Liquidation value of the chips", R::liquidation_value, billion_or_so, Keep::quantiles);
  replay_and_band(stem + ".ltv_book", "Loan to book value", "ltv", shown.ltv_book, 1);
  replay_and_band(stem + ".ltv_market", "Loan to market value", "ltv", shown.ltv_market, 1);
  replay_and_band(stem + ".ltv_liquidation", "Loan to liquidation value", "ltv", shown.ltv_liquidation, 1);
  usd("bills", "Rent billed", R::bills, ten_million_or_so, Keep::quantiles);
  for (const CashFlow& flow : cash_flows) usd(flow.name, flow.label, flow.row, ten_million_or_so, Keep::mean);
  for (std::size_t a = 0; a < names.accounts.size(); ++a)
    usd(("account." + names.accounts[a]).c_str(), account_label(names.accounts[a]).c_str(),
        R::account + static_cast<int>(a), ten_million_or_so, Keep::mean);
  for (const Quantity& quantity : facility_quantities) {
    const std::string name = stem + "." + quantity.name;
    bool listed = false;
    for (const Observable& known : plan_.replayed) listed = listed || known.name == name;
    if (!listed) replay(name, quantity.name, quantity.unit, rows[quantity.row]);
  }
  replay(stem + ".lots_sold", "Lots sold", "count", rows[R::lots_sold]);
  band(stem + ".under_water_market", "Under water at market value", "flag", shown.under_water_market, 1, Keep::mean);
  band(stem + ".under_water_liquidation", "Under water at liquidation value", "flag", shown.under_water_liquidation, 1,
       Keep::mean);
  band(stem + ".trapped", "Cash trapped", "flag", shown.trapped, 1, Keep::mean);
  band(stem + ".repaid", "Repaid by then", "flag", shown.repaid, 1, Keep::mean);
  for (std::size_t i = 0; i < names.instructions.size(); ++i)
    replay(fmt::format("{}.paid.{:02}", stem, i), names.instructions[i], "usd", rows[R::paid + static_cast<int>(i)]);
  list_covenants(f, stem);
  list_facility_outcomes(f, stem);
}

void Lister::list_covenants(std::size_t f, const std::string& stem) {
  using R = FacilityRows;
  const FacilityRows& rows = state_->facility[f];
  for (std::size_t c = 0; c < plan_.facility_names[f].covenants.size(); ++c) {
    const CovenantNames& covenant = plan_.facility_names[f].covenants[c];
    const int row = static_cast<int>(c);
    const std::string name = stem + ".covenant." + covenant.name;
    band(name, covenant.label, "ratio", state_->shown[f].covenant_value[c], 1);
    replay(name + ".value", covenant.label, "ratio", rows[R::covenant_value + row]);
    replay(name + ".tested", covenant.label + " tested", "flag", rows[R::covenant_tested + row]);
    replay(name + ".failing", covenant.label + " failing", "flag", rows[R::covenant_failing + row]);
    replay(name + ".cure", covenant.label + " cure", "usd", rows[R::covenant_cure + row]);
  }
}

void Lister::list_facility_outcomes(std::size_t f, const std::string& stem) {
  using R = FacilityRows;
  const FacilityRows& rows = state_->facility[f];
  const auto out = [&](const char* name, const char* label, const char* unit, int row) {
    outcome(stem + "." + name, label, unit, rows[row]);
  };
  out("default_month", "Month of default", "month", R::default_month);
  out("exposure_at_default", "Exposure at default", "usd", R::exposure_at_default);
  out("exposure_at_default_pv", "Exposure at default, present value", "usd", R::exposure_at_default_pv);
  out("loss", "Loss", "usd", R::loss);
  out("loss_pv", "Loss, present value", "usd", R::loss_pv);
  out("funded", "Funded", "usd", R::funded);
  out("balance", "Balance at the end", "usd", R::balance);
  out("principal_sum", "Principal repaid", "usd", R::principal_sum);
  out("principal_years_sum", "Principal times years to it", "usd", R::principal_years_sum);
  out("exposure_pv_sum", "Balance over time, present value", "usd", R::exposure_pv_sum);
  out("closed_month", "Month of closing", "month", R::closed_month);
  out("under_water_market", "Ever under water at market value", "flag", R::under_water_market);
  out("under_water_liquidation", "Ever under water at liquidation value", "flag", R::under_water_liquidation);
  outcome(stem + ".worst_ltv_liquidation", "Highest loan to liquidation value", "ltv",
          state_->shown[f].worst_ltv_liquidation);
  for (std::size_t c = 0; c < plan_.facility_names[f].covenants.size(); ++c)
    outcome(stem + ".first_breach." + plan_.facility_names[f].covenants[c].name, "Month of first breach", "month",
            rows[R::covenant_first_breach + static_cast<int>(c)]);
}

}  // namespace

void list_observables(const World& world, Plan& plan) { Lister(world, plan).list(); }

}  // namespace waferline
