#include "waferline/engine/replay.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "waferline/engine/kernels.h"

namespace waferline {

namespace {

struct Recording {
  const Plan* plan;
  std::size_t lane;
  std::vector<ReplaySeries>* series;
};

void record_month(void* context, int, const BlockState& state) {
  const Recording& recording = *static_cast<Recording*>(context);
  for (std::size_t i = 0; i < recording.plan->replayed.size(); ++i)
    (*recording.series)[i].values.push_back(row_at(state, recording.plan->replayed[i].offset)[recording.lane]);
}

/// Series by name, and the events read off them.
class Story {
 public:
  explicit Story(const Plan& plan, Replay& replay) : plan_(plan), replay_(replay) {
    for (const ReplaySeries& series : replay.series) by_name_[series.name] = &series.values;
  }

  void tell() {
    for (const std::string& name : plan_.customer_names) tell_obligor("customer." + name, "customer " + name);
    for (const std::string& name : plan_.operator_names) tell_obligor("operator." + name, "operator " + name);
    tell_regimes();
    for (const std::string& name : plan_.chip_names) tell_release(name);
    tell_leases();
    for (const FacilityNames& facility : plan_.facility_names) tell_facility(facility);
    // Within a month causes were told before effects, and stay so.
    std::vector<ReplayEvent> by_month;
    for (int month = 0; month < plan_.months; ++month)
      for (const ReplayEvent& event : replay_.events)
        if (event.month == month) by_month.push_back(event);
    replay_.events = std::move(by_month);
  }

 private:
  using Kind = ReplayEvent::Kind;
  using Values = std::vector<double>;

  const Values* find(const std::string& name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : found->second;
  }

  void say(int month, const std::string& subject, std::string text, Kind kind) {
    replay_.events.push_back({month, subject, std::move(text), kind, 0, 0, ""});
  }

  /// Calls `changed(month, before, now)` wherever a series takes a new value.
  template <class F>
  void on_change(const std::string& name, double before, F changed) {
    const Values* values = find(name);
    if (values == nullptr) return;
    for (std::size_t t = 0; t < values->size(); ++t) {
      const double now = (*values)[t];
      if (now != before) changed(static_cast<int>(t), before, now);
      before = now;
    }
  }

  void tell_obligor(const std::string& subject, const std::string& who) {
    on_change(subject + ".alive", 1, [&](int t, double, double) { say(t, subject, who + " defaults", Kind::bad); });
    on_change(subject + ".upgraded", 0,
              [&](int t, double, double) { say(t, subject, who + " is upgraded to investment grade", Kind::note); });
  }

  void tell_regimes() {
    on_change("market.regime", 0, [&](int t, double, double now) {
      const char* text = now == regime_boom   ? "a boom in demand begins"
                         : now == regime_bust ? "a bust in demand begins"
                                              : "demand grows normally again";
      say(t, "market", text, now == regime_bust ? Kind::warning : Kind::note);
    });
  }

  void tell_release(const std::string& chip) {
    on_change("chip." + chip + ".released", 1, [&](int t, double before, double now) {
      if (now > before) say(t, "chip." + chip, chip + " is released", Kind::note);
    });
  }

  /// What happens to the chips, one event a month for those that fall vacant and one for those let again, while a
  /// facility that they secure is open.
  void tell_leases() {
    for (int t = 0; t < plan_.months; ++t) {
      double vacant = 0, released = 0, lowest = 1e300, highest = 0;
      for (std::size_t l = 0; l < plan_.line_names.size(); ++l) {
        const Values *state = find("lease." + plan_.line_names[l] + ".state"),
                     *rent = find("lease." + plan_.line_names[l] + ".rent");
        if (state == nullptr || rent == nullptr || !secures_open_loan(l, t)) continue;
        const auto at = static_cast<std::size_t>(t);
        const double now = (*state)[at], before = t == 0 ? line_contracted : (*state)[at - 1];
        if (now == before) continue;
        if (now == line_vacant) vacant += plan_.lines[l].chips;
        if (now != line_released) continue;
        released += plan_.lines[l].chips;
        lowest = std::min(lowest, (*rent)[at]);
        highest = std::max(highest, (*rent)[at]);
      }
      if (vacant > 0) say(t, "lease", chips(vacant) + " fall vacant", Kind::warning);
      if (released > 0) {
        const std::string rent =
            highest - lowest < 0.005 ? fmt::format("{:.2f}", lowest) : fmt::format("{:.2f} to {:.2f}", lowest, highest);
        say(t, "lease", fmt::format("{} are let again at {} USD per GPU-hour", chips(released), rent), Kind::note);
      }
    }
  }

  static std::string chips(double count) {
    std::string digits = fmt::format("{:.0f}", count);
    for (std::size_t place = digits.size(); place > 3;) digits.insert(place -= 3, ",");
    return digits + " chips";
  }

  /// Chips that secure no facility always count: nobody else tells of them.
  bool secures_open_loan(std::size_t line, int month) const {
    const int facility = plan_.fleet_facility[static_cast<std::size_t>(plan_.lines[line].fleet)];
    if (facility < 0) return true;
    return month < closing_month("facility." + plan_.facility_names[static_cast<std::size_t>(facility)].name);
  }

