#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "waferline/credit/facility_set_up.h"
#include "waferline/engine/compile_parts.h"
#include "waferline/market/limits.h"

namespace waferline {

namespace {

constexpr double per_bp = 1e-4;

/// The names of a facility's accounts, "collection" first, to their numbers.
std::map<std::string, int> account_numbers(const Facility& facility) {
  std::map<std::string, int> numbers{{"collection", 0}};
  int next = 1;
  for (const Account& account : facility.account) numbers.emplace(account.name.text, next++);
  return numbers;
}

void compile_terms(const World& world, const Facility& facility, const Binding& binding, FacilityPlan& plan) {
  plan.opening_funded_usd = facility.drawn_usd;
  plan.opening_balance_usd = facility.drawn_usd - facility.repaid_usd;
  plan.commitment_usd = facility.commitment_usd;
  plan.advance_rate = facility.advance_rate;
  plan.maturity = binding.month(facility.maturity);
  plan.margin = facility.margin_bp * per_bp;
  plan.default_margin = facility.default_margin_bp * per_bp;
  plan.floor = facility.floor;
  plan.swap_share = facility.swap_share;
  plan.swap_rate = facility.swap_rate;
  plan.undrawn_fee = facility.undrawn_fee_bp * per_bp;
  plan.agent_fee_usd_per_month = facility.agent_fee_usd_per_month;
  const auto has = [&](Limb limb) {
    return std::find(facility.limbs.begin(), facility.limbs.end(), limb) != facility.limbs.end();
  };
  plan.limb_schedule = has(Limb::schedule);
  plan.limb_depreciated_cost = has(Limb::depreciated_cost);
  plan.limb_contracted_cash = has(Limb::contracted_cash);
  plan.cap_share = facility.cap_share;
  plan.guarantee_share = facility.guarantee_share;
  plan.guarantee_falls_away = facility.guarantee_falls_away;
  plan.grace_months = facility.grace_months;
  plan.standstill_months = facility.standstill_months;
  plan.repossession_lag_months = facility.repossession_lag_months;
  plan.operate_share = facility.operate_share;
  plan.operate_max_months = facility.operate_max_months;
  plan.sale_months = facility.sale_months;
  plan.selling_cost_share = facility.selling_cost_share;
  plan.removal_cost_usd_per_gpu = facility.removal_cost_usd_per_gpu;
  plan.quality_haircut = world.forced_sale.quality_haircut;
  plan.price_impact = world.forced_sale.price_impact;
  plan.disposal = facility.disposal == Disposal::sell      ? DisposalRule::sell
                  : facility.disposal == Disposal::operate ? DisposalRule::operate
                                                           : DisposalRule::best;
}

CovenantTest test_of(Test test) {
  switch (test) {
    case Test::dscr:
      return CovenantTest::dscr;
    case Test::contract_realization:
      return CovenantTest::contract_realization;
    case Test::minimum_liquidity:
      return CovenantTest::minimum_liquidity;
    case Test::ltv_book:
      return CovenantTest::ltv_book;
    case Test::ltv_market:
      return CovenantTest::ltv_market;
    case Test::ltv_liquidation:
      return CovenantTest::ltv_liquidation;
    case Test::unpaid_months:
      return CovenantTest::unpaid_months;
    case Test::operator_default:
      break;
  }
  return CovenantTest::operator_default;
}

void compile_covenants(const Facility& facility, const Binding& binding, FacilityPlan& plan) {
  const auto accounts = account_numbers(facility);
  for (const Covenant& covenant : facility.covenant) {
    plan.covenant[static_cast<std::size_t>(plan.covenant_count++)] = {
        .test = test_of(covenant.test),
        .at_least = covenant.min.has_value(),
        .limit = covenant.min ? covenant.min->value : covenant.max->value,
        .window_months = static_cast<int>(covenant.window_months),
        .first = binding.month(covenant.first),
        .every = static_cast<int>(covenant.every_months),
        .cure_months = covenant.cure_months,
        .cures = covenant.cures,
        .cures_free_until = binding.month(covenant.cures_free_until),
        .cure_max_usd = covenant.cure_max_usd,
        .effect = covenant.effect == Effect::cash_trap ? CovenantEffect::cash_trap : CovenantEffect::event_of_default,
        .account = covenant.account ? accounts.at(covenant.account->text) : 0};
  }
}

PayTo target_of(const std::string& word, const std::map<std::string, int>& accounts) {
  static constexpr std::pair<std::string_view, PayTarget> dues[] = {
      {"opex", PayTarget::opex},         {"fees", PayTarget::fees},           {"hedge", PayTarget::hedge},
      {"interest", PayTarget::interest}, {"principal", PayTarget::principal}, {"sponsor", PayTarget::sponsor}};
  for (const auto& [name, target] : dues)
    if (word == name) return {target, 0};
  return {PayTarget::account, accounts.at(word)};
}

void compile_payments(const Facility& facility, FacilityPlan& plan) {
  const auto accounts = account_numbers(facility);
  plan.account_count = static_cast<int>(accounts.size());
  for (std::size_t a = 0; a < facility.account.size(); ++a)
    plan.opening_account_usd[a + 1] = facility.account[a].opening_usd;
  for (const Pay& pay : facility.pay) {
    const PayFrom from = pay.from.text == "guarantee" ? PayFrom{PaySource::guarantee, 0}
                                                      : PayFrom{PaySource::account, accounts.at(pay.from.text)};
    const PayCondition when = pay.when == PayWhen::trapped       ? PayCondition::trapped
                              : pay.when == PayWhen::not_trapped ? PayCondition::not_trapped
                                                                 : PayCondition::always;
    const PayLimitKind limit = pay.limit == PayLimit::all      ? PayLimitKind::all
                               : pay.limit == PayLimit::excess ? PayLimitKind::excess
                                                               : PayLimitKind::due;
    plan.instruction[static_cast<std::size_t>(plan.instruction_count++)] =
        pay_instruction(from, target_of(pay.to.text, accounts), limit, when, plan.guarantee_share);
  }
}

/// Rent under contract by month, whatever happens: from the later of start and planned service to the contract's end.
std::vector<double> projected_receipts(const Plan& plan, const FacilityLinks& links) {
  std::vector<double> receipts(static_cast<std::size_t>(plan.months));
  for (int l = 0; l < plan.line_count; ++l) {
    const LinePlan& line = plan.lines[static_cast<std::size_t>(l)];
    const auto end = links.fleets.begin() + links.fleet_count;
    if (line.on_demand || std::find(links.fleets.begin(), end, line.fleet) == end) continue;
    const int from = std::max({0, line.starts, plan.fleets[static_cast<std::size_t>(line.fleet)].in_service});
    if (line.ends > static_cast<int>(receipts.size())) receipts.resize(static_cast<std::size_t>(line.ends));
    for (int t = from; t < line.ends; ++t)
      receipts[static_cast<std::size_t>(t)] += line.rent_usd_per_gpu_hour * hours_per_month * line.chips;
  }
  return receipts;
}

void compile_months(const World& world, const Facility& facility, const Binding& binding, const Plan& plan,
                    const FacilityLinks& links, FacilityPlan& loan) {
  std::vector<double> costs, planned_draws(static_cast<std::size_t>(plan.months)), shares;
  std::vector<int> in_service;
  for (const Name& name : facility.fleet) {
    const Fleet& fleet = world.fleet[static_cast<std::size_t>(binding.fleet(name))];
    costs.push_back(fleet.units * fleet.cost_usd_per_gpu);
    in_service.push_back(binding.month(fleet.in_service));
    loan.fleet[static_cast<std::size_t>(loan.fleet_count++)] = {
        .units = fleet.units,
        .effective_compute =
            binding.chips_by_release()[static_cast<std::size_t>(binding.chip(fleet.chip))]->effective_compute,
        .in_service = in_service.back()};
  }
  const int draw_end = binding.month(facility.draw_end);
  for (const Draw& draw : facility.draw) {
    const int month = binding.month(draw.month);
    if (month >= 0 && month < plan.months) planned_draws[static_cast<std::size_t>(month)] += draw.amount_usd;
  }
  for (int t = 0; t < plan.months; ++t) shares.push_back(curve_at(facility.remaining_share, binding, t));
  const std::vector<double> receipts = projected_receipts(plan, links);
  const std::vector<double> contracted = present_value_after(receipts, facility.contracted_cash_rate);

  for (int t = 0; t < plan.months; ++t) {
    const auto at = static_cast<std::size_t>(t);
    FacilityMonth& month = loan.month[at];
    month.days = days_in(add_months(plan.start, t));
    month.scheduled_share = shares[at];
    month.planned_draw_usd = planned_draws[at];
    month.advance_limit_usd = advance_limit(facility.advance_rate, costs, in_service, t);
    month.may_draw = t <= draw_end;
    for (int later = t + 1; later <= std::min(draw_end, plan.months - 1); ++later)
      month.draws_to_come = month.draws_to_come || planned_draws[static_cast<std::size_t>(later)] > 0;
    month.contracted_cash_limit_usd = contracted[at] / facility.contracted_cash_coverage;
    month.projected_receipts_usd = receipts[at];
    for (std::size_t f = 0; f < costs.size(); ++f)
      month.net_book_usd[f] = net_book(costs[f], in_service[f], t, 12 * facility.depreciation_years);
    for (std::size_t a = 0; a < facility.account.size(); ++a)
      month.target_usd[a + 1] = step_at(facility.account[a].target_usd, binding, t);
  }
}

}  // namespace

void compile_facilities(const World& world, const Binding& binding, Plan& plan) {
  for (const Facility& facility : world.facility) {
    const int number = plan.facility_count++;
    const auto f = static_cast<std::size_t>(number);
    FacilityLinks& links = plan.facility_links[f];
    links.borrower = binding.obligor_operator(facility.borrower);
    links.customer = facility.customer ? binding.customer(*facility.customer) : -1;
    for (const Name& name : facility.fleet) {
      const int fleet = binding.fleet(name);
      links.fleets[static_cast<std::size_t>(links.fleet_count++)] = fleet;
      plan.fleet_facility[static_cast<std::size_t>(fleet)] = number;
    }
    FacilityPlan& loan = plan.facilities[f];
    loan.months = plan.months;
    compile_terms(world, facility, binding, loan);
    compile_covenants(facility, binding, loan);
    compile_payments(facility, loan);
    compile_months(world, facility, binding, plan, links, loan);
  }
}

}  // namespace waferline
