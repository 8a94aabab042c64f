#include "waferline/engine/plan.h"

#include <cassert>

namespace waferline {

std::size_t Plan::outcome_column(const std::string& name) const {
  for (std::size_t column = 0; column < outcomes.size(); ++column)
    if (outcomes[column].name == name) return column;
  assert(false && "outcomes are named by the plan itself");
  return 0;
}

}  // namespace waferline
