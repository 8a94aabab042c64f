/// Two runs on the same random numbers compared path by path: differences of figures with paired errors.
///
/// A figure that is a mean, a ratio of means or a tail mean changes, to first order, by the mean over paths of its
/// *influence* I: x - mean for a mean; (n - R d)/mean(d) for a ratio R of n over d; for the shortfall beyond the
/// quantile v, v + (x - v)⁺/(1 - p) - ES. The error of a difference is then sd(I_b - I_a)/sqrt(paths), far below that
/// of two independent runs because a path is the same future in both. Source: delta method; Hampel 1974.
///
///     auto differences = paired_differences({plan_a, results_a, "a/paths.bin"}, {plan_b, results_b, "b/paths.bin"});
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "waferline/base/file.h"
#include "waferline/engine/plan.h"
#include "waferline/engine/results.h"

namespace waferline {

struct RunToCompare {
  const Plan& plan;
  const Results& results;
  std::filesystem::path paths_file;
};

struct PairedFigure {
  std::string name, label, unit;
  double a = 0, b = 0;
  double difference = 0, standard_error = 0;  ///< b - a
};

/// The figures of every facility that both runs have, then the means of every other outcome that both have. Both runs
/// must have the same number of paths and the same seed.
std::expected<std::vector<PairedFigure>, FileFailure> paired_differences(const RunToCompare& a, const RunToCompare& b);

}  // namespace waferline
