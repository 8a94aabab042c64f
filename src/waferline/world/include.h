/// A world file with everything it includes, laid over one another.
///
/// Included files come first, in the order listed, each once; the including file's keys override theirs. Cycles,
/// missing files and faults of any file are reported, and the other files are still read.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "waferline/base/problem.h"
#include "waferline/world/files.h"
#include "waferline/world/tree.h"

namespace waferline {

struct Assembled {
  Node root;
  std::vector<std::string> files;  ///< every file read, in order
  bool whole = true;               ///< false when part of some file was lost
};

inline constexpr int world_max_include_depth = 16;
inline constexpr std::size_t world_max_includes = 200;

Assembled assemble_world(const std::filesystem::path& file, const FileSource& source, Problems& problems);

}  // namespace waferline
