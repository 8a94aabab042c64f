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
                       fmt::format("On demand, {} of hours sold", plain_percent(lease.utilisation)),
                       lease.utilisation.source});
      continue;
    }
    const Number& rent = *lease.rent_usd_per_gpu_hour;
    terms.push_back({"Lease " + lease.name.text,
                     fmt::format("{} pays {} a GPU-hour whether or not it uses the chips, through {}",
                                 lease.customer ? lease.customer->text : "The customer", usd_words(rent),
                                 month_words(add_months(lease.ends.month, -1))),
                     rent.source});
  }
}

std::string amortisation_words(const Facility& facility) {
  std::vector<std::string> limbs;
  for (const Limb limb : facility.limbs) {
    if (limb == Limb::schedule) limbs.push_back("the schedule");
    if (limb == Limb::depreciated_cost)
      limbs.push_back(fmt::format("{} of cost less {:g}-year straight line", plain_percent(facility.cap_share),
                                  facility.depreciation_years.value));
    if (limb == Limb::contracted_cash)
      limbs.push_back(fmt::format("contracted cash at {} over {:.2f}", rate_words(facility.contracted_cash_rate),
                                  facility.contracted_cash_coverage.value));
  }
  if (limbs.size() == 1) return "Monthly, to " + limbs[0];
  return "Monthly, to the lesser of " + joined(limbs, " and ");
}

const char* condition_words(PayWhen when) {
  return when == PayWhen::trapped       ? ", while cash is trapped"
         : when == PayWhen::not_trapped ? ", unless cash is trapped"
                                        : "";
}

/// "distribution reserve account"
std::string account_words(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name + " account";
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string target_words(const std::string& to) {
  constexpr std::pair<const char*, const char*> dues[] = {{"opex", "operating cost"}, {"fees", "fees"},
                                                          {"hedge", "the hedge"},     {"interest", "interest"},
                                                          {"principal", "principal"}, {"sponsor", "the sponsor"}};
  for (const auto& [word, text] : dues)
    if (to == word) return text;
  return "the " + account_words(to);
}

bool is_due(const std::string& to) {
  return to == "opex" || to == "fees" || to == "hedge" || to == "interest" || to == "principal";
}

/// All that a step says besides whom it pays: steps with the same are told together.
struct StepKind {
  std::string from;
  PayLimit limit;
  PayWhen when;
  bool due;
  bool operator==(const StepKind&) const = default;
};

StepKind kind_of(const Pay& pay) {
  const bool sweep = pay.limit == PayLimit::all && pay.to.text == "principal";
  const bool due = is_due(pay.to.text) && (!sweep || pay.from.text == "guarantee");
  return {pay.from.text, due ? PayLimit::due : pay.limit, pay.when, due};
}

std::string and_list(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i)
    text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
  return text;
}

std::string dues_words(const Facility& facility, const StepKind& kind, const std::vector<std::string>& dues) {
  const std::string each = dues.size() > 1 ? "each " : "";
  if (kind.from == "guarantee")
    return fmt::format("The guarantee pays {} of what is still due of {}", plain_percent(facility.guarantee_share),
                       and_list(dues));
  return fmt::format("{} pays {}, {}as far as due", capitalised("the " + account_words(kind.from)), and_list(dues),
                     each);
}

std::string transfer_words(const Pay& pay) {
  const std::string from = capitalised("the " + account_words(pay.from.text)), to = target_words(pay.to.text);
  if (pay.to.text == "principal") return from + " pays principal with all it has";
  if (pay.limit == PayLimit::excess) return fmt::format("{} gives what it holds above its target to {}", from, to);
  if (pay.limit == PayLimit::all || pay.to.text == "sponsor") return fmt::format("{} gives all it has to {}", from, to);
  return fmt::format("{} fills {} to its target", from, to);
}

std::string covenant_label(const Covenant& covenant) {
  constexpr const char* labels[] = {"Debt service cover",
                                    "Contract realization",
                                    "Minimum liquidity",
                                    "Loan to book value",
                                    "Loan to market value",
                                    "Loan to liquidation value",
                                    "Months without contract receipts",
                                    "Operator's default"};
  return labels[static_cast<int>(covenant.test)];
}

std::string test_words(const Covenant& covenant) {
  const double limit = covenant.min ? *covenant.min : *covenant.max;
  const std::string bound = covenant.min ? "at least " : "at most ";
  switch (covenant.test) {
    case Test::dscr:
      return fmt::format("Net operating income over debt service, {}{:.2f}x", bound, limit);
    case Test::contract_realization:
      return "Contract receipts over those contracted, " + bound + plain_percent(limit);
    case Test::minimum_liquidity:
      return fmt::format("The {} over its target, {}{}",
                         covenant.account ? account_words(covenant.account->text) : "account", bound,
                         plain_percent(limit));
    case Test::ltv_book:
      return "Loan over net book value, " + bound + plain_percent(limit);
    case Test::ltv_market:
      return "Loan over market value, " + bound + plain_percent(limit);
    case Test::ltv_liquidation:
      return "Loan over liquidation value, " + bound + plain_percent(limit);
    case Test::unpaid_months:
      return fmt::format("Months in a row without contract receipts, {}{:g}", bound, limit);
    case Test::operator_default:
      break;
  }
  return "Fails once the operator has defaulted";
}

