#include "waterfall.h"

namespace waferline::inline WAFERLINE_LEVEL {
namespace {

using bench::DealBlock;
using bench::TrancheDeal;
using namespace bench;

[[gnu::always_inline]] inline void collect(const TrancheDeal& deal, DealBlock& b) {
  for (std::size_t p = 0; p < block_width; ++p) {
    const double before = b.row[pool][p], defaults = before * b.row[hazard][p];
    const double repaid = (before - defaults) * deal.amortisation;
    b.row[cash][p] = before * deal.coupon_per_month + repaid + defaults * deal.recovery;
    b.row[pool][p] = before - defaults - repaid;
    b.row[fee_due][p] += deal.fee_per_month;
  }
}

/// Interest and principal due of tranche k; `senior` becomes the balance of it and those before it.
[[gnu::always_inline]] inline void fall_due(const Tranche& tranche, int k, Row& senior, DealBlock& b) {
  for (std::size_t p = 0; p < block_width; ++p) {
    const double repaid = b.row[row_of(k, t_repaid)][p], balance = tranche.balance - repaid;
    senior[p] += balance;
    const bool fails = b.row[pool][p] < tranche.over_collateral * senior[p];
    const double target = tranche.target_per_month < balance ? tranche.target_per_month : balance;
    b.row[row_of(k, t_interest_due)][p] += balance * tranche.rate_per_month;
    b.row[row_of(k, t_principal_due)][p] = fails ? tranche.balance : repaid + target;
  }
}

}  // namespace

void run_deal(const TrancheDeal& deal, const Instruction* list, int count, std::uint64_t first_path, DealBlock& b) {
  for (Row& row : b.row) row.fill(0.0);
  b.row[endless].fill(1e300);
  b.row[pool].fill(deal.pool);
  for (std::size_t p = 0; p < block_width; ++p) b.row[hazard][p] = hazard_of(first_path + p);
  for (int t = 0; t < deal.periods; ++t) {
    collect(deal, b);
    Row senior;
    senior.fill(0.0);
    for (int k = 0; k < 3; ++k) fall_due(deal.tranche[static_cast<std::size_t>(k)], k, senior, b);
    run_waterfall(list, count, b.row.data(), b.paid.data());
  }
}

}  // namespace waferline::inline WAFERLINE_LEVEL
