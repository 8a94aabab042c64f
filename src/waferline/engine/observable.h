/// What a run can show: every observable is one row of the block's state, known by name, unit and place in the state.
///
/// Recording, replay and export all read this one list, so a row that a model keeps can be banded by month, written
/// per path or told in a replay without further code.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace waferline {

struct Observable {
  std::string name;        ///< "facility.ddtl3.balance": the name in figures, files and replays
  std::string label;       ///< "Loan balance": what a page calls it
  std::string unit;        ///< "usd", "usd/gpu-hour", "ratio", "share", "month", "flag", "rate", "log", "count"
  std::size_t offset = 0;  ///< bytes from the start of BlockState to its Row
  double nominal = 1;      ///< a power of two near its usual size: bands are kept in multiples of it
  bool quantiles = true;   ///< whether bands keep a histogram as well as mean and error
};

}  // namespace waferline
