#include "waferline/report/facility_words.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "waferline/report/words.h"

namespace waferline {

namespace {

std::string rate_words(double rate) { return fmt::format("{:.2f}%", 100 * rate); }

const Fleet* find_fleet(const World& world, const std::string& name) {
  for (const Fleet& fleet : world.fleet)
    if (fleet.name.text == name) return &fleet;
  return nullptr;
}

bool names(const std::vector<Name>& list, const std::string& name) {
  return std::any_of(list.begin(), list.end(), [&](const Name& item) { return item.text == name; });
}

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : between) + part;
  return text;
}

/// Units and cost of the pledged fleets, by chip.
Term collateral_term(const World& world, const Facility& facility) {
  struct Chips {
    std::string chip;
    double units = 0, cost = 0;
  };
  std::vector<Chips> by_chip;
  std::string source;
  double cost = 0;
  for (const Name& name : facility.fleet) {
    const Fleet* fleet = find_fleet(world, name.text);
    if (fleet == nullptr) continue;
    auto at = std::find_if(by_chip.begin(), by_chip.end(), [&](const Chips& c) { return c.chip == fleet->chip.text; });
    if (at == by_chip.end()) at = by_chip.insert(by_chip.end(), {fleet->chip.text, 0, 0});
    at->units += fleet->units;
    at->cost += fleet->units * fleet->cost_usd_per_gpu;
    cost += fleet->units * fleet->cost_usd_per_gpu;
    if (source.empty()) source = fleet->units.source;
  }
  std::vector<std::string> parts;
  for (const Chips& chips : by_chip)
    parts.push_back(
        fmt::format("{} {} at {}", count_words(chips.units), chips.chip, usd_words(chips.cost / chips.units)));
  return {"Collateral", fmt::format("{}; cost {}", joined(parts, ", "), usd_words(cost)), source};
}

void add_leases(const World& world, const Facility& facility, std::vector<Term>& terms) {
  for (const Lease& lease : world.lease) {
    const bool pledged = std::any_of(lease.fleet.begin(), lease.fleet.end(),
                                     [&](const Name& fleet) { return names(facility.fleet, fleet.text); });
    if (!pledged) continue;
    if (lease.type == LeaseType::on_demand) {
      terms.push_back({"Lease " + lease.name.text,
                       fmt::format("on demand, {} of hours sold", percent_words(lease.utilisation)),
                       lease.utilisation.source});
      continue;
    }
    const Number& rent = *lease.rent_usd_per_gpu_hour;
    terms.push_back({"Lease " + lease.name.text,
                     fmt::format("{} pays {} a GPU-hour whether or not it uses the chips, until {}",
                                 lease.customer ? lease.customer->text : "the customer", usd_words(rent),
                                 month_words(lease.ends.month)),
                     rent.source});
  }
}

std::string amortisation_words(const Facility& facility) {
  std::vector<std::string> limbs;
  for (const Limb limb : facility.limbs) {
    if (limb == Limb::schedule) limbs.push_back("the schedule");
    if (limb == Limb::depreciated_cost)
      limbs.push_back(fmt::format("{} of cost less {:g}-year straight line", percent_words(facility.cap_share),
                                  facility.depreciation_years.value));
    if (limb == Limb::contracted_cash)
      limbs.push_back(fmt::format("contracted cash at {} over {:.2f}", rate_words(facility.contracted_cash_rate),
                                  facility.contracted_cash_coverage.value));
  }
  return "monthly, to the least of " + joined(limbs, " and ");
}

const char* condition_words(PayWhen when) {
  return when == PayWhen::trapped       ? ", while cash is trapped"
         : when == PayWhen::not_trapped ? ", unless cash is trapped"
                                        : "";
}

std::string target_words(const std::string& to) {
  constexpr std::pair<const char*, const char*> dues[] = {{"opex", "operating cost"}, {"fees", "fees"},
                                                          {"hedge", "the hedge"},     {"interest", "interest"},
                                                          {"principal", "principal"}, {"sponsor", "the sponsor"}};
  for (const auto& [word, text] : dues)
    if (to == word) return text;
  return "account " + to;
}

bool is_due(const std::string& to) {
  return to == "opex" || to == "fees" || to == "hedge" || to == "interest" || to == "principal";
}

std::string test_words(const Covenant& covenant) {
  constexpr const char* words[] = {"net operating income over debt service",
                                   "contract receipts over those contracted",
                                   "the account over its target",
                                   "loan over net book value",
                                   "loan over market value",
                                   "loan over liquidation value",
                                   "months without contract receipts",
                                   "1 once the operator has defaulted"};
  return words[static_cast<int>(covenant.test)];
}

