// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gathercheck::conformance {

/// The SHA-256 digest (FIPS 180-4) of bytes that come piece by piece: the same on every machine.
class Digest {
 public:
  /// The digest of `bytes`.
  static std::string of(std::string_view bytes);
  /// Whether the text can be what hex() gives.
  static bool is_hex(std::string_view text);

  void add(std::string_view bytes);
  /// The digest of all that was added, as 64 small hexadecimal digits. Nothing can be added after.
  std::string hex();

 private:
  static constexpr std::size_t block_size = 64;

  void mix(const unsigned char* block);

  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, block_size> rest_{};  // what does not fill a block yet
  std::uint64_t length_ = 0;                      // in bytes
};

}  // namespace gathercheck::conformance
