/// The rival: a deal as steps behind virtual calls over a map from names to amounts, one path at a time.
#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "waterfall.h"

namespace waferline::bench {
namespace {

using State = std::map<std::string, double>;

struct Step {
  virtual ~Step() = default;
  virtual void run(State& state) const = 0;
};

struct Collect final : Step {
  TrancheDeal deal;
  explicit Collect(const TrancheDeal& d) : deal(d) {}
  void run(State& s) const override {
    const double before = s["pool"], defaults = before * s["hazard"];
    const double repaid = (before - defaults) * deal.amortisation;
    s["cash"] = before * deal.coupon_per_month + repaid + defaults * deal.recovery;
    s["pool"] = before - defaults - repaid;
    s["senior"] = 0.0;
    s["fee.due"] = deal.fee_per_month;
  }
};

struct FallDue final : Step {
  Tranche tranche;
  std::string balance, interest_due, shortfall, principal_due;
  FallDue(const Tranche& t, const std::string& name)
      : tranche(t),
        balance(name + ".balance"),
        interest_due(name + ".interest.due"),
        shortfall(name + ".shortfall"),
        principal_due(name + ".principal.due") {}
  void run(State& s) const override {
    const double owed = s[balance];
    double& senior = s["senior"];
    senior += owed;
    const bool fails = s["pool"] < tranche.over_collateral * senior;
    s[interest_due] = owed * tranche.rate_per_month + s[shortfall];
    s[principal_due] = fails ? owed : std::min(tranche.target_per_month, owed);
  }
};

struct Pay final : Step {
  std::string due, paid;
  Pay(std::string d, std::string p) : due(std::move(d)), paid(std::move(p)) {}
  void run(State& s) const override {
    double& cash = s["cash"];
    const double x = std::max(0.0, std::min(cash, s[due]));
    cash -= x;
    s[paid] = x;
  }
};

struct Settle final : Step {
  std::string balance, principal_paid, shortfall, interest_due, interest_paid;
  explicit Settle(const std::string& name)
      : balance(name + ".balance"),
        principal_paid(name + ".principal.paid"),
        shortfall(name + ".shortfall"),
        interest_due(name + ".interest.due"),
        interest_paid(name + ".interest.paid") {}
  void run(State& s) const override {
    s[balance] -= s[principal_paid];
    s[shortfall] = s[interest_due] - s[interest_paid];
  }
};

struct Equity final : Step {
  void run(State& s) const override {
    s["equity"] += s["cash"];
    s["cash"] = 0.0;
  }
};

std::vector<std::unique_ptr<Step>> steps_of(const TrancheDeal& deal) {
  static constexpr const char* names[] = {"a", "b", "c"};
  std::vector<std::unique_ptr<Step>> steps;
  steps.push_back(std::make_unique<Collect>(deal));
  for (std::size_t k = 0; k < 3; ++k) steps.push_back(std::make_unique<FallDue>(deal.tranche[k], names[k]));
  steps.push_back(std::make_unique<Pay>("fee.due", "fee.paid"));
  for (const std::string name : names) {
    steps.push_back(std::make_unique<Pay>(name + ".interest.due", name + ".interest.paid"));
    steps.push_back(std::make_unique<Pay>(name + ".principal.due", name + ".principal.paid"));
  }
  for (const std::string name : names) steps.push_back(std::make_unique<Settle>(name));
  steps.push_back(std::make_unique<Equity>());
  return steps;
}

}  // namespace

double map_and_virtual_equity(const TrancheDeal& deal, std::uint64_t path) {
  static const auto steps = steps_of(deal);
  State state{{"pool", deal.pool}, {"hazard", hazard_of(path)}};
  state["a.balance"] = deal.tranche[0].balance;
  state["b.balance"] = deal.tranche[1].balance;
  state["c.balance"] = deal.tranche[2].balance;
  for (int t = 0; t < deal.periods; ++t) {
    for (const auto& step : steps) step->run(state);
  }
  return state["equity"];
}

}  // namespace waferline::bench
