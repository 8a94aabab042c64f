/// One name for all the bits of a run: bands and path outcomes, whatever threads, compiler or CPU made them.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace waferline {

/// A 128-bit XXH3 over bytes given in pieces; 32 hex digits.
class Digest {
 public:
  Digest();
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;
  ~Digest();
  void add(std::span<const std::byte> bytes);
  void add(std::string_view text);
  std::string hex() const;  ///< of what was added so far

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waferline