std::string cure_words(const Covenant& covenant) {
  std::string text;
  if (covenant.cures > 0) text += fmt::format("; the sponsor may cure it {:g} times", covenant.cures.value);
  if (covenant.cures > 0 && std::isfinite(covenant.cure_max_usd.value) && covenant.cure_max_usd.value < 1e12)
    text += fmt::format(", with at most {} each", usd_words(covenant.cure_max_usd));
  if (covenant.cures_free_until.stated)
    text += ", without count before " + month_words(covenant.cures_free_until.month);
  if (covenant.cure_months > 0)
    text += fmt::format("; {:g} failing months in a row are borne", covenant.cure_months.value);
  return text;
}

}  // namespace

std::vector<Term> terms_of(const World& world, const Facility& facility) {
  std::vector<Term> terms;
  terms.push_back({"Commitment",
                   fmt::format("{}; {} drawn and {} repaid at the start", usd_words(facility.commitment_usd),
                               usd_words(facility.drawn_usd), usd_words(facility.repaid_usd)),
                   facility.commitment_usd.source});
  terms.push_back({"Rate",
                   fmt::format("SOFR (at least {}) + {}; {} more in default", rate_words(facility.floor),
                               rate_words(facility.margin_bp * 1e-4), rate_words(facility.default_margin_bp * 1e-4)),
                   facility.margin_bp.source});
  if (facility.swap_share > 0)
    terms.push_back({"Hedge",
                     fmt::format("{} of the scheduled balance swapped at {}", percent_words(facility.swap_share),
                                 rate_words(facility.swap_rate)),
                     facility.swap_share.source});
  terms.push_back({"Maturity", month_words(facility.maturity.month), ""});
  terms.push_back({"Amortisation", amortisation_words(facility), facility.remaining_share.source});
  terms.push_back(
      {"Advance rate", percent_words(facility.advance_rate) + " of equipment cost", facility.advance_rate.source});
  terms.push_back(collateral_term(world, facility));
  add_leases(world, facility, terms);
  if (facility.guarantee_share > 0)
    terms.push_back(
        {"Guarantee",
         fmt::format("{} of shortfalls by {}{}", percent_words(facility.guarantee_share), facility.borrower.text,
                     facility.guarantee_falls_away && facility.customer
                         ? ", until " + facility.customer->text + " is of investment grade"
                         : ""),
         facility.guarantee_share.source});
  for (const Account& account : facility.account)
    if (!account.target_usd.rows.empty())
      terms.push_back(
          {"Account " + account.name.text,
           fmt::format("{} required at first, {} in the end", usd_words(account.target_usd.rows.front().value),
                       usd_words(account.target_usd.rows.back().value)),
           account.target_usd.source});
  terms.push_back({"Priority of payments", joined(waterfall_words(facility), "; "), ""});
  for (const std::string& text : covenant_words(facility)) terms.push_back({"Covenant", text, ""});
  return terms;
}

std::vector<std::string> waterfall_words(const Facility& facility) {
  std::vector<std::string> lines;
  for (const Pay& pay : facility.pay) {
    const bool guarantee = pay.from.text == "guarantee";
    const std::string from = guarantee ? "the guarantee" : pay.from.text;
    std::string text;
    if (is_due(pay.to.text)) {
      const bool sweep = pay.limit == PayLimit::all && pay.to.text == "principal" && !guarantee;
      text =
          fmt::format("{} pays {}{}", from, target_words(pay.to.text),
                      sweep       ? " with all it has"
                      : guarantee ? fmt::format(" ({} of what is still due)", percent_words(facility.guarantee_share))
                                  : " as far as due");
    } else if (pay.limit == PayLimit::excess) {
      text = fmt::format("{} gives what it holds above its target to {}", from, target_words(pay.to.text));
    } else if (pay.limit == PayLimit::all || pay.to.text == "sponsor") {
      text = fmt::format("{} gives all it has to {}", from, target_words(pay.to.text));
    } else {
      text = fmt::format("{} fills {} to its target", from, target_words(pay.to.text));
    }
    lines.push_back(text + condition_words(pay.when));
  }
  return lines;
}

std::vector<std::string> covenant_words(const Facility& facility) {
  std::vector<std::string> lines;
  for (const Covenant& covenant : facility.covenant) {
    const double limit = covenant.min ? *covenant.min : *covenant.max;
    std::string text = fmt::format("{}: {} at {} {:g}", covenant.name.text, test_words(covenant),
                                   covenant.min ? "least" : "most", limit);
    if (covenant.window_months > 1) text += fmt::format(" over {:g} months", covenant.window_months.value);
    text += fmt::format(", tested every {} from {}",
                        covenant.every_months > 1 ? fmt::format("{:g} months", covenant.every_months.value) : "month",
                        month_words(covenant.first.month));
    text += cure_words(covenant);
    text += covenant.effect == Effect::cash_trap ? "; failing it traps cash" : "; failing it is an event of default";
    lines.push_back(std::move(text));
  }
  return lines;
}

}  // namespace waferline