  int closing_month(const std::string& facility) const {
    const Values* status = find(facility + ".status");
    int month = 0;
    while (month < plan_.months && (status == nullptr || (*status)[static_cast<std::size_t>(month)] != closed)) ++month;
    return month;
  }

  void tell_facility(const FacilityNames& facility) {
    const std::string subject = "facility." + facility.name;
    const int closing = closing_month(subject);
    tell_missed(subject);
    for (const CovenantNames& covenant : facility.covenants) tell_covenant(subject, covenant, closing);
    on_change(subject + ".trapped", 0, [&](int t, double, double now) {
      if (t < closing && status_at(subject, t) == performing)
        say(t, subject, now > 0 ? "cash is trapped in the borrower" : "trapped cash is released", Kind::warning);
    });
    on_change(subject + ".status", performing, [&](int t, double, double now) {
      if (now == performing) say(t, subject, "the event of default is cured; performing again", Kind::note);
      if (now == standstill) say(t, subject, "event of default: the lenders stand still, cash is trapped", Kind::bad);
      if (now == accelerated) say(t, subject, "the lenders accelerate the loan", Kind::bad);
    });
    on_change(subject + ".lots_sold", 0, [&](int t, double before, double) {
      if (before == 0) say(t, subject, "the lenders begin to sell the chips", Kind::bad);
    });
    tell_closing(subject);
  }

  double status_at(const std::string& subject, int month) const {
    const Values* status = find(subject + ".status");
    return status == nullptr ? performing : (*status)[static_cast<std::size_t>(month)];
  }

  /// The first month of each run of missed payments; once the loan is accelerated everything is due and all is missed.
  void tell_missed(const std::string& subject) {
    const Values* missed = find(subject + ".missed");
    bool before = false;
    for (std::size_t t = 0; missed != nullptr && t < missed->size(); ++t) {
      const bool now = (*missed)[t] > 1;
      if (now && !before && status_at(subject, static_cast<int>(t)) < accelerated)
        replay_.events.push_back(
            {static_cast<int>(t), subject, "a payment is missed", Kind::bad, (*missed)[t], std::nan(""), "usd"});
      before = now;
    }
  }

  void tell_closing(const std::string& subject) {
    const Values* loss = find(subject + ".loss");
    double before = 0;
    for (std::size_t t = 0; loss != nullptr && t < loss->size(); ++t) {
      if ((*loss)[t] > before)
        replay_.events.push_back({static_cast<int>(t), subject, "the loan is closed and what is left of it is lost",
                                  Kind::bad, (*loss)[t], std::nan(""), "usd"});
      before = (*loss)[t];
    }
    on_change(subject + ".status", performing, [&](int t, double was, double now) {
      if (now != closed || before > 0) return;
      say(t, subject, was == performing ? "the loan is repaid in full" : "the loan is repaid in full, after default",
          Kind::note);
    });
  }

  /// The first month of each run of failing tests, while the loan is not yet accelerated.
  void tell_covenant(const std::string& subject, const CovenantNames& covenant, int closing) {
    const std::string stem = subject + ".covenant." + covenant.name;
    const Values *failing = find(stem + ".failing"), *cure = find(stem + ".cure"), *value = find(stem + ".value");
    if (failing == nullptr || cure == nullptr || value == nullptr) return;
    bool before = false;
    for (std::size_t t = 0; t < failing->size() && static_cast<int>(t) < closing; ++t) {
      const bool fails = (*failing)[t] > 0, cured = (*cure)[t] > 0;
      // Also in the month that ends accelerated: a test that fails first is what a reader looks for.
      const bool told = fails && (!before || cured);
      before = fails && !cured;
      if (!told) continue;
      std::string text = covenant.label + " fails its test";
      if (cured) text += fmt::format("; the sponsor cures it with {:.1f}m USD", (*cure)[t] / 1e6);
      replay_.events.push_back({static_cast<int>(t), subject, std::move(text), cured ? Kind::warning : Kind::bad,
                                (*value)[t], covenant.limit, unit_of(covenant.test)});
    }
  }

  static const char* unit_of(const std::string& test) {
    if (test == "unpaid_months" || test == "operator_default") return "count";
    if (test == "contract_realization" || test == "minimum_liquidity") return "share";
    return test.starts_with("ltv_") ? "ltv" : "ratio";
  }

  const Plan& plan_;
  Replay& replay_;
  std::map<std::string, const Values*> by_name_;
};

}  // namespace

Replay replay_path(const Plan& plan, std::uint64_t seed, std::uint64_t path, Level level) {
  Replay replay{.path = path, .series = {}, .events = {}};
  for (const Observable& what : plan.replayed) replay.series.push_back({what.name, what.label, what.unit, {}});
  Recording recording{&plan, static_cast<std::size_t>(path % block_width), &replay.series};
  const auto state = std::make_unique<BlockState>();
  const BlockRequest request{.plan = &plan,
                             .seed = seed,
                             .block = path / block_width,
                             .lanes = block_width,
                             .bands = {},
                             .outcomes = nullptr,
                             .observer = {&record_month, &recording}};
  block_kernel(level)(request, *state);
  Story(plan, replay).tell();
  return replay;
}

}  // namespace waferline
