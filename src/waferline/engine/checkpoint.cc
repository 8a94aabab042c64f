#include "waferline/engine/checkpoint.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstring>

namespace waferline {

namespace {

constexpr std::string_view magic = "waferline checkpoint 1\n";

std::uint64_t hash_of(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

template <class T>
void put(std::string& bytes, const T& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
bool take(std::string_view& bytes, T& value) {
  if (bytes.size() < sizeof value) return false;
  std::memcpy(&value, bytes.data(), sizeof value);
  bytes.remove_prefix(sizeof value);
  return true;
}

}  // namespace

std::expected<void, FileFailure> save_checkpoint(const std::filesystem::path& file, const Checkpoint& checkpoint) {
  std::string bytes(magic);
  put(bytes, checkpoint.fingerprint.size());
  bytes += checkpoint.fingerprint;
  put(bytes, checkpoint.paths);
  put(bytes, checkpoint.worst_imbalance);
  bytes += checkpoint.bands.to_bytes();
  put(bytes, hash_of(bytes));
  return write_file(file, bytes);
}

std::optional<Checkpoint> load_checkpoint(const std::filesystem::path& file, const std::string& fingerprint,
                                          const Bands& empty) {
  const auto text = read_file(file);
  if (!text || text->size() < magic.size() + sizeof(std::uint64_t) || !text->starts_with(magic)) return std::nullopt;
  std::string_view bytes = *text;
  const std::string_view body = bytes.substr(0, bytes.size() - sizeof(std::uint64_t));
  std::uint64_t hash = 0;
  std::memcpy(&hash, bytes.data() + body.size(), sizeof hash);
  if (hash != hash_of(body)) return std::nullopt;

  bytes = body.substr(magic.size());
  Checkpoint checkpoint{.fingerprint = {}, .paths = 0, .worst_imbalance = 0, .bands = empty};
  std::size_t length = 0;
  if (!take(bytes, length) || length > bytes.size()) return std::nullopt;
  checkpoint.fingerprint = bytes.substr(0, length);
  bytes.remove_prefix(length);
  if (checkpoint.fingerprint != fingerprint) return std::nullopt;
  if (!take(bytes, checkpoint.paths) || !take(bytes, checkpoint.worst_imbalance)) return std::nullopt;
  if (!checkpoint.bands.from_bytes(bytes)) return std::nullopt;
  return checkpoint;
}

}  // namespace waferline
