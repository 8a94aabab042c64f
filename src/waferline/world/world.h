/// The world as a person wrote it: nouns with names, dates, units and sources.
///
/// `load_world` (reader.h) fills it and reports every problem of the text in one pass; `check_world` (check.h) reports
/// what only the whole can show. `compile` (engine) turns it into indices and months. Names here are the keys of the
/// world file. Units are in the names: usd, bp, months, kw; shares and probabilities are numbers in [0, 1].
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "waferline/base/month.h"
#include "waferline/base/place.h"

namespace waferline {

/// A number with where it stands and who says so. `source` is empty when the file gives none.
struct Number {
  double value = 0;
  std::string source;
  std::string prior;  ///< for judgement: the distribution it was drawn from, in words
  Place place;
  bool stated = false;                       ///< false: the registry's default stands
  operator double() const { return value; }  // NOLINT: a Number is a double with a pedigree
};

struct Name {
  std::string text;
  Place place;
};

struct CalendarMonth {
  Month month;  ///< base/month.h: year and month
  Place place;
  bool stated = false;
};

/// One row of a step or curve table: from `month` on, `value`.
struct Step {
  Month month;
  double value = 0;
};
struct Table {
  std::vector<Step> rows;  ///< ascending months
  std::string source;
  Place place;
  bool stated = false;
};

struct Market {
  Name reference_chip;
  Number demand_elasticity, substitution;
  Number growth_now, growth_long_run, growth_fade_years, growth_reversion_per_year, growth_volatility,
      demand_volatility;
  Number jump_rate_per_year, jump_size_log;
  Number boom_growth, bust_growth, boom_start_per_year, bust_start_per_year, boom_length_months, bust_length_months,
      boom_ends_in_bust_share, bust_credit_shift;
  Number availability, supply_volatility, supply_reversion_per_year;
  Number order_elasticity, order_smoothing_months, order_lag_months, orders_min, orders_max;
};

struct Value {
  Number discount_rate, obsolescence_per_year, rent_reversion_per_year, utilisation, salvage_share;
};

struct ForcedSale {
  Number quality_haircut, price_impact, absorption_share, absorption_min;
};

struct Rates {
  Table forward;  ///< SOFR forward by month, as a fraction
  Number reversion_per_year, volatility;
};

struct Chip {
  Name name;
  std::string maker, generation;
  Number effective_compute, power_kw, running_cost_usd_per_gpu_hour, installed_units, failure_per_year, price_usd;
  std::optional<Number> rent_usd_per_gpu_hour, quality;  ///< exactly one is stated
  CalendarMonth release;
  Number slip_mean_months;
  std::optional<Name> follows;
  bool frontier = false;  ///< may set the free-entry rent once released
  Table arrivals;         ///< units arriving in each month listed, none in others
};

struct Quote {
  Name name;
  Name chip;
  Number level, pass_through, change_probability, noise_log_sd;
};

struct Customer {
  Name name;
  std::string rating;
  Number annual_default_probability, ai_loading, upgrade_per_year;
};

struct Operator {
  Name name;
  std::string rating;
  Number annual_default_probability, ai_loading;
  Number power_usd_per_kwh, power_volatility, power_reversion_per_year, power_hedged_share, pue;
  Number hosting_usd_per_kw_month, overhead_usd_per_gpu_month, maintenance_share_per_year, idle_power_share;
  Number transition_months, transition_loss, backup_cost_multiplier;
};

struct Fleet {
  Name name;
  Name operator_name;  ///< key `operator`
  Name chip;
  std::string site;
  Number units, cost_usd_per_gpu, commissioning_delay_mean_months;
  CalendarMonth in_service;
};

enum class LeaseType { take_or_pay, on_demand };  ///< "take-or-pay", "on-demand"

struct Lease {
  Name name;
  LeaseType type = LeaseType::take_or_pay;
  std::optional<Name> customer;  ///< required for take-or-pay
  std::vector<Name> fleet;
  Number share;
  std::optional<Number> rent_usd_per_gpu_hour;  ///< required for take-or-pay
  CalendarMonth starts;                         ///< default: the fleet's in-service month
  CalendarMonth ends;                           ///< first month no longer under contract
  std::optional<Name> quote;  ///< what re-leasing and on-demand rents follow; default the clearing rent
  Number utilisation, vacancy_mean_months, release_term_months, release_discount, breach_probability, credit_share;
};

/// covenant.test
enum class Test {
  dscr,
  contract_realization,
  minimum_liquidity,
  ltv_book,
  ltv_market,
  ltv_liquidation,
  unpaid_months,
  operator_default
};
/// covenant.effect
enum class Effect { event_of_default, cash_trap };

struct Covenant {
  Name name;  ///< default: the test's word
  Test test = Test::dscr;
  std::optional<Number> min, max;  ///< exactly one
  Number window_months, every_months, cure_months, cures, cure_max_usd;
  CalendarMonth first;
  CalendarMonth cures_free_until;
  Effect effect = Effect::event_of_default;
  std::optional<Name> account;  ///< for minimum_liquidity
};

enum class PayLimit { due, all, excess };  ///< excess: what the source holds above its own target
enum class PayWhen { always, trapped, not_trapped };

struct Pay {
  Name from;  ///< an account, "collection" or "guarantee"
  Name to;    ///< opex, fees, hedge, interest, principal, sponsor, or an account
  PayLimit limit = PayLimit::due;
  PayWhen when = PayWhen::always;
};

struct Account {
  Name name;
  Number opening_usd;
  Table target_usd;  ///< steps by month
};

struct Draw {
  CalendarMonth month;
  Number amount_usd;
};

enum class Limb { schedule, depreciated_cost, contracted_cash };
enum class Disposal { best, sell, operate };

struct Facility {
  Name name;
  Name borrower;                 ///< an operator: sponsor, servicer and guarantor
  std::optional<Name> customer;  ///< whose upgrade ends the guarantee
  std::vector<Name> fleet;
  Number commitment_usd, drawn_usd, repaid_usd;  ///< balance at the start = drawn - repaid
  std::vector<Draw> draw;
  CalendarMonth draw_end, maturity;
  Number margin_bp, default_margin_bp, floor, swap_share, swap_rate, undrawn_fee_bp, agent_fee_usd_per_month;
  Number advance_rate, cap_share, depreciation_years, contracted_cash_coverage, contracted_cash_rate;
  std::vector<Limb> limbs;
  Table remaining_share;  ///< scheduled balance after the payment of each month, as a share of funded; linear between
                          ///< rows
  std::vector<Account> account;
  std::vector<Covenant> covenant;
  std::vector<Pay> pay;
  Number guarantee_share;
  bool guarantee_falls_away = false;
  Number grace_months, standstill_months, repossession_lag_months, operate_share, operate_max_months, sale_months,
      selling_cost_share, removal_cost_usd_per_gpu;
  Disposal disposal = Disposal::best;
  Number spread_market_low_bp, spread_market_high_bp;  ///< what the market asks for this risk, shown beside the result
};

struct World {
  std::string title;
  CalendarMonth start;
  Number months;
  Market market;
  Value value;
  ForcedSale forced_sale;
  Rates rates;
  std::vector<Chip> chip;
  std::vector<Quote> quote;
  std::vector<Customer> customer;
  std::vector<Operator> operator_;  ///< [operator.NAME]
  std::vector<Fleet> fleet;
  std::vector<Lease> lease;
  std::vector<Facility> facility;
  std::vector<std::string> files;  ///< every file read, in order: the manifest hashes them
};

}  // namespace waferline
