#include "waferline/report/paired.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <optional>

#include "waferline/engine/path_file.h"
#include "waferline/report/words.h"

namespace waferline {

namespace {

struct Parts {
  double numerator = 0, denominator = 1;
};

/// A figure as a function of one path's outcomes, in one of the runs.
using PartsOf = std::function<Parts(const double*)>;

struct Statistic {
  std::string name, label, unit;
  PartsOf parts[2];
  double scale = 1;  ///< of the ratio, to the unit shown
  bool is_ratio = false;
  std::optional<double> tail_from[2];  ///< of a tail mean: the quantile it lies beyond
  double sum_numerator[2] = {}, sum_denominator[2] = {};
  double sum_difference = 0, sum_square = 0;  ///< of influences, b - a

  double value(int run) const { return scale * sum_numerator[run] / sum_denominator[run]; }
};

constexpr double tail_share = 0.01;

std::optional<std::size_t> column(const Plan& plan, const std::string& name) {
  for (std::size_t c = 0; c < plan.outcomes.size(); ++c)
    if (plan.outcomes[c].name == name) return c;
  return std::nullopt;
}

/// Builds the statistics that both runs have.
class Builder {
 public:
  Builder(const RunToCompare& a, const RunToCompare& b) : runs_{&a, &b} {}

  std::vector<Statistic> build() {
    for (const FacilityResult& facility : runs_[0]->results.facilities) {
      const auto same = [&](const FacilityResult& other) { return other.name == facility.name; };
      const auto& others = runs_[1]->results.facilities;
      if (std::any_of(others.begin(), others.end(), same)) add_facility(facility);
    }
    add_means();
    return std::move(statistics_);
  }

 private:
  using Columns = std::vector<std::size_t>;

  /// Adds a statistic of the named outcomes, if both runs have them all. `make` turns their columns into parts.
  template <class Make>
  Statistic* add(const std::string& name, const std::string& label, const std::string& unit,
                 const std::vector<std::string>& outcomes, Make make) {
    Statistic statistic;
    statistic.name = name;
    statistic.label = label;
    statistic.unit = unit;
    for (int run = 0; run < 2; ++run) {
      Columns columns;
      for (const std::string& outcome : outcomes)
        if (const auto at = column(runs_[run]->plan, outcome)) columns.push_back(*at);
      if (columns.size() != outcomes.size()) return nullptr;
      statistic.parts[run] = make(columns);
    }
    statistics_.push_back(std::move(statistic));
    return &statistics_.back();
  }

  void add_facility(const FacilityResult& facility) {
    const std::string stem = "facility." + facility.name + ".";
    const auto figure = [&](const char* field) { return find_figure(facility, field); };
    const auto happened = [](const Columns& c) -> PartsOf {
      return [at = c[0]](const double* row) { return Parts{row[at] >= 0 ? 1.0 : 0.0, 1}; };
    };
    const auto loss_share = [](const Columns& c) -> PartsOf {
      return [loss = c[0], funded = c[1]](const double* row) {
        return Parts{row[funded] > 0 ? row[loss] / row[funded] : 0.0, 1};
      };
    };
    const auto any_loss = [](const Columns& c) -> PartsOf {
      return [loss = c[0]](const double* row) { return Parts{row[loss] > 0 ? 1.0 : 0.0, 1}; };
    };
    const auto ratio = [](const Columns& c) -> PartsOf {
      return [n = c[0], d = c[1]](const double* row) { return Parts{row[n], row[d]}; };
    };
    const auto add_figure = [&](const char* field, const std::vector<std::string>& outcomes, auto make) {
      const Figure shown = figure(field);
      std::vector<std::string> full;
      full.reserve(outcomes.size());
      for (const std::string& outcome : outcomes) full.push_back(stem + outcome);
      return shown.label.empty() ? nullptr : add(stem + field, shown.label, shown.unit, full, make);
    };
    const auto as_ratio = [](Statistic* statistic, double scale = 1) {
      if (statistic == nullptr) return;
      statistic->is_ratio = true;
      statistic->scale = scale;
    };
    add_figure("pd", {"default_month"}, happened);
    as_ratio(add_figure("lgd", {"loss_pv", "exposure_at_default_pv"}, ratio));
    add_figure("expected_loss", {"loss_pv", "funded"}, loss_share);
    if (Statistic* tail = add_figure("es99", {"loss_pv", "funded"}, loss_share)) set_tail(*tail, facility.name);
    add_figure("loss_probability", {"loss_pv"}, any_loss);
    as_ratio(add_figure("wal", {"principal_years_sum", "principal_sum"}, ratio));
    as_ratio(add_figure("break_even_spread_bp", {"loss_pv", "exposure_pv_sum"}, ratio), 1e4);
    add_figure("under_water.market.share", {"under_water_market"}, happened_flag);
    add_figure("under_water.liquidation.share", {"under_water_liquidation"}, happened_flag);
    for (const CovenantResult& covenant : facility.covenants)
      add_figure(("first_breach." + covenant.name + ".share").c_str(), {"first_breach." + covenant.name}, happened);
  }

