/// A run folder's memory: how many paths are done, and the bands recorded so far.
///
/// `paths.bin` holds the outcomes of those paths in order; whatever stands behind them is cut when the run carries on,
/// and a path file that is too short or was changed does not belong to its checkpoint.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>

#include "waferline/base/file.h"
#include "waferline/engine/bands.h"

namespace waferline {

struct Checkpoint {
  std::string fingerprint;  ///< of plan, seed and program version: another run's checkpoint is not ours
  std::string path_digest;  ///< of what paths.bin holds for those paths
  std::uint64_t paths = 0;
  double worst_imbalance = 0;
  Bands bands;
};

std::expected<void, FileFailure> save_checkpoint(const std::filesystem::path& file, const Checkpoint& checkpoint);

/// Nothing if there is none, if it belongs to another run, or if its bytes are damaged (checked by a hash).
/// `empty` gives the shape of the bands.
std::optional<Checkpoint> load_checkpoint(const std::filesystem::path& file, const std::string& fingerprint,
                                          const Bands& empty);

}  // namespace waferline
