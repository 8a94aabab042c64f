/// Properties that any facility keeps under any terms and any cash: conservation, limbs, arrows of the status, units.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "waferline/credit/facility.h"
#include "waferline/credit/facility_set_up.h"

namespace waferline {
namespace {

using R = FacilityRows;

double number(int low, int high, double unit) { return unit * *rc::gen::inRange(low, high + 1); }

PayFrom any_source() {
  const int s = *rc::gen::inRange(0, 4);
  return s == 3 ? PayFrom{PaySource::guarantee, 0} : PayFrom{PaySource::account, s};
}

PayTo any_target(PayFrom from) {
  const auto kind = *rc::gen::element(PayTarget::opex, PayTarget::fees, PayTarget::hedge, PayTarget::interest,
                                      PayTarget::principal, PayTarget::sponsor, PayTarget::account);
  if (kind == PayTarget::sponsor && from.kind == PaySource::guarantee) return {PayTarget::interest, 0};
  return {kind, kind == PayTarget::account ? (from.account + *rc::gen::inRange(1, 3)) % 3 : 0};
}

CovenantPlan any_covenant() {
  CovenantPlan c;
  c.test = *rc::gen::element(CovenantTest::dscr, CovenantTest::contract_realization, CovenantTest::minimum_liquidity,
                             CovenantTest::ltv_book, CovenantTest::ltv_market, CovenantTest::ltv_liquidation,
                             CovenantTest::unpaid_months, CovenantTest::operator_default);
  c.at_least = c.test == CovenantTest::dscr || c.test == CovenantTest::contract_realization ||
               c.test == CovenantTest::minimum_liquidity;
  c.limit = number(0, 20, 0.1);
  c.window_months = *rc::gen::inRange(1, 13);
  c.first = *rc::gen::inRange(0, 8);
  c.every = *rc::gen::inRange(1, 4);
  c.cure_months = number(0, 3, 1);
  c.cures = number(0, 3, 1);
  c.cures_free_until = *rc::gen::inRange(0, 10);
  c.effect = *rc::gen::element(CovenantEffect::event_of_default, CovenantEffect::cash_trap);
  c.account = *rc::gen::inRange(0, 3);
  return c;
}

void any_months(FacilityPlan& plan) {
  for (int t = 0; t < plan.months; ++t) {
    FacilityMonth& m = plan.month[static_cast<std::size_t>(t)];
    m.days = number(28, 31, 1);
    m.scheduled_share = std::max(0.0, 1.0 - t / number(5, 40, 1));
    m.may_draw = t < 6;
    m.planned_draw_usd = m.may_draw ? number(0, 3, 1e7) : 0;
    m.draws_to_come = t < 5;
    m.advance_limit_usd = number(5, 20, 1e7);
    m.contracted_cash_limit_usd = number(0, 20, 1e7);
    m.projected_receipts_usd = number(0, 10, 1e6);
    for (double& usd : m.net_book_usd) usd = number(0, 20, 1e7);
    for (double& usd : m.target_usd) usd = number(0, 5, 1e6);
  }
}

FacilityPlan any_plan() {
  FacilityPlan plan;
  plan.months = *rc::gen::inRange(6, 30);
  plan.opening_funded_usd = number(0, 10, 1e7);
  plan.opening_balance_usd = plan.opening_funded_usd * number(0, 10, 0.1);
  plan.commitment_usd = plan.opening_funded_usd + number(0, 5, 1e7);
  plan.advance_rate = number(5, 10, 0.1);
  plan.maturity = *rc::gen::inRange(1, 40);
  plan.margin = number(0, 10, 0.01);
  plan.default_margin = 0.02;
  plan.swap_share = number(0, 10, 0.1);
  plan.swap_rate = number(0, 8, 0.01);
  plan.undrawn_fee = 0.005;
  plan.agent_fee_usd_per_month = number(0, 2, 1e4);
  plan.limb_schedule = *rc::gen::arbitrary<bool>();
  plan.limb_depreciated_cost = *rc::gen::arbitrary<bool>();
  plan.limb_contracted_cash = *rc::gen::arbitrary<bool>();
  plan.cap_share = 0.85;
  plan.guarantee_falls_away = *rc::gen::arbitrary<bool>();
  plan.grace_months = number(0, 2, 1);
  plan.standstill_months = number(0, 3, 1);
  plan.repossession_lag_months = number(0, 3, 1);
  plan.operate_share = number(0, 10, 0.1);
  plan.operate_max_months = number(0, 6, 1);
  plan.sale_months = number(1, 6, 1);
  plan.selling_cost_share = 0.05;
  plan.removal_cost_usd_per_gpu = 100;
  plan.quality_haircut = 0.1;
  plan.price_impact = 0.7;
  plan.disposal = *rc::gen::element(DisposalRule::best, DisposalRule::sell, DisposalRule::operate);
  plan.fleet_count = 2;
  plan.fleet[0] = {number(0, 20, 100), 1.0};
  plan.fleet[1] = {number(0, 20, 100), 2.5};
  plan.account_count = 3;
  for (int a = 0; a < 3; ++a) plan.opening_account_usd[static_cast<std::size_t>(a)] = number(0, 5, 1e6);
  plan.covenant_count = *rc::gen::inRange(0, 6);
  for (int c = 0; c < plan.covenant_count; ++c) plan.covenant[static_cast<std::size_t>(c)] = any_covenant();
  plan.instruction_count = *rc::gen::inRange(1, 16);
  for (int i = 0; i < plan.instruction_count; ++i) {
    const PayFrom from = any_source();
    plan.instruction[static_cast<std::size_t>(i)] = pay_instruction(
        from, any_target(from), *rc::gen::element(PayLimitKind::due, PayLimitKind::all, PayLimitKind::excess),
        *rc::gen::element(PayCondition::always, PayCondition::trapped, PayCondition::not_trapped), 0.6);
  }
  any_months(plan);
  return plan;
}

/// Cash and values of a month, different on every path; a fixed function of its seed.
struct Surroundings {
  Row sofr, discount, absorption, value, upgraded;
  OperatorRows sponsor{};
  std::array<FleetRows, 2> fleet{};

