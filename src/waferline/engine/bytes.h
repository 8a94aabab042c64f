/// Numbers and words as the bytes of a checkpoint: little-endian, as this machine keeps them.
#pragma once

#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace waferline {

/// Padding would differ from run to run, and so would a digest of it.
template <class T>
concept Padless = std::has_unique_object_representations_v<T> || std::is_floating_point_v<T>;

template <Padless T>
void put(std::string& bytes, const T& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// Takes a value off the front; false, and nothing taken, if there are too few bytes.
template <Padless T>
bool take(std::string_view& bytes, T& value) {
  if (bytes.size() < sizeof value) return false;
  std::memcpy(&value, bytes.data(), sizeof value);
  bytes.remove_prefix(sizeof value);
  return true;
}

inline void put_text(std::string& bytes, std::string_view text) {
  put(bytes, text.size());
  bytes += text;
}

inline bool take_text(std::string_view& bytes, std::string& text) {
  std::size_t size = 0;
  if (!take(bytes, size) || size > bytes.size()) return false;
  text = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return true;
}

}  // namespace waferline
