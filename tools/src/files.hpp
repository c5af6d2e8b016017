// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "gathercheck/spec/json_reader.hpp"

namespace gathercheck::tools {

/// Something that keeps the program from doing its work: bad usage, a bad file, no such Python. It
/// ends the program with status 2. The hint, if any, says what to do.
class UsageError : public std::runtime_error {
 public:
  explicit UsageError(const std::string& message, std::string hint = "")
      : std::runtime_error(message), hint_(std::move(hint)) {}

  const std::string& hint() const { return hint_; }

 private:
  std::string hint_;
};

/// The whole text of a file, "-" for standard input. Throws UsageError if it cannot be read, is a
/// folder, or has more bytes than `longest`: one document, unless told otherwise.
std::string read_file(const std::string& path,
                      std::size_t longest = spec::JsonReader::longest_document);

/// Calls `visit(line, number)` for every line of a file ("-" for standard input) that is not blank.
/// A line longer than one document may be is a UsageError.
void read_lines(const std::string& path,
                const std::function<void(std::string_view, std::size_t)>& visit);

/// Where a report is going to be written: "-" is standard output, "" is nowhere. A file appears as
/// a whole or not at all; a device or a pipe is written to as it is.
class OutputFile {
 public:
  /// Throws UsageError if it cannot be written, before any work is done for it.
  explicit OutputFile(std::string path);

  /// Throws UsageError if that fails; then nothing of the text is left behind.
  void write(std::string_view text) const;

 private:
  void write_whole(std::string_view text) const;

  std::string path_;
  std::string target_;  ///< the path without symbolic links
  bool in_place_ = false;
};

}  // namespace gathercheck::tools
