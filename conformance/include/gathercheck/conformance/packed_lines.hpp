// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gathercheck::conformance {

/// Lines of text on their way into a Zstandard frame (RFC 8878). `zstd -d` makes a text file of it.
class LinePacker {
 public:
  LinePacker();
  ~LinePacker();

  /// Adds a line, which is given without its end.
  void add(std::string_view line);
  /// The packed bytes of all lines. Nothing can be added after.
  std::string finish();

 private:
  class Stream;

  std::unique_ptr<Stream> stream_;
};

/// The lines of a Zstandard frame, unpacked one after the other, in little memory.
class LineUnpacker {
 public:
  /// Unpacks `bytes`; `source` is what complaints call them.
  LineUnpacker(std::string bytes, std::string source);
  LineUnpacker(LineUnpacker&&) noexcept;
  ~LineUnpacker();

  /// The next line without its end, valid until the next call; none after the last. Throws
  /// RecordingError for bytes that are no such frame, damaged, or cut off.
  std::optional<std::string_view> next();

 private:
  class Stream;

  bool fill();
  [[noreturn]] void complain(const std::string& what) const;

  std::string source_;
  std::unique_ptr<Stream> stream_;
  std::string text_;       // unpacked
  std::size_t start_ = 0;  // of the text that was not given out yet
};

}  // namespace gathercheck::conformance
