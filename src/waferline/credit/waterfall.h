/// A priority of payments: a list of one regular operation, interpreted once for a whole block of paths.
///
///     where `when`:  x = min(from - keep, share * (goal - into)), at least 0;   from -= x;   into += x
///
/// Everything is a row: an account, the amount paid of a due, the due itself, a flag. So "pay interest from collection"
/// moves cash into `interest paid` up to `interest due`; "top up the reserve" moves it into the reserve up to its
/// target; "sweep" moves it into `principal paid` up to the balance; "all" has an unlimited goal; "excess" keeps the
/// source's own target; a guarantee is a source without end that pays a share. Cash leaves a source only for a sink.
///
///     const Instruction pay[] = {{.from = cash, .into = fee_paid, .goal = fee_due}};
///     run_waterfall(pay, 1, rows, paid);
///
/// `keep` and `when` may be left out (no_row: keep nothing, always). `from` and `into` must be different rows, and
/// neither may be another operand of the same instruction.
#pragma once

#include "waferline/credit/conditions.h"
#include "waferline/numeric/block.h"
#include "waferline/numeric/level.h"

namespace waferline {

inline constexpr int no_row = -1;

struct Instruction {
  int from = 0;       ///< row that pays
  int keep = no_row;  ///< what it must keep, where only the excess over a target may leave
  int into = 0;       ///< row that receives
  int goal = 0;       ///< up to which it receives
  int when = no_row;  ///< flag row: above 0 where the instruction holds
  double share = 1;   ///< of what is missing
};

inline namespace WAFERLINE_LEVEL {

/// The usual instruction: keeps nothing, always holds, pays in full.
[[gnu::always_inline]] inline void pay_plainly(const double* __restrict goal, double* __restrict from,
                                               double* __restrict into, double* __restrict moved) {
  for (std::size_t p = 0; p < block_width; ++p) {
    const double available = from[p], missing = goal[p] - into[p];
    const double least = available < missing ? available : missing;
    const double x = least > 0.0 ? least : 0.0;
    from[p] = available - x;
    into[p] += x;
    moved[p] = x;
  }
}

/// Any instruction.
[[gnu::always_inline]] inline void pay_generally(const double* __restrict keep, const double* __restrict goal,
                                                 const double* __restrict when, double share, double* __restrict from,
                                                 double* __restrict into, double* __restrict moved) {
  for (std::size_t p = 0; p < block_width; ++p) {
    const double available = from[p] - keep[p];
    const double missing = share * (goal[p] - into[p]);
    const double least = available < missing ? available : missing;
    const double x = all(when[p] > 0.0, least > 0.0) ? least : 0.0;
    from[p] -= x;
    into[p] += x;
    moved[p] = x;
  }
}

/// One instruction for every path of the block; `paid` is what it moved.
[[gnu::always_inline]] inline void run_instruction(const Instruction& pay, Row* rows, Row& paid) {
  Row &from = rows[pay.from], &into = rows[pay.into];
  const Row& goal = rows[pay.goal];
  if (pay.keep == no_row && pay.when == no_row && pay.share == 1.0) {
    pay_plainly(goal.at, from.at, into.at, paid.at);
    return;
  }
  const Row& keep = pay.keep == no_row ? zero_row : rows[pay.keep];
  const Row& when = pay.when == no_row ? one_row : rows[pay.when];
  pay_generally(keep.at, goal.at, when.at, pay.share, from.at, into.at, paid.at);
}

/// The whole list in order. `paid[i]` is what instruction i moved this month.
[[gnu::always_inline]] inline void run_waterfall(const Instruction* list, int count, Row* rows, Row* paid) {
  for (int i = 0; i < count; ++i) run_instruction(list[i], rows, paid[i]);
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
