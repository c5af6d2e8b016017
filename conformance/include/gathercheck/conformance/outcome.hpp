// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <exception>
#include <variant>
#include <vector>

#include "gathercheck/conformance/cancelled.hpp"
#include "gathercheck/conformance/value.hpp"

namespace gathercheck::conformance {

/// How a child ended, or how a library says that a gather did.
class Outcome {
 public:
  enum class Kind : std::uint8_t { result, error, cancelled };

  Outcome(Value result) : content_(std::move(result)) {}
  /// Failed with this exception, or cancelled if it is a Cancelled.
  Outcome(std::exception_ptr error) : content_(std::move(error)) {}
  static Outcome cancelled();
  /// The list of what the children came to, failures in the place of results: what gather with
  /// `return_exceptions` gives.
  static Outcome list_of(const std::vector<Outcome>& outcomes);

  Kind kind() const;
  bool has_value() const { return std::holds_alternative<Value>(content_); }
  /// The result; throws the error or the cancellation.
  const Value& value() const;
  /// The error, which is a Cancelled if it was cancelled; null if there is a result.
  std::exception_ptr error() const;

 private:
  std::variant<Value, std::exception_ptr> content_;
};

}  // namespace gathercheck::conformance
