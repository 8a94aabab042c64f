/// What the machine runs: a world turned into indices, months and coefficients. Flat, immutable, shared by every
/// thread.
///
/// `compile` (compile.h) makes it. Nothing here or downstream of it knows a file or a date but for labels.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "waferline/base/month.h"
#include "waferline/credit/facility_plan.h"
#include "waferline/credit/leases.h"
#include "waferline/engine/observable.h"
#include "waferline/market/clearing.h"
#include "waferline/market/demand.h"
#include "waferline/market/forced_sale.h"
#include "waferline/market/orders.h"
#include "waferline/market/quotes.h"
#include "waferline/market/rates.h"
#include "waferline/market/supply.h"
#include "waferline/market/value.h"

namespace waferline {

inline constexpr int max_quotes = 16;
inline constexpr int max_customers = 8;
inline constexpr int max_operators = 8;
inline constexpr int max_fleets = 24;
inline constexpr int max_lines = 32;
inline constexpr int max_facilities = 4;

/// Which rows a facility reads.
struct FacilityLinks {
  int borrower = 0;
  int customer = -1;  ///< whose upgrade ends the guarantee
  int fleet_count = 0;
  std::array<int, max_fleets_per_facility> fleets{};
};

/// One covenant's words, for people.
struct CovenantNames {
  std::string name, label, test, limit_text, first_test, effect;
  double limit = 0;
  bool is_minimum = true;
};

/// One facility's words, for people.
struct FacilityNames {
  std::string name, label;
  std::vector<std::string> accounts;      ///< "collection" first
  std::vector<std::string> instructions;  ///< "collection → interest"
  std::vector<std::string> payees;        ///< of each instruction: "interest"
  std::vector<CovenantNames> covenants;
  std::vector<std::string> customers;  ///< whose leases the fleets carry
  std::string borrower;
};

/// Something that drives bad paths, and where the path file keeps it.
struct Driver {
  std::size_t column = 0;
  std::string name, label, unit;
};

/// The outcomes' places in the state, as a kernel reads them.
struct OutcomeList {
  const std::size_t* offsets = nullptr;
  std::size_t count = 0;
};

struct Plan {
  Plan() = default;
  Plan(const Plan&) = delete;  // outcome_list points into the plan itself
  Plan& operator=(const Plan&) = delete;

  std::string title;
  Month start;
  int months = 0;
  std::string fingerprint;  ///< of everything that decides the bits: equal fingerprints, equal runs

  // Market
  DemandPlan demand;
  double log_demand_at_start = 0;
  SupplyPlan supply;
  OrderPlan orders;
  ClearingPlan clearing;
  ValuePlan value;
  ForcedSalePlan forced_sale;
  RatesPlan rates;
  int quote_count = 0, valued_count = 0;
  std::array<QuotePlan, max_quotes> quotes{};
  std::array<int, max_quotes> quote_chip{};
  std::array<int, max_chips> valued_chips{};  ///< chips whose value is computed each month

  // Credit
  int customer_count = 0, operator_count = 0, fleet_count = 0, line_count = 0, facility_count = 0;
  std::array<CustomerPlan, max_customers> customers{};
  std::array<OperatorPlan, max_operators> operators{};
  std::array<FleetPlan, max_fleets> fleets{};
  std::array<int, max_fleets> fleet_chip{}, fleet_facility{};  ///< facility -1: nobody lent against it
  std::array<LinePlan, max_lines> lines{};
  std::array<int, max_lines> line_quote{};  ///< -1: the clearing rent of the fleet's chip
  std::array<FacilityPlan, max_facilities> facilities{};
  std::array<FacilityLinks, max_facilities> facility_links{};

  // What is shown
  std::vector<Observable> banded;    ///< recorded every month
  std::vector<Observable> replayed;  ///< told month by month for one path
  std::vector<Observable> outcomes;  ///< written once per path, from the rows after the last month
  std::vector<std::size_t> outcome_offsets;
  OutcomeList outcome_list;
  std::vector<Driver> drivers;
  std::vector<std::string> chip_names, quote_names, customer_names, operator_names, fleet_names, line_names;
  std::vector<FacilityNames> facility_names;

  /// The column of an outcome in the path file; the name must exist.
  std::size_t outcome_column(const std::string& name) const;
};

}  // namespace waferline
