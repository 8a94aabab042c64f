#include "waferline/credit/waterfall.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace waferline {
namespace {

// Rows of a little waterfall: three accounts, three dues with what was paid of them, a sponsor.
enum : int {
  zero,
  endless,
  always,
  flagged,
  cash,
  reserve,
  spare,
  target,
  due_a,
  due_b,
  due_c,
  paid_a,
  paid_b,
  paid_c,
  sponsor,
  rows_used
};

struct Waterfall {
  std::array<Row, rows_used> rows{};
  std::array<Row, 64> paid{};

  Waterfall() {
    rows[endless].fill(std::numeric_limits<double>::infinity());
    rows[always].fill(1.0);
  }
  void run(const std::vector<Instruction>& list) {
    run_waterfall(list.data(), static_cast<int>(list.size()), rows.data(), paid.data());
  }
  double held(std::size_t p) const {
    double sum = 0.0;
    for (const int row : {cash, reserve, spare, paid_a, paid_b, paid_c, sponsor}) sum += rows[row][p];
    return sum;
  }
};

TEST(Waterfall, PaysInOrderUntilTheCashIsGone) {
  Waterfall w;
  w.rows[cash].fill(100);
  w.rows[due_a].fill(70);
  w.rows[due_b].fill(50);
  w.run({{cash, zero, paid_a, due_a, always},
         {cash, zero, paid_b, due_b, always},
         {cash, zero, sponsor, endless, always}});
  EXPECT_EQ(w.rows[paid_a][0], 70);
  EXPECT_EQ(w.rows[paid_b][0], 30);
  EXPECT_EQ(w.rows[sponsor][0], 0);
  EXPECT_EQ(w.paid[1][127], 30);
}

TEST(Waterfall, APaidDueIsNotPaidAgainBySecondInstruction) {
  Waterfall w;
  w.rows[cash].fill(100);
  w.rows[reserve].fill(100);
  w.rows[due_a].fill(120);
  w.run({{cash, zero, paid_a, due_a, always}, {reserve, zero, paid_a, due_a, always}});
  EXPECT_EQ(w.rows[reserve][0], 80);
}

TEST(Waterfall, AnAccountAboveItsTargetIsNotDrainedByTheTopUp) {
  Waterfall w;
  w.rows[cash].fill(100);
  w.rows[reserve].fill(60);
  w.rows[target].fill(40);
  w.run({{cash, zero, reserve, target, always}});
  EXPECT_EQ(w.rows[reserve][0], 60);
  w.run({{reserve, target, cash, endless, always}});
  EXPECT_EQ(w.rows[reserve][0], 40);
  EXPECT_EQ(w.rows[cash][0], 120);
}

TEST(Waterfall, AnInstructionHoldsOnlyOnThePathsOfItsFlag) {
  Waterfall w;
  w.rows[cash].fill(100);
  w.rows[flagged][3] = 1.0;
  w.run({{cash, zero, sponsor, endless, flagged}});
  EXPECT_EQ(w.rows[sponsor][3], 100);
  EXPECT_EQ(w.rows[sponsor][4], 0);
}

TEST(Waterfall, AnEndlessSourcePaysItsShareAndStaysEndless) {
  Waterfall w;
  w.rows[due_a].fill(80);
  w.run({{endless, zero, paid_a, due_a, always, 0.25}});
  EXPECT_EQ(w.rows[paid_a][0], 20);
  EXPECT_EQ(w.rows[endless][0], std::numeric_limits<double>::infinity());
}

Instruction any_instruction() {
  const int from = *rc::gen::element<int>(cash, reserve, spare);
  const int into =
      *rc::gen::distinctFrom(rc::gen::element<int>(cash, reserve, spare, paid_a, paid_b, paid_c, sponsor), from);
  const int goal = into == paid_a   ? due_a
                   : into == paid_b ? due_b
                   : into == paid_c ? due_c
                                    : *rc::gen::element<int>(target, endless);
  const int keep = *rc::gen::element<int>(zero, target);
  const int when = *rc::gen::element<int>(always, flagged);
  return {from, keep, into, goal, when, *rc::gen::element(1.0, 0.5, 0.1)};
}

TEST(Waterfall, AnyListConservesCashPaysNoMoreThanDueAndLeavesNoAccountShort) {
  const bool held = rc::check([] {
    Waterfall w;
    for (const int row : {cash, reserve, spare, target, due_a, due_b, due_c}) {
      const double scale = *rc::gen::element(0.0, 1.0, 1e3, 1e9);
      for (std::size_t p = 0; p < block_width; ++p)
        w.rows[row][p] = scale * static_cast<double>((p * 37 + row * 11) % 101);
    }
    for (std::size_t p = 0; p < block_width; ++p) w.rows[flagged][p] = static_cast<double>(p % 2);
    std::array<double, block_width> before{};
    for (std::size_t p = 0; p < block_width; ++p) before[p] = w.held(p);

    const auto list = *rc::gen::container<std::vector<Instruction>>(*rc::gen::inRange<std::size_t>(1, 20),
                                                                    rc::gen::exec(any_instruction));
    w.run(list);
    for (std::size_t p = 0; p < block_width; ++p) {
      RC_ASSERT(std::fabs(w.held(p) - before[p]) <= 1e-12 * before[p]);
      for (const int row : {cash, reserve, spare}) RC_ASSERT(w.rows[row][p] >= 0.0);
      RC_ASSERT(w.rows[paid_a][p] <= w.rows[due_a][p] * (1 + 1e-15));
      RC_ASSERT(w.rows[paid_b][p] <= w.rows[due_b][p] * (1 + 1e-15));
      RC_ASSERT(w.rows[paid_c][p] <= w.rows[due_c][p] * (1 + 1e-15));
      for (std::size_t i = 0; i < list.size(); ++i) RC_ASSERT(w.paid[i][p] >= 0.0);
    }
  });
  EXPECT_TRUE(held);
}

}  // namespace
}  // namespace waferline
