#include "waferline/store/run_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace waferline {

FolderLock::FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::expected<FolderLock, FileFailure> FolderLock::take(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return std::unexpected(FileFailure{folder.string() + ": " + error.message()});
  const std::filesystem::path file = folder / ".lock";
  FolderLock lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (lock.descriptor_ < 0) return std::unexpected(FileFailure{file.string() + ": " + std::strerror(errno)});
  if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK)
    return std::unexpected(
        FileFailure{folder.string() + ": another run is writing here; wait for it or choose another folder"});
  return std::unexpected(FileFailure{file.string() + ": " + std::strerror(errno)});
}

}  // namespace waferline
