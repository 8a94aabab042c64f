/// Credit's month: customers and operators, fleets and leases, then facilities, in the order of docs/model.md.
#pragma once

#include "waferline/credit/facility.h"
#include "waferline/engine/plan.h"
#include "waferline/engine/state.h"

namespace waferline {
inline namespace WAFERLINE_LEVEL {

[[gnu::always_inline]] inline void start_credit(const Plan& plan, Key key, std::uint64_t first_path,
                                                BlockState& state) {
  for (int c = 0; c < plan.customer_count; ++c) start_customer(state.customer[static_cast<std::size_t>(c)]);
  for (int o = 0; o < plan.operator_count; ++o) {
    const auto op = static_cast<std::size_t>(o);
    start_operator(plan.operators[op], state.obligor_operator[op]);
  }
  for (int f = 0; f < plan.fleet_count; ++f) {
    const auto fleet = static_cast<std::size_t>(f);
    start_fleet(plan.fleets[fleet], key, first_path, static_cast<std::uint32_t>(f), state.fleet[fleet]);
  }
  for (int l = 0; l < plan.line_count; ++l) {
    const auto line = static_cast<std::size_t>(l);
    start_line(plan.lines[line], state.line[line]);
  }
  for (int f = 0; f < plan.facility_count; ++f) {
    const auto facility = static_cast<std::size_t>(f);
    start_facility(plan.facilities[facility], state.facility[facility]);
  }
}

[[gnu::always_inline]] inline void obligors_month(const Plan& plan, Key key, std::uint64_t first_path, int t,
                                                  BlockState& state) {
  const Row& credit_factor = state.market.demand.credit_factor;
  for (int c = 0; c < plan.customer_count; ++c) {
    const auto customer = static_cast<std::size_t>(c);
    customer_month(plan.customers[customer], key, first_path, t, static_cast<std::uint32_t>(c), credit_factor,
                   state.customer[customer]);
  }
  for (int o = 0; o < plan.operator_count; ++o) {
    const auto op = static_cast<std::size_t>(o);
    operator_month(plan.operators[op], key, first_path, t, static_cast<std::uint32_t>(o), credit_factor,
                   state.obligor_operator[op]);
  }
}

[[gnu::always_inline]] inline void fleets_month(const Plan& plan, Key key, std::uint64_t first_path, int t,
                                                BlockState& state) {
  const Row* reference_rent[max_lines];
  const Row* left[max_fleets];
  for (int l = 0; l < plan.line_count; ++l) {
    const auto line = static_cast<std::size_t>(l);
    const int quote = plan.line_quote[line];
    const int chip = plan.fleet_chip[static_cast<std::size_t>(plan.lines[line].fleet)];
    reference_rent[l] = quote >= 0 ? &state.market.quote[static_cast<std::size_t>(quote)]
                                   : &state.market.rent[static_cast<std::size_t>(chip)];
  }
  for (int f = 0; f < plan.fleet_count; ++f) {
    const int facility = plan.fleet_facility[static_cast<std::size_t>(f)];
    // A fleet that nobody lent against is never sold: its share left is the constant 1.
    left[f] = facility >= 0 ? &state.facility[static_cast<std::size_t>(facility)][FacilityRows::left]
                            : &state.facility[0][FacilityRows::always];
  }
  const LeaseInputs inputs{.reference_rent = reference_rent,
                           .left = left,
                           .customers = state.customer.data(),
                           .operators = state.obligor_operator.data()};
  leases_month(plan.fleets.data(), plan.fleet_count, plan.operators.data(), plan.lines.data(), plan.line_count, key,
               first_path, t, inputs, state.line.data(), state.fleet.data());
}

[[gnu::always_inline]] inline void facilities_month(const Plan& plan, int t, BlockState& state) {
  for (int f = 0; f < plan.facility_count; ++f) {
    const auto facility = static_cast<std::size_t>(f);
    const FacilityLinks& links = plan.facility_links[facility];
    const FleetRows* fleets[max_fleets_per_facility];
    const Row* values[max_fleets_per_facility];
    for (int i = 0; i < links.fleet_count; ++i) {
      const auto fleet = static_cast<std::size_t>(links.fleets[static_cast<std::size_t>(i)]);
      fleets[i] = &state.fleet[fleet];
      values[i] = &state.market.value[static_cast<std::size_t>(plan.fleet_chip[fleet])];
    }
    const FacilityInputs inputs{
        .sofr = &state.market.rates.sofr,
        .discount = &state.market.rates.discount,
        .absorption = &state.market.absorption,
        .sponsor = &state.obligor_operator[static_cast<std::size_t>(links.borrower)],
        .customer_upgraded =
            links.customer >= 0 ? &state.customer[static_cast<std::size_t>(links.customer)].upgraded : nullptr,
        .fleet = fleets,
        .value_usd_per_gpu = values};
    facility_month(plan.facilities[facility], t, inputs, state.facility[facility]);
  }
}

}  // namespace WAFERLINE_LEVEL
}  // namespace waferline
