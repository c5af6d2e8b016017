// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>
#include <string>

namespace gathercheck::spec {

/// A text that is not what its format says. what() is one line: the field, what was expected there
/// and what was found, as in `awaitables[2].kind: expected "coroutine", ..., found 3`.
class FormatError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace gathercheck::spec
