// The priority of payments: every name known, every due paid by someone, no cash left behind whether trapped or not.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "waferline/world/checker.h"
#include "waferline/world/suggest.h"

namespace waferline {

namespace {

constexpr std::array<std::string_view, 5> dues{"opex", "fees", "hedge", "interest", "principal"};

bool is_due(std::string_view word) { return std::find(dues.begin(), dues.end(), word) != dues.end(); }

/// "", " when not trapped" or " when trapped": in which months something is amiss.
std::string_view regimes(bool not_trapped, bool trapped) {
  if (not_trapped && trapped) return "";
  return trapped ? " when trapped" : " when not trapped";
}

bool runs(const Pay& pay, bool trapped) {
  return pay.when == PayWhen::always || (pay.when == PayWhen::trapped) == trapped;
}

class Waterfall {
 public:
  Waterfall(Checker& checker, const Facility& facility)
      : checker_(checker), facility_(facility), path_("facility." + facility.name.text) {
    for (const Account& account : facility.account) accounts_.push_back(account.name.text);
  }

  void check() {
    check_account_names();
    for (std::size_t i = 0; i < facility_.pay.size(); ++i)
      check_instruction(facility_.pay[i], fmt::format("{}.pay.{}", path_, i));
    if (misspelt_) return;  // the rest would only repeat it
    check_collection();
    check_accounts();
    check_dues();
    check_guarantee();
  }

 private:
  void complain(const Place& place, std::string what, std::string expected, std::string hint = {}) {
    checker_.complain(place, std::move(what), std::move(expected), std::move(hint));
  }
  bool is_account(std::string_view word) const {
    return std::find(accounts_.begin(), accounts_.end(), word) != accounts_.end();
  }

  void check_account_names() {
    for (const Account& account : facility_.account) {
      const std::string& name = account.name.text;
      if (is_due(name) || name == "collection" || name == "guarantee" || name == "sponsor")
        complain(account.name.place, fmt::format("{}.account.{} bears a word of the waterfall", path_, name),
                 "another name");
    }
  }

  void check_instruction(const Pay& pay, const std::string& at) {
    if (!known(pay.from) || !known(pay.to)) {
      misspelt_ = true;
      return;
    }
    const bool from_known = pay.from.text == "collection" || pay.from.text == "guarantee" || is_account(pay.from.text);
    const bool to_known =
        is_due(pay.to.text) || pay.to.text == "sponsor" || pay.to.text == "collection" || is_account(pay.to.text);
    if (!from_known) {
      std::vector<std::string_view> known_words = accounts_;
      known_words.insert(known_words.end(), {"collection", "guarantee"});
      complain(pay.from.place,
               fmt::format("{} pays from \"{}\", which is no account of the facility", at, pay.from.text),
               "\"collection\", \"guarantee\" or an account", did_you_mean(pay.from.text, known_words));
    }
    if (!to_known) {
      std::vector<std::string_view> known_words = accounts_;
      known_words.insert(known_words.end(), dues.begin(), dues.end());
      known_words.insert(known_words.end(), {"sponsor", "collection"});
      complain(pay.to.place,
               fmt::format("{} pays \"{}\", which is no due and no account of the facility", at, pay.to.text),
               "a due, \"sponsor\" or an account", did_you_mean(pay.to.text, known_words));
    }
    if (from_known && to_known)
      check_pair(pay, at);
    else
      misspelt_ = true;
  }

  void check_pair(const Pay& pay, const std::string& at) {
    const std::string& to = pay.to.text;
    if (pay.from.text == to) complain(pay.to.place, fmt::format("{} pays {} to itself", at, to), "two different ends");
    if (pay.from.text == "guarantee" && (!is_due(to) || pay.limit != PayLimit::due))
      complain(pay.to.place, fmt::format("{} has the guarantee pay more than a due", at),
               "opex, fees, hedge, interest or principal with limit = \"due\"");
    if (is_due(to) && to != "principal" && pay.limit != PayLimit::due)
      complain(pay.to.place, fmt::format("{} pays more than is due to {}", at, to),
               "limit = \"due\"; all may go to principal, the sponsor or an account");
    if ((to == "sponsor" || to == "collection") && pay.limit == PayLimit::due)
      complain(pay.to.place, fmt::format("{} pays {} what is due, and nothing ever is", at, to), "limit = \"all\"");
    const Account* source = checker_.find(facility_.account, pay.from);
    if (pay.limit == PayLimit::excess && pay.from.text != "guarantee" && (!source || !source->target_usd.stated))
      complain(pay.from.place, fmt::format("{} pays the excess of {}, which has no target", at, pay.from.text),
               "an account with target_usd as the source");
    const Account* account = checker_.find(facility_.account, pay.to);
    if (account && pay.limit == PayLimit::due && !account->target_usd.stated)
      complain(pay.to.place, fmt::format("{} fills account {} up to a target it does not have", at, to),
               "target_usd in the account, or limit = \"all\"");
  }

