// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <utility>
#include <variant>

namespace gathercheck::reference {

/// What became of a child, where gather was told to `return_exceptions`: a value or an exception.
/// A child without a result (`void`) has the value std::monostate.
template <class T>
class Outcome {
 public:
  Outcome(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Outcome(std::exception_ptr error) : state_(std::in_place_index<1>, std::move(error)) {}

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

/// `co_return raised(error);` ends a coroutine with this exception, as throwing it would, but
/// without the cost of a throw.
struct Raised {
  std::exception_ptr exception;
};
inline Raised raised(std::exception_ptr exception) {
  return Raised{std::move(exception)};
}

}  // namespace gathercheck::reference