std::string times_words(double count) {
  return count == 1 ? "once" : count == 2 ? "twice" : fmt::format("{:g} times", count);
}

std::string cure_words(const Covenant& covenant) {
  std::string text;
  if (covenant.cures > 0) {
    text += " The sponsor may cure it " + times_words(covenant.cures);
    if (std::isfinite(covenant.cure_max_usd.value) && covenant.cure_max_usd.value < 1e12)
      text += fmt::format(", with at most {} each time", usd_words(covenant.cure_max_usd));
    if (covenant.cures_free_until.stated)
      text += ", and cures before " + month_words(covenant.cures_free_until.month) + " don't count";
    text += ".";
  }
  if (covenant.cure_months > 0)
    text += covenant.cure_months == 1.0
                ? " A single failing month is forgiven."
                : fmt::format(" {:g} failing months in a row are forgiven.", covenant.cure_months.value);
  return text;
}

std::string required_words(double first_usd, double last_usd) {
  if (first_usd == last_usd) return usd_words(first_usd) + " required";
  return fmt::format("{} required at first, {} in the end", usd_words(first_usd), usd_words(last_usd));
}

}  // namespace

std::vector<Term> terms_of(const World& world, const Facility& facility) {
  std::vector<Term> terms;
  const std::string repaid =
      facility.repaid_usd > 0 ? fmt::format(" and {} repaid", usd_words(facility.repaid_usd)) : "";
  terms.push_back({"Commitment",
                   fmt::format("{}; {} drawn{} at the start", usd_words(facility.commitment_usd),
                               usd_words(facility.drawn_usd), repaid),
                   facility.commitment_usd.source});
  terms.push_back({"Rate",
                   fmt::format("SOFR (at least {}) + {}; {} more in default", rate_words(facility.floor),
                               rate_words(facility.margin_bp * 1e-4), rate_words(facility.default_margin_bp * 1e-4)),
                   facility.margin_bp.source});
  if (facility.swap_share > 0)
    terms.push_back({"Hedge",
                     fmt::format("{} of the scheduled balance swapped at {}", plain_percent(facility.swap_share),
                                 rate_words(facility.swap_rate)),
                     facility.swap_share.source});
  terms.push_back({"Maturity", month_words(facility.maturity.month), ""});
  terms.push_back({"Amortisation", amortisation_words(facility), facility.remaining_share.source});
  terms.push_back(
      {"Advance rate", plain_percent(facility.advance_rate) + " of equipment cost", facility.advance_rate.source});
  terms.push_back(collateral_term(world, facility));
  add_leases(world, facility, terms);
  if (facility.guarantee_share > 0)
    terms.push_back(
        {"Guarantee",
         fmt::format("{} of shortfalls by {}{}", plain_percent(facility.guarantee_share), facility.borrower.text,
                     facility.guarantee_falls_away && facility.customer
                         ? ", until " + facility.customer->text + " is of investment grade"
                         : ""),
         facility.guarantee_share.source});
  for (const Account& account : facility.account)
    if (!account.target_usd.rows.empty())
      terms.push_back({capitalised(account_words(account.name.text)),
                       required_words(account.target_usd.rows.front().value, account.target_usd.rows.back().value),
                       account.target_usd.source});
  terms.push_back({.label = "Priority of payments",
                   .value = "Each month, each step as far as its account reaches, before the next.",
                   .source = {},
                   .items = waterfall_words(facility),
                   .wide = true});
  for (Term& term : covenant_terms(facility)) {
    term.label = "Covenant: " + term.label;
    terms.push_back(std::move(term));
  }
  return terms;
}

std::vector<std::string> waterfall_words(const Facility& facility) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < facility.pay.size();) {
    const StepKind kind = kind_of(facility.pay[i]);
    if (!kind.due) {
      lines.push_back(transfer_words(facility.pay[i]) + condition_words(kind.when));
      ++i;
      continue;
    }
    std::vector<std::string> dues;
    for (; i < facility.pay.size() && kind_of(facility.pay[i]) == kind; ++i)
      dues.push_back(target_words(facility.pay[i].to.text));
    lines.push_back(dues_words(facility, kind, dues) + condition_words(kind.when));
  }
  return lines;
}

std::vector<Term> covenant_terms(const Facility& facility) {
  std::vector<Term> terms;
  for (const Covenant& covenant : facility.covenant) {
    std::string text = test_words(covenant);
    if (covenant.window_months > 1) text += fmt::format(" over {:g} months", covenant.window_months.value);
    text += fmt::format(". Tested every {} from {}.",
                        covenant.every_months > 1 ? fmt::format("{:g} months", covenant.every_months.value) : "month",
                        month_words(covenant.first.month));
    text += cure_words(covenant);
    text += covenant.effect == Effect::cash_trap ? " Failing it traps cash." : " Failing it is an event of default.";
    terms.push_back(
        {.label = covenant_label(covenant), .value = std::move(text), .source = {}, .items = {}, .wide = true});
  }
  return terms;
}

}  // namespace waferline