  static PartsOf happened_flag(const Columns& c) {
    return [at = c[0]](const double* row) { return Parts{row[at] > 0 ? 1.0 : 0.0, 1}; };
  }

  void set_tail(Statistic& tail, const std::string& facility) const {
    for (int run = 0; run < 2; ++run)
      for (const FacilityResult& result : runs_[run]->results.facilities)
        if (result.name == facility) tail.tail_from[run] = find_figure(result, "var99").value;
  }

  void add_means() {
    for (const Observable& outcome : runs_[0]->plan.outcomes) {
      if (outcome.unit == "month") continue;
      const auto value = [](const Columns& c) -> PartsOf {
        return [at = c[0]](const double* row) { return Parts{row[at], 1}; };
      };
      add(outcome.name + ".mean", outcome.label + ", mean", outcome.unit, {outcome.name}, value);
    }
  }

  const RunToCompare* runs_[2];
  std::vector<Statistic> statistics_;
};

/// Calls `visit(row_a, row_b)` for every path. The second file is read in step with the first.
std::expected<void, FileFailure> for_each_pair(const RunToCompare& a, const RunToCompare& b,
                                               const std::function<void(const double*, const double*)>& visit) {
  constexpr std::uint64_t piece = 4096;
  const std::size_t fields = b.plan.outcomes.size();
  auto other = ReadFile::open(b.paths_file);
  if (!other) return std::unexpected(other.error());
  std::vector<double> rows(piece * fields);
  std::expected<void, FileFailure> state;
  const auto read =
      for_each_path(a.paths_file, a.plan.outcomes.size(), a.results.paths, [&](std::uint64_t path, const double* row) {
        if (!state) return;
        if (path % piece == 0) {
          const std::uint64_t wanted = std::min(piece, b.results.paths - path) * fields;
          const auto bytes = std::as_writable_bytes(std::span(rows).first(wanted));
          const auto got = other->read(bytes);
          if (!got)
            state = std::unexpected(got.error());
          else if (*got != bytes.size())
            state = std::unexpected(FileFailure{b.paths_file.string() + ": is shorter than its run"});
          if (!state) return;
        }
        visit(row, rows.data() + path % piece * fields);
      });
  return read ? state : read;
}

double influence(const Statistic& statistic, int run, const Parts& parts, double paths) {
  if (statistic.tail_from[run]) return std::max(0.0, parts.numerator - *statistic.tail_from[run]) / tail_share;
  if (!statistic.is_ratio) return parts.numerator;
  const double mean = statistic.sum_denominator[run] / paths;
  const double ratio = statistic.sum_numerator[run] / statistic.sum_denominator[run];
  return statistic.scale * (parts.numerator - ratio * parts.denominator) / mean;
}

PairedFigure paired_figure(const Statistic& statistic, double paths) {
  PairedFigure figure{.name = statistic.name, .label = statistic.label, .unit = statistic.unit};
  const double mean = statistic.sum_difference / paths;
  const double variance = std::max(0.0, statistic.sum_square / paths - mean * mean);
  figure.standard_error = std::sqrt(variance / std::max(1.0, paths - 1));
  figure.a = statistic.value(0);
  figure.b = statistic.value(1);
  figure.difference = figure.b - figure.a;
  return figure;
}

double figure_value(const Results& results, const std::string& name) {
  for (const Figure& figure : results.figures)
    if (figure.name == name) return figure.value;
  return std::nan("");
}

}  // namespace

std::expected<std::vector<PairedFigure>, FileFailure> paired_differences(const RunToCompare& a, const RunToCompare& b) {
  assert(a.results.paths == b.results.paths && a.results.seed == b.results.seed);
  std::vector<Statistic> statistics = Builder(a, b).build();
  const auto summed = for_each_pair(a, b, [&](const double* row_a, const double* row_b) {
    const double* rows[2] = {row_a, row_b};
    for (Statistic& statistic : statistics) {
      for (int run = 0; run < 2; ++run) {
        const Parts parts = statistic.parts[run](rows[run]);
        statistic.sum_numerator[run] += parts.numerator;
        statistic.sum_denominator[run] += parts.denominator;
      }
    }
  });
  if (!summed) return std::unexpected(summed.error());

  const double paths = static_cast<double>(a.results.paths);
  const auto compared = for_each_pair(a, b, [&](const double* row_a, const double* row_b) {
    for (Statistic& statistic : statistics) {
      const double in_a = influence(statistic, 0, statistic.parts[0](row_a), paths);
      const double in_b = influence(statistic, 1, statistic.parts[1](row_b), paths);
      statistic.sum_difference += in_b - in_a;
      statistic.sum_square += (in_b - in_a) * (in_b - in_a);
    }
  });
  if (!compared) return std::unexpected(compared.error());

  std::vector<PairedFigure> figures;
  for (const Statistic& statistic : statistics) {
    PairedFigure figure = paired_figure(statistic, paths);
    if (statistic.tail_from[0]) {
      figure.a = figure_value(a.results, statistic.name);
      figure.b = figure_value(b.results, statistic.name);
      figure.difference = figure.b - figure.a;
    }
    figures.push_back(std::move(figure));
  }
  return figures;
}

}  // namespace waferline
