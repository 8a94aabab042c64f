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
    for (const std::string& name : plan_.line_names) tell_lease(name);
    for (const FacilityNames& facility : plan_.facility_names) tell_facility(facility);
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

  void tell_lease(const std::string& line) {
    on_change("lease." + line + ".state", line_contracted, [&](int t, double, double now) {
      const Values* rent = find("lease." + line + ".rent");
      if (now == line_vacant) say(t, "lease." + line, "the chips fall vacant", Kind::warning);
      if (now == line_released)
        say(t, "lease." + line,
            fmt::format("the chips are let again at {:.2f} USD per GPU-hour", (*rent)[static_cast<std::size_t>(t)]),
            Kind::note);
    });
  }

  void tell_facility(const FacilityNames& facility) {
    const std::string subject = "facility." + facility.name;
    on_change(subject + ".status", performing, [&](int t, double before, double now) {
      if (now == performing) say(t, subject, "the event of default is cured; performing again", Kind::note);
      if (now == standstill) say(t, subject, "event of default: standstill, cash is trapped", Kind::bad);
      if (now == accelerated) say(t, subject, "the lenders accelerate the loan", Kind::bad);
      if (now == closed) say(t, subject, before == performing ? "repaid in full" : "closed after default", Kind::note);
    });
    on_change(subject + ".trapped", 0, [&](int t, double, double now) {
      say(t, subject, now > 0 ? "cash is trapped in the borrower" : "trapped cash is released", Kind::warning);
    });
    on_change(subject + ".lots_sold", 0, [&](int t, double before, double) {
      if (before == 0) say(t, subject, "the lenders begin to sell the chips", Kind::bad);
    });
    tell_payments(subject);
    for (const CovenantNames& covenant : facility.covenants) tell_covenant(subject, covenant);
  }

  void tell_payments(const std::string& subject) {
    const Values* missed = find(subject + ".missed");
    const Values* loss = find(subject + ".loss");
    for (std::size_t t = 0; missed != nullptr && t < missed->size(); ++t)
      if ((*missed)[t] > 1)
        replay_.events.push_back(
            {static_cast<int>(t), subject, "a payment is missed", Kind::bad, (*missed)[t], 0, "usd"});
    double before = 0;
    for (std::size_t t = 0; loss != nullptr && t < loss->size(); ++t) {
      if ((*loss)[t] > before)
        replay_.events.push_back(
            {static_cast<int>(t), subject, "what is left of the loan is lost", Kind::bad, (*loss)[t], 0, "usd"});
      before = (*loss)[t];
    }
  }

  void tell_covenant(const std::string& subject, const CovenantNames& covenant) {
    const std::string stem = subject + ".covenant." + covenant.name;
    const Values *failing = find(stem + ".failing"), *cure = find(stem + ".cure"), *value = find(stem + ".value");
    if (failing == nullptr || cure == nullptr || value == nullptr) return;
    for (std::size_t t = 0; t < failing->size(); ++t) {
      if ((*failing)[t] <= 0) continue;
      std::string text = covenant.label + " fails its test";
      if ((*cure)[t] > 0) text += fmt::format("; the sponsor cures it with {:.1f}m USD", (*cure)[t] / 1e6);
      const Kind kind = (*cure)[t] > 0 ? Kind::warning : Kind::bad;
      const std::string unit =
          covenant.test == "unpaid_months" || covenant.test == "operator_default" ? "count" : "ratio";
      replay_.events.push_back(
          {static_cast<int>(t), subject, std::move(text), kind, (*value)[t], covenant.limit, unit});
    }
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
