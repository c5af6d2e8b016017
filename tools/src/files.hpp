// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace gathercheck::tools {

/// Something that keeps the program from doing its work: bad usage, a bad file, no such Python. It ends the
/// program with status 2. The hint, if any, says what to do.
class UsageError : public std::runtime_error {
 public:
  explicit UsageError(const std::string& message, std::string hint = "")
      : std::runtime_error(message), hint_(std::move(hint)) {}

  const std::string& hint() const { return hint_; }

 private:
  std::string hint_;
};

/// The whole text of a file, "-" for standard input. Throws UsageError if it cannot be read, is a folder, or is
/// larger than one document may be.
std::string read_file(const std::string& path);

/// Calls `visit(line, number)` for every line of a file ("-" for standard input) that is not blank. A line
/// longer than one document may be is a UsageError.
void read_lines(const std::string& path, const std::function<void(std::string_view, std::size_t)>& visit);

/// Writes a file as a whole or not at all ("-" for standard output). Throws UsageError if that fails.
void write_file(const std::string& path, std::string_view text);

}  // namespace gathercheck::tools
