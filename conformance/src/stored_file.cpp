// SPDX-License-Identifier: MIT
#include "stored_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "gathercheck/conformance/digest.hpp"
#include "gathercheck/conformance/recording_error.hpp"

namespace gathercheck::conformance {

std::string read_stored(const std::filesystem::path& file, const std::string& hint) {
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(in), {});
  if (in.good() || in.eof()) return bytes;
  throw RecordingError(file.string() + ": cannot be read: " + std::strerror(errno), hint);
}

std::string read_stored(const std::filesystem::path& file, const std::string& hint,
                        const std::string& digest) {
  auto bytes = read_stored(file, hint);
  const auto found = Digest::of(bytes);
  if (found != digest)
    throw RecordingError(file.string() + ": expected a file with the SHA-256 digest " + digest +
                             ", found " + found + " (" + std::to_string(bytes.size()) + " bytes)",
                         "it was cut off, changed, or belongs to something else; take it from the "
                         "repository again");
  return bytes;
}

}  // namespace gathercheck::conformance
