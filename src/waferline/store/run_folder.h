/// Where a run keeps what it makes, and the lock that keeps a second run out while it works.
///
///     auto lock = FolderLock::take("runs/x");      // makes the folder
///     if (!lock) say(lock.error().message);        // "runs/x: another run is writing here"
#pragma once

#include <expected>
#include <filesystem>

#include "waferline/base/file.h"

namespace waferline {

struct RunFolder {
  std::filesystem::path folder;
  std::filesystem::path manifest() const { return folder / "manifest.json"; }
  std::filesystem::path paths() const { return folder / "paths.bin"; }
  std::filesystem::path checkpoint() const { return folder / "checkpoint.bin"; }
  std::filesystem::path database() const { return folder / "results.duckdb"; }
  std::filesystem::path parquet() const { return folder / "parquet"; }
  std::filesystem::path report_data() const { return folder / "report_data.json"; }
  std::filesystem::path report() const { return folder / "report.html"; }
};

/// Held while a run writes into a folder; the system lets go of it even if the program is killed.
class FolderLock {
 public:
  static std::expected<FolderLock, FileFailure> take(const std::filesystem::path& folder);
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace waferline