  /// The last word on collection, when trapped or not, must be to pay all of it to the sponsor or an account.
  void check_collection() {
    std::vector<bool> pays_something(facility_.pay.size(), false);
    std::array<bool, 2> emptied{};
    for (bool trapped : {false, true}) {
      bool empty = false;
      for (std::size_t i = 0; i < facility_.pay.size(); ++i) {
        const Pay& pay = facility_.pay[i];
        if (!runs(pay, trapped)) continue;
        if (pay.from.text != "collection" || !empty) pays_something[i] = true;
        const bool takes_all = pay.limit == PayLimit::all && (pay.to.text == "sponsor" || is_account(pay.to.text));
        empty = pay.to.text == "collection" ? false : empty || (pay.from.text == "collection" && takes_all);
      }
      emptied[trapped] = empty;
    }
    if (!emptied[0] || !emptied[1])
      complain(facility_.name.place,
               fmt::format("{}: the waterfall leaves cash in collection{}", path_, regimes(!emptied[0], !emptied[1])),
               "a last instruction from collection with limit = \"all\" to the sponsor or an account");
    for (std::size_t i = 0; i < facility_.pay.size(); ++i)
      if (!pays_something[i])
        complain(facility_.pay[i].from.place,
                 fmt::format("{}.pay.{} comes after collection is emptied and never pays", path_, i),
                 "it before the instruction that pays all");
  }

  void check_accounts() {
    for (const Account& account : facility_.account) {
      const auto pays_in = [&](const Pay& pay) { return pay.to.text == account.name.text; };
      const auto pays_out = [&](const Pay& pay) { return pay.from.text == account.name.text; };
      const bool fed =
          account.opening_usd.value > 0 || std::any_of(facility_.pay.begin(), facility_.pay.end(), pays_in);
      const bool used = std::any_of(facility_.pay.begin(), facility_.pay.end(), pays_out);
      const std::string at = fmt::format("{}.account.{}", path_, account.name.text);
      if (!fed) complain(account.name.place, at + " is never paid into", "an instruction to it, or opening_usd");
      if (!used)
        complain(account.name.place, at + " is never paid from: its cash is left behind", "an instruction from it");
    }
  }

  bool pays(std::string_view due, bool trapped) const {
    return std::any_of(facility_.pay.begin(), facility_.pay.end(), [&](const Pay& pay) {
      return pay.to.text == due && pay.from.text != "guarantee" && runs(pay, trapped);
    });
  }

  void check_dues() {
    const bool has_fees = facility_.undrawn_fee_bp.value > 0 || facility_.agent_fee_usd_per_month.value > 0;
    for (std::string_view due : dues) {
      if (due == "fees" && !has_fees) continue;
      if (due == "hedge" && !(facility_.swap_share.value > 0)) continue;
      const bool unpaid = !pays(due, false), unpaid_trapped = !pays(due, true);
      if (unpaid || unpaid_trapped)
        complain(facility_.name.place,
                 fmt::format("{}: no instruction pays {}{}", path_, due, regimes(unpaid, unpaid_trapped)),
                 "one that does");
    }
  }

  void check_guarantee() {
    const auto guarantee = std::find_if(facility_.pay.begin(), facility_.pay.end(),
                                        [](const Pay& pay) { return pay.from.text == "guarantee"; });
    const bool used = guarantee != facility_.pay.end();
    if (used && facility_.guarantee_share.value == 0)
      complain(guarantee->from.place, fmt::format("{} pays from the guarantee, but guarantee_share is 0", path_),
               "guarantee_share above 0, or no such instruction");
    if (!used && (facility_.guarantee_share.value > 0 || facility_.guarantee_falls_away))
      complain(facility_.guarantee_share.stated ? facility_.guarantee_share.place : facility_.name.place,
               fmt::format("{} has a guarantee that no instruction pays from", path_),
               "an instruction with from = \"guarantee\"");
  }

  Checker& checker_;
  const Facility& facility_;
  std::string path_;
  std::vector<std::string_view> accounts_;
  bool misspelt_ = false;
};

}  // namespace

void check_waterfall(Checker& checker, const Facility& facility) { Waterfall(checker, facility).check(); }

}  // namespace waferline
