/// The end of the month after sales: repayment and loss, sums, conservation, and what is shown of it.
#pragma once

#include "fused_facility.h"
#include "waferline/numeric/worse.h"

namespace waferline {
inline namespace WAFERLINE_LEVEL {

[[gnu::always_inline]] inline void fused_close(const FacilityPlan& plan, int t, const Row& discount,
                                               const FusedBetween& __restrict between, FacilityRows& __restrict r,
                                               ShownRows& __restrict shown, Row& __restrict worst_imbalance) {
  using R = FacilityRows;
  constexpr double absent = maths_detail::not_a_number, allowed = 0.01 / 1e9, billion = 1e9, allowed_units = 1e-9;
  const FacilityMonth& m = plan.month[static_cast<std::size_t>(t)];
  const bool draws_to_come = m.draws_to_come, last = t == plan.months - 1;
  const double month = t, year_fraction = m.days / 360.0, years = (t + 1) / 12.0;
  const bool dscr_tested = t >= plan.covenant[0].first;
  WAFERLINE_FUSED_LANES
  for (std::size_t p = 0; p < block_width; ++p) {
    const double status = r[R::status][p], arrears = r[R::arrears][p], balance = r[R::balance][p];
    const double owed = balance + arrears, left = r[R::left][p], default_month = r[R::default_month][p];
    const bool open = between.open[p] > 0.0, owing = owed > 1.0;
    const bool repaid = all(open, !owing, any(!draws_to_come, status != performing));
    const bool spent = all(status == accelerated, left <= 0.0, r[R::selling_now][p] <= 0.0);
    const bool in_default = all(any(status == standstill, status == accelerated), default_month >= 0.0, owing);
    const bool closes = any(repaid, all(open, any(spent, all(last, in_default))));
    double first = r[R::account][p], second = r[R::account + 1][p], third = r[R::account + 2][p];
    const double cash = closes ? first + second + third : 0.0;
    first = closes ? 0.0 : first, second = closes ? 0.0 : second, third = closes ? 0.0 : third;

    const bool with_loss = all(closes, arrears + balance > 1.0);
    const double lenders = with_loss ? cash : 0.0, interest = lenders < arrears ? lenders : arrears;
    const double rest = lenders - interest, principal = rest < balance ? rest : balance;
    const double lost = arrears - interest + balance - principal;
    const double interest_paid = r[R::interest_paid][p] + interest;
    const double principal_paid = r[R::principal_paid][p] + principal;
    const double sponsor_paid = r[R::sponsor_paid][p] + (cash - interest - principal);
    const double balance_now = closes ? 0.0 : balance, status_now = closes ? closed : status;
    const double closed_month = closes ? month : r[R::closed_month][p];
    r[R::loss][p] = with_loss ? lost : r[R::loss][p];
    r[R::loss_pv][p] = with_loss ? lost * discount[p] : r[R::loss_pv][p];
    r[R::interest_paid][p] = interest_paid, r[R::principal_paid][p] = principal_paid;
    r[R::sponsor_paid][p] = sponsor_paid, r[R::balance][p] = balance_now, r[R::arrears][p] = closes ? 0.0 : arrears;
    r[R::pending_cures][p] = closes ? 0.0 : r[R::pending_cures][p];
    r[R::status][p] = status_now, r[R::closed_month][p] = closed_month;
    r[R::account][p] = first, r[R::account + 1][p] = second, r[R::account + 2][p] = third;
    r[R::principal_sum][p] += principal_paid;
    r[R::principal_years_sum][p] += years * principal_paid;
    r[R::exposure_pv_sum][p] += discount[p] * between.opening_balance[p] * year_fraction;

    const double draw = r[R::draw][p], own = r[R::sponsor_share][p], opening = between.opening_accounts[p];
    const double in = r[R::bills][p] + r[R::hedge_receipt][p] + r[R::cures][p] + r[R::proceeds][p] +
                      r[R::guarantee_paid][p] + draw + own;
    const double out = r[R::opex_paid][p] + r[R::fees_paid][p] + r[R::hedge_paid][p] + interest_paid + principal_paid +
                       (draw + own) + sponsor_paid;
    const double moved = in + opening, gap = std::fabs(in - out - (first + second + third - opening));
    const double cash_ratio = gap / (allowed * (moved > billion ? moved : billion));
    const double units_ratio = std::fabs(left + r[R::sold_share][p] - 1.0) / allowed_units;
    worst_imbalance[p] = worse(worst_imbalance[p], worse(cash_ratio, units_ratio));

    const bool owes = balance_now > 0.0, tested = all(owes, status_now < accelerated);
    const double market = r[R::market_value][p], liquidation = r[R::liquidation_value][p];
    const double ltv_liquidation = owes ? fused_ratio(balance_now, liquidation) : absent;
    const double now = ltv_liquidation > 0.0 ? ltv_liquidation : 0.0, worst_ltv = shown.worst_ltv_liquidation[p];
    shown.ltv_book[p] = owes ? fused_ratio(balance_now, r[R::book_value][p]) : absent;
    shown.ltv_market[p] = owes ? fused_ratio(balance_now, market) : absent;
    shown.ltv_liquidation[p] = ltv_liquidation;
    shown.worst_ltv_liquidation[p] = now > worst_ltv ? now : worst_ltv;
    shown.under_water_market[p] = balance_now > market ? 1.0 : 0.0;
    shown.under_water_liquidation[p] = balance_now > liquidation ? 1.0 : 0.0;
    shown.trapped[p] = status_now < closed ? r[R::trapped][p] : 0.0;
    shown.repaid[p] = all(closed_month >= 0.0, default_month < 0.0) ? 1.0 : 0.0;
    shown.covenant_value[0][p] = all(tested, dscr_tested) ? r[R::covenant_value][p] : absent;
    shown.covenant_value[1][p] = tested ? r[R::covenant_value + 1][p] : absent;
    shown.covenant_value[2][p] = tested ? r[R::covenant_value + 2][p] : absent;
    shown.covenant_value[3][p] = tested ? r[R::covenant_value + 3][p] : absent;
  }
}

/// Running means for attribution, in one loop.
[[gnu::always_inline]] inline void fused_drivers(const Plan& plan, int t, const BlockState& state,
                                                 DriverState& __restrict driver) {
  const double weight = 1.0 / (t + 1), per_year = t > 0 ? 12.0 / t : 0.0, at_start = plan.log_demand_at_start;
  const MarketState& market = state.market;
  const auto chip = [&](std::size_t i) { return static_cast<std::size_t>(plan.valued_chips[i]); };
  const Row &rent0 = market.rent[chip(0)], &rent1 = market.rent[chip(1)], &rent2 = market.rent[chip(2)];
  Row &mean0 = driver.mean_rent[chip(0)], &mean1 = driver.mean_rent[chip(1)], &mean2 = driver.mean_rent[chip(2)];
  const Row& power = state.obligor_operator[0].power_usd_per_kwh;
  const auto into_mean = [&](const Row& now, Row& mean, std::size_t p) { mean[p] += (now[p] - mean[p]) * weight; };
  WAFERLINE_FUSED_LANES
  for (std::size_t p = 0; p < block_width; ++p) {
    into_mean(market.rates.sofr, driver.mean_sofr, p);
    into_mean(market.supply_factor, driver.mean_supply_factor, p);
    into_mean(market.frontier.log_rent_over_free_entry, driver.mean_rent_over_free_entry, p);
    into_mean(power, driver.mean_power[0], p);
    into_mean(rent0, mean0, p);
    into_mean(rent1, mean1, p);
    into_mean(rent2, mean2, p);
    driver.bust_months[p] += market.demand.regime[p] == regime_bust ? 1.0 : 0.0;
    driver.mean_demand_growth[p] = (market.demand.log_demand[p] - at_start) * per_year;
  }
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
