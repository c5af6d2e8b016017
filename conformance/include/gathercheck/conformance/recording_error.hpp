// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>
#include <string>

namespace gathercheck::conformance {

/// A recording, or the corpus it was made from, that is missing, damaged or does not fit the
/// others. what() says which file and what is wrong with it, hint() what to do.
class RecordingError : public std::runtime_error {
 public:
  RecordingError(const std::string& message, std::string hint)
      : std::runtime_error(message), hint_(std::move(hint)) {}

  const std::string& hint() const { return hint_; }

 private:
  std::string hint_;
};

}  // namespace gathercheck::conformance
