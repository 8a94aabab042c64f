#include "waferline/engine/checkpoint.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstring>

#include "waferline/engine/bytes.h"

namespace waferline {

namespace {

constexpr std::string_view magic = "waferline checkpoint 2\n";

std::uint64_t hash_of(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

}  // namespace

std::expected<void, FileFailure> save_checkpoint(const std::filesystem::path& file, const Checkpoint& checkpoint) {
  std::string bytes(magic);
  put_text(bytes, checkpoint.fingerprint);
  put_text(bytes, checkpoint.path_digest);
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
  Checkpoint checkpoint{.fingerprint = {}, .path_digest = {}, .paths = 0, .worst_imbalance = 0, .bands = empty};
  if (!take_text(bytes, checkpoint.fingerprint) || checkpoint.fingerprint != fingerprint) return std::nullopt;
  if (!take_text(bytes, checkpoint.path_digest)) return std::nullopt;
  if (!take(bytes, checkpoint.paths) || !take(bytes, checkpoint.worst_imbalance)) return std::nullopt;
  if (!checkpoint.bands.from_bytes(bytes)) return std::nullopt;
  return checkpoint;
}

}  // namespace waferline
