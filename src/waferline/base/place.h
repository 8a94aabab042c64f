/// Where in which file something stands, so that every problem can be pointed at.
#pragma once

#include <cstdint>
#include <string>

namespace waferline {

struct Place {
  std::string file;          ///< as the user named it; "--set" for overrides
  std::uint32_t line = 0;    ///< from 1; 0 when the whole file is meant
  std::uint32_t column = 0;  ///< from 1
};

}  // namespace waferline
