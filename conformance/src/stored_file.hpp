// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

namespace gathercheck::conformance {

/// The bytes of a file. Throws RecordingError with this hint if it cannot be read.
std::string read_stored(const std::filesystem::path& file, const std::string& hint);

/// The same for a file of which the digest is known. Throws RecordingError if it is another file.
std::string read_stored(const std::filesystem::path& file, const std::string& hint,
                        const std::string& digest);

}  // namespace gathercheck::conformance
