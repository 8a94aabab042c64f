/// What the machine knows of a facility before any path runs: its terms, and what each month brings on every path
/// alike.
///
/// Months count from the world's start, money is USD, rates are annual fractions. `engine` fills it from the world;
/// facility_set_up.h holds the formulas for the months.
#pragma once

#include <array>

#include "waferline/credit/covenant_plan.h"
#include "waferline/credit/limits.h"
#include "waferline/credit/waterfall.h"

namespace waferline {

/// What month t brings whatever the path.
struct FacilityMonth {
  double days = 0;
  double scheduled_share = 0;  ///< remaining(t): balance after the month's payment over funded
  double planned_draw_usd = 0;
  double advance_limit_usd = 0;          ///< most that may be funded: advance_rate x capex(t)
  bool may_draw = false;                 ///< t <= draw_end
  bool draws_to_come = false;            ///< a planned draw after t
  double contracted_cash_limit_usd = 0;  ///< PV of projected contract receipts after t, over the coverage
  double projected_receipts_usd = 0;
  std::array<double, max_fleets_per_facility> net_book_usd{};  ///< of each fleet, all units, at the end of t
  std::array<double, max_accounts> target_usd{};
};

struct FacilityFleet {
  double units = 0;
  double effective_compute = 1;  ///< of one chip, H100 = 1
  int in_service = 0;            ///< planned month, from which it is collateral; negative if before the start
};

enum class DisposalRule { best, sell, operate };

struct FacilityPlan {
  int months = 0;  ///< of the run; the last is months - 1
  double opening_balance_usd = 0, opening_funded_usd = 0, commitment_usd = 0;
  double advance_rate = 1;
  int maturity = 0;
  double margin = 0, default_margin = 0, floor = 0, swap_share = 0, swap_rate = 0, undrawn_fee = 0,
         agent_fee_usd_per_month = 0;

  bool limb_schedule = true, limb_depreciated_cost = false, limb_contracted_cash = false;
  double cap_share = 1;  ///< of net book, for the depreciated-cost limb

  double guarantee_share = 0;
  bool guarantee_falls_away = false;  ///< on the customer's upgrade

  double grace_months = 0, standstill_months = 0;
  double repossession_lag_months = 0, operate_share = 0, operate_max_months = 0, sale_months = 1;
  double selling_cost_share = 0, removal_cost_usd_per_gpu = 0;
  double quality_haircut = 0, price_impact = 0;  ///< h and lambda of a forced sale
  DisposalRule disposal = DisposalRule::best;

  int fleet_count = 0, account_count = 1, covenant_count = 0, instruction_count = 0;
  std::array<FacilityFleet, max_fleets_per_facility> fleet{};
  std::array<double, max_accounts> opening_account_usd{};  ///< account 0 is the collection account
  std::array<CovenantPlan, max_covenants> covenant{};
  std::array<Instruction, max_instructions> instruction{};
  std::array<FacilityMonth, max_months> month{};
};

}  // namespace waferline
