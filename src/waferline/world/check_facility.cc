// A facility's terms: amounts that fit one another, dates within the run, keys that something uses.
#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "waferline/base/text.h"
#include "waferline/world/checker.h"

namespace waferline {

namespace {

void check_amounts(Checker& checker, const Facility& facility, const std::string& path) {
  const Number& commitment = facility.commitment_usd;
  if (facility.drawn_usd.value > commitment.value)
    return checker.complain(commitment.place,
                            fmt::format("{}.commitment_usd is {}, under the {} already drawn", path,
                                        number_text(commitment), number_text(facility.drawn_usd)),
                            "a commitment of at least drawn_usd");
  if (facility.repaid_usd.value > facility.drawn_usd.value)
    checker.complain(facility.repaid_usd.place,
                     fmt::format("{}.repaid_usd is {}, more than the {} drawn", path, number_text(facility.repaid_usd),
                                 number_text(facility.drawn_usd)),
                     "at most drawn_usd");
  double drawn = facility.drawn_usd.value;
  for (const Draw& draw : facility.draw) {
    const bool fitted = !(drawn > commitment.value);
    drawn += draw.amount_usd.value;
    if (fitted && drawn > commitment.value)
      checker.complain(draw.amount_usd.place,
                       fmt::format("{}: draws reach {}, over the commitment of {}", path, number_text(drawn),
                                   number_text(commitment)),
                       "draws within the commitment");
  }
}

void check_dates(Checker& checker, const Facility& facility, const std::string& path) {
  if (!checker.has_run()) return;
  const Month start = checker.world.start.month;
  const Month last = checker.last_month();
  if (known(facility.maturity) && facility.maturity.month < start)
    checker.complain(facility.maturity.place,
                     fmt::format("{} matures in {}, before the run begins", path, to_string(facility.maturity.month)),
                     fmt::format("a month from {} on", to_string(start)));
  if (known(facility.maturity) && facility.maturity.month > last)
    checker.complain(facility.maturity.place,
                     fmt::format("{} matures in {}, after the run ends in {}", path, to_string(facility.maturity.month),
                                 to_string(last)),
                     fmt::format("months of at least {}", months_between(start, facility.maturity.month) + 1));
  if (facility.draw_end.stated && known(facility.draw_end) && known(facility.maturity) &&
      facility.draw_end.month > facility.maturity.month)
    checker.complain(facility.draw_end.place,
                     fmt::format("{}.draw_end is {}, after maturity", path, to_string(facility.draw_end.month)),
                     fmt::format("a month up to {}", to_string(facility.maturity.month)));
  for (const Draw& draw : facility.draw) {
    if (!known(draw.month)) continue;
    const std::string what = fmt::format("{} draws in {}", path, to_string(draw.month.month));
    if (draw.month.month < start)
      checker.complain(draw.month.place, what + ", before the run begins",
                       fmt::format("a month from {} on; earlier draws are in drawn_usd", to_string(start)));
    else if (known(facility.draw_end) && draw.month.month > facility.draw_end.month)
      checker.complain(draw.month.place,
                       what + (facility.draw_end.stated ? ", after draw_end" : ", but states no draw_end"),
                       facility.draw_end.stated ? fmt::format("a month up to {}", to_string(facility.draw_end.month))
                                                : "draw_end in or after that month");
  }
}

/// A key that belongs to a limb is stated exactly when the limb is listed.
void check_limb_key(Checker& checker, const Facility& facility, Limb limb, std::string_view limb_word,
                    const Number& number, std::string_view key) {
  if (facility.limbs.empty()) return;  // could not be read
  const std::string path = "facility." + facility.name.text;
  const bool listed = std::find(facility.limbs.begin(), facility.limbs.end(), limb) != facility.limbs.end();
  if (listed && !number.stated)
    checker.complain(facility.name.place, fmt::format("{} lists the limb {} but states no {}", path, limb_word, key),
                     std::string(key));
  if (!listed && number.stated)
    checker.complain(number.place, fmt::format("{} states {}, but limbs does not list {}", path, key, limb_word),
                     fmt::format("\"{}\" among limbs, or no {}", limb_word, key));
}

void check_terms(Checker& checker, const Facility& facility, const std::string& path) {
  check_limb_key(checker, facility, Limb::depreciated_cost, "depreciated_cost", facility.cap_share, "cap_share");
  check_limb_key(checker, facility, Limb::contracted_cash, "contracted_cash", facility.contracted_cash_coverage,
                 "contracted_cash_coverage");
  check_limb_key(checker, facility, Limb::contracted_cash, "contracted_cash", facility.contracted_cash_rate,
                 "contracted_cash_rate");
  if (facility.swap_share.value > 0 && !facility.swap_rate.stated)
    checker.complain(facility.swap_share.place, path + " states swap_share but no swap_rate",
                     "the fixed rate the swap pays");
  const auto& rows = facility.remaining_share.rows;
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (rows[i].value > rows[i - 1].value)
      checker.complain(facility.remaining_share.place,
                       fmt::format("{}.remaining_share rises to {} in {}", path, number_text(rows[i].value),
                                   to_string(rows[i].month)),
                       "a share that falls or stays");
  if (facility.spread_market_high_bp.value < facility.spread_market_low_bp.value)
    checker.complain(
        facility.spread_market_high_bp.stated ? facility.spread_market_high_bp.place
                                              : facility.spread_market_low_bp.place,
        fmt::format("{}.spread_market_high_bp is {}, under spread_market_low_bp of {}", path,
                    number_text(facility.spread_market_high_bp), number_text(facility.spread_market_low_bp)),
        "high at least low");
  if (facility.guarantee_falls_away && !facility.customer)
    checker.complain(facility.name.place,
                     path + " has a guarantee that falls away, but no customer whose upgrade ends it", "customer");
}

void check_pledges(Checker& checker) {
  std::map<std::string, std::string> pledged;
  for (const Facility& facility : checker.world.facility) {
    for (const Name& fleet : facility.fleet) {
      const auto [there, fresh] = pledged.emplace(fleet.text, facility.name.text);
      if (!fresh && known(fleet) && there->second != facility.name.text)
        checker.complain(fleet.place,
                         fmt::format("fleet {} is pledged to facility {} and to facility {}", fleet.text, there->second,
                                     facility.name.text),
                         "one facility a fleet");
    }
  }
}

}  // namespace

void check_facilities(Checker& checker) {
  for (const Facility& facility : checker.world.facility) {
    const std::string path = "facility." + facility.name.text;
    check_amounts(checker, facility, path);
    check_dates(checker, facility, path);
    check_terms(checker, facility, path);
  }
  check_pledges(checker);
}

}  // namespace waferline
