/// Rent and value curves of the chips that are lent against, and when chips to come are released.
#pragma once

#include <vector>

#include "waferline/engine/plan.h"
#include "waferline/engine/results.h"
#include "waferline/report/json_numbers.h"
#include "waferline/world/world.h"

namespace waferline {

Json chips_json(const World& world, const Plan& plan, const Results& results);
Json releases_json(const World& world);

/// The month by which a chip's slip (its own and that of the chips it follows) has happened with probability p.
///
/// An own slip is floor(-mean ln u): geometric, P(k) = e^(-k/mean)(1 - e^(-1/mean)). Slips of a chain add, so their
/// distribution is the convolution, computed exactly to 240 months.
int slip_quantile(const std::vector<double>& mean_months_along_chain, double p);

}  // namespace waferline
