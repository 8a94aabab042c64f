/// A three-tranche deal on a pool of loans, the same for us and for the rivals; one deal-period is one month of one
/// path.
///
/// A month: `pool hazard` defaults, `pool amortisation` and the recoveries on defaults come in with the pool's
/// interest. A senior fee is paid; then, tranche by tranche, interest with the shortfall of earlier months, and
/// principal: the month's target, or as much as the balance takes while the tranche fails its over-collateralisation
/// test (turbo); what is left goes to equity. The hazard differs from path to path.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "waferline/credit/waterfall.h"
#include "waferline/numeric/block.h"

namespace waferline::bench {

struct Tranche {
  double balance, rate_per_month, over_collateral, target_per_month;
};

struct TrancheDeal {
  double pool = 100.0, coupon_per_month = 0.09 / 12, amortisation = 0.01, recovery = 0.4, fee_per_month = 0.04;
  std::array<Tranche, 3> tranche = {
      {{60.0, 0.05 / 12, 1.35, 0.6}, {20.0, 0.07 / 12, 1.15, 0.2}, {10.0, 0.1 / 12, 1.04, 0.1}}};
  int periods = 60;
};

/// Monthly hazard of a path: uniform in [0, 2%], by a multiplicative hash of its number, exact in double precision.
[[gnu::always_inline]] inline double hazard_of(std::uint64_t path) {
  return static_cast<double>((path * 2654435761u) % 65536) / 65536.0 * 0.02;
}

/// Rows of the deal; the waterfall names them by number. Dues and payments are totals since the start, so what was not
/// paid stays due by itself.
enum DealRow : int {
  endless,
  hazard,
  pool,
  cash,
  fee_due,
  fee_paid,
  to_equity,
  first_tranche,
  deal_rows = first_tranche + 12
};
inline constexpr int rows_of_a_tranche = 4;
enum TrancheRow : int { t_interest_due, t_interest_paid, t_principal_due, t_repaid };

constexpr int row_of(int tranche, TrancheRow row) { return first_tranche + tranche * rows_of_a_tranche + row; }

struct DealBlock {
  std::array<Row, deal_rows> row;
  std::array<Row, 8> paid;
};

/// The deal's priority of payments, as data.
std::vector<Instruction> deal_instructions(const TrancheDeal& deal);

/// Total paid to equity by path, in the design of a map of names and steps behind virtual calls.
double map_and_virtual_equity(const TrancheDeal& deal, std::uint64_t path);

}  // namespace waferline::bench
