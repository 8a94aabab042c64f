/// The JSON Schema (draft 2020-12) of a world file, for editors that complete and check TOML as it is typed.
///
/// It is made from the registry, so it knows the same keys, kinds, ranges and words as the reader. What spans keys or
/// files (references, dates within the run, the waterfall) is check_world's; keys an included file may give are not
/// marked as required.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace waferline {

nlohmann::ordered_json world_schema();

}  // namespace waferline
