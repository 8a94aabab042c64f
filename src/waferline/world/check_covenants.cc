// Covenants: each test with the limit, dates and cures that belong to it.
#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "waferline/world/checker.h"
#include "waferline/world/registry.h"
#include "waferline/world/suggest.h"

namespace waferline {

namespace {

/// What a test can carry.
struct Nature {
  bool has_floor;  ///< limited by min, else by max
  bool trailing;   ///< measured over window_months
  bool curable;    ///< the sponsor can pay the gap
};

Nature nature_of(Test test) {
  switch (test) {
    case Test::dscr:
    case Test::contract_realization:
      return {true, true, true};
    case Test::minimum_liquidity:
      return {true, false, true};
    case Test::ltv_book:
    case Test::ltv_market:
    case Test::ltv_liquidation:
    case Test::unpaid_months:
    case Test::operator_default:
      break;
  }
  return {false, false, false};
}

bool is_good_name(const std::string& name) {
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

void check_limit(Checker& checker, const Covenant& covenant, const std::string& path, std::string_view word) {
  const Nature nature = nature_of(covenant.test);
  if (covenant.min && covenant.max)
    return checker.complain(covenant.max->place, path + " states both min and max", "exactly one of them");
  if (!covenant.min && !covenant.max)
    return checker.complain(covenant.name.place, path + " states neither min nor max",
                            nature.has_floor ? "min" : "max");
  if (nature.has_floor && covenant.max)
    checker.complain(covenant.max->place, fmt::format("{} states max, but {} fails by being low", path, word), "min");
  if (!nature.has_floor && covenant.min)
    checker.complain(covenant.min->place, fmt::format("{} states min, but {} fails by being high", path, word), "max");
}

void check_account(Checker& checker, const Facility& facility, const Covenant& covenant, const std::string& path) {
  if (covenant.test != Test::minimum_liquidity) {
    if (covenant.account)
      checker.complain(covenant.account->place, path + " states an account, but does not measure one", "no account");
    return;
  }
  if (!covenant.account)
    return checker.complain(covenant.name.place, path + " states no account",
                            "the account that must hold the liquidity");
  if (!known(*covenant.account)) return;
  const Account* account = checker.find(facility.account, *covenant.account);
  std::vector<std::string_view> known_accounts;
  known_accounts.reserve(facility.account.size());
  for (const Account& there : facility.account) known_accounts.push_back(there.name.text);
  if (!account)
    checker.complain(
        covenant.account->place,
        fmt::format("{} names account \"{}\", which the facility does not have", path, covenant.account->text), "",
        did_you_mean(covenant.account->text, known_accounts));
  else if (!account->target_usd.stated)
    checker.complain(covenant.account->place,
                     fmt::format("{} measures account {}, which has no target_usd", path, account->name.text),
                     "an account with a target");
}

void check_schedule(Checker& checker, const Facility& facility, const Covenant& covenant, const std::string& path,
                    std::string_view word) {
  const Nature nature = nature_of(covenant.test);
  if (!nature.trailing && covenant.window_months.value > 1)
    checker.complain(covenant.window_months.place,
                     fmt::format("{} states window_months, but {} is measured in one month alone", path, word),
                     "no window_months");
  if (!nature.curable && (covenant.cures.value > 0 || covenant.cures_free_until.stated || covenant.cure_max_usd.stated))
    checker.complain(covenant.cures.stated              ? covenant.cures.place
                     : covenant.cures_free_until.stated ? covenant.cures_free_until.place
                                                        : covenant.cure_max_usd.place,
                     fmt::format("{} states a cure, but money cannot cure {}", path, word), "no cures");
  if (!covenant.first.stated || !known(covenant.first) || !known(facility.maturity) || !checker.has_run()) return;
  const Month last = std::min(facility.maturity.month, checker.last_month());
  if (covenant.first.month > last)
    checker.complain(
        covenant.first.place,
        fmt::format("{} is first tested in {}, after the loan is due", path, to_string(covenant.first.month)),
        fmt::format("a month up to {}", to_string(last)));
}

}  // namespace

void check_covenants(Checker& checker, const Facility& facility) {
  const Key& test = *world_noun().part("facility")->part("covenant")->key("test");
  std::set<std::string> names;
  for (const Covenant& covenant : facility.covenant) {
    const std::string path = fmt::format("facility.{}.covenant.{}", facility.name.text, covenant.name.text);
    const std::string_view word = test.words[static_cast<std::size_t>(covenant.test)];
    if (!names.insert(covenant.name.text).second)
      checker.complain(covenant.name.place,
                       fmt::format("facility.{} has two covenants named {}", facility.name.text, covenant.name.text),
                       "a name of its own for each");
    if (!is_good_name(covenant.name.text))
      checker.complain(covenant.name.place, fmt::format("\"{}\" cannot name a covenant", covenant.name.text),
                       "letters, digits, - and _");
    check_limit(checker, covenant, path, word);
    check_account(checker, facility, covenant, path);
    check_schedule(checker, facility, covenant, path, word);
  }
}

}  // namespace waferline