  void month(std::uint64_t seed, int t, const FacilityRows& rows) {
    Row u1, u2;
    uniforms(u1, u2, key_of(seed), 0, static_cast<std::uint32_t>(t), 1, 0);
    const bool drought = t % 7 > 3;
    for (std::size_t p = 0; p < block_width; ++p) {
      sofr[p] = 0.1 * u1[p] - 0.01;
      discount[p] = 1.0 / (1.0 + 0.003 * t);
      absorption[p] = 100 + 2000 * u2[p];
      value[p] = 60000 * u1[p] * u2[p];
      upgraded[p] = t > 10 && p % 5 == 0 ? 1.0 : 0.0;
      sponsor.alive[p] = t > 8 && p % 3 == 0 ? 0.0 : 1.0;
      for (FleetRows& f : fleet) {
        f.bills[p] = drought && p % 2 == 0 ? 0.0 : 2e7 * u1[p] * rows[R::left][p];
        f.contract_receipts[p] = f.bills[p] * (p % 4 == 0 ? 0.0 : 1.0);
        f.opex[p] = 2e6 * u2[p] * rows[R::left][p];
        f.contract_value[p] = 1e7 * u2[p];
      }
    }
  }
};

bool arrow_allowed(double from, double to) {
  if (from == to || to == closed) return true;
  if (from == performing) return to == standstill || to == accelerated;
  return from == standstill && (to == performing || to == accelerated);
}

void check_month(const FacilityPlan& plan, const FacilityRows& r, const Row& status_before, std::size_t p) {
  RC_ASSERT(r[R::imbalance][p] <= 1.0);
  for (int a = 0; a < plan.account_count; ++a) RC_ASSERT(r[R::account + a][p] >= 0.0);
  RC_ASSERT(r[R::balance][p] >= -1e-6);
  RC_ASSERT(std::fabs(r[R::left][p] + r[R::sold_share][p] - 1.0) <= 1e-12);
  RC_ASSERT(arrow_allowed(status_before[p], r[R::status][p]));
  if (status_before[p] == accelerated) RC_ASSERT(r[R::status][p] >= accelerated);
  if (r[R::loss][p] > 0.0) RC_ASSERT(r[R::status][p] == closed && r[R::default_month][p] >= 0.0);
}

void check_limbs(const FacilityPlan& plan, const FacilityMonth& m, int t, const FacilityRows& r, const Row& left,
                 const Row& status_before, std::size_t p) {
  const double before = r[R::principal_outstanding][p];
  double greatest = 0.0;
  if (plan.limb_schedule) greatest = std::max(greatest, before - r[R::funded][p] * m.scheduled_share);
  if (plan.limb_depreciated_cost) {
    greatest = std::max(greatest, before - plan.cap_share * (m.net_book_usd[0] + m.net_book_usd[1]) * left[p]);
  }
  if (plan.limb_contracted_cash) greatest = std::max(greatest, before - m.contracted_cash_limit_usd);
  if (t >= plan.maturity || status_before[p] == accelerated) greatest = before;
  RC_ASSERT(std::fabs(r[R::principal_due][p] - greatest) <= 1e-6);
}

TEST(FacilityProperties, AnyFacilityConservesCashFollowsTheArrowsAndOwesTheGreatestOfItsLimbs) {
  const bool held = rc::check([] {
    const auto plan = std::make_unique<FacilityPlan>(any_plan());
    const auto rows = std::make_unique<FacilityRows>();
    const auto around = std::make_unique<Surroundings>();
    FacilityRows& r = *rows;
    const FleetRows* fleets[] = {&around->fleet[0], &around->fleet[1]};
    const Row* values[] = {&around->value, &around->value};
    const FacilityInputs in{
        &around->sofr, &around->discount, &around->absorption, &around->sponsor, &around->upgraded, fleets, values};
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    start_facility(*plan, r);
    for (int t = 0; t < plan->months; ++t) {
      around->month(seed, t, r);
      const Row before = r[R::status], left = r[R::left];
      facility_month(*plan, t, in, r);
      for (std::size_t p = 0; p < block_width; ++p) {
        check_month(*plan, r, before, p);
        check_limbs(*plan, plan->month[static_cast<std::size_t>(t)], t, r, left, before, p);
        if (before[p] == closed) RC_ASSERT(r[R::bills][p] + r[R::sponsor_paid][p] + r[R::opex_paid][p] == 0.0);
      }
    }
    for (std::size_t p = 0; p < block_width; ++p) {
      const bool open_default =
          (r[R::status][p] == standstill || r[R::status][p] == accelerated) && r[R::default_month][p] >= 0.0;
      RC_ASSERT(!open_default);  // the last month settles every open default
    }
  });
  EXPECT_TRUE(held);
}

}  // namespace
}  // namespace waferline
