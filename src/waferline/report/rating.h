/// A model rating on a stated scale: the default probability over the loan's life, carried to ten years.
///
/// The scale is Moody's rating factor, an idealised ten-year default probability times 10,000 (Aaa 1 ... Ca 10,000), as
/// quoted in several public code bases. A loan of n months with default probability p is read as 1 - (1-p)^(120/n), a
/// constant rate; its grade is the one whose factor is nearest in logarithm. It rates default, not loss, and is no
/// agency's opinion: agencies also rate structure, recovery and what a model leaves out.
#pragma once

#include <optional>
#include <string>

namespace waferline {

struct ModelRating {
  std::string grade, scale;
};

/// Nothing when the probability does not exist. `error` is one standard error of the probability: grades within two
/// of it are given as a range ("B1 to B2").
std::optional<ModelRating> model_rating(double default_probability, double error, int months);

}  // namespace waferline
