// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <utility>
#include <variant>

#include "gathercheck/reference/errors.hpp"

namespace gathercheck::reference {

/// An exception in the place of a value: what an Outcome without one is made of. `co_return
/// raised(error);` ends a coroutine with this exception, as throwing it would, but without the cost
/// of a throw.
class Raised {
 public:
  /// Throws ValueError if there is no exception.
  explicit Raised(std::exception_ptr exception) : exception_(std::move(exception)) {
    if (!exception_) throw ValueError("expected an exception, but there is none");
  }
  const std::exception_ptr& exception() const noexcept { return exception_; }

 private:
  std::exception_ptr exception_;
};
inline Raised raised(std::exception_ptr exception) {
  return Raised(std::move(exception));
}

/// What became of a child, where gather was told to `return_exceptions`: a value or an exception.
/// A child without a result (`void`) has the value std::monostate.
template <class T>
class Outcome {
 public:
  Outcome(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Outcome(Raised error) : state_(std::in_place_index<1>, error.exception()) {}

  bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  /// The value; throws the exception if there is none.
  const T& value() const& {
    check();
    return *std::get_if<0>(&state_);
  }
  T& value() & {
    check();
    return *std::get_if<0>(&state_);
  }
  T value() && {
    check();
    return std::move(*std::get_if<0>(&state_));
  }
  /// The very exception that the child ended with; null if it has a value.
  std::exception_ptr error() const noexcept {
    return has_value() ? nullptr : *std::get_if<1>(&state_);
  }

 private:
  void check() const {
    if (!has_value()) std::rethrow_exception(*std::get_if<1>(&state_));
  }

  std::variant<T, std::exception_ptr> state_;
};

}  // namespace gathercheck::reference
