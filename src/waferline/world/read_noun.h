/// Fills a noun and everything under it from the tree, as the registry says.
///
/// Every key of the tree is either read or reported; every required key that is absent is reported, unless part of the
/// text was lost.
#pragma once

#include <string>

#include "waferline/world/read_value.h"

namespace waferline {

/// `path` is "" for the world, else for example "facility.ddtl3".
void read_noun(const Noun& noun, void* object, const Node& node, const std::string& path, bool report_missing,
               ReadContext& context);

}  // namespace waferline
