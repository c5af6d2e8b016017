// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <typeinfo>
#include <utility>

namespace gathercheck::reference {

/// The message that may come with a cancellation. None and the empty message are different things.
using CancelMessage = std::optional<std::string>;

/// What a cancelled task sees, and what the awaiter of something cancelled gets. Not a
/// std::exception, as in Python it is a BaseException: a handler for errors lets it pass.
class CancelledError {
 public:
  explicit CancelledError(CancelMessage message = {}) : message_(std::move(message)) {}
  CancelledError(const CancelledError&) = default;
  CancelledError(CancelledError&&) = default;
  CancelledError& operator=(const CancelledError&) = default;
  CancelledError& operator=(CancelledError&&) = default;
  virtual ~CancelledError() = default;

  /// The argument of `cancel`, or none.
  const CancelMessage& message() const noexcept { return message_; }

 private:
  CancelMessage message_;
};

/// A future was asked for something that its state does not allow: a result that is not there yet,
/// or a second ending.
class InvalidStateError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// A misuse that Python reports as RuntimeError: no running loop, a coroutine awaited twice, a task
/// that awaits itself, a loop that is closed.
class RuntimeError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// cancel() went round a cycle of awaits. Python runs out of stack there, and only there does the
/// reference give up: depth alone is never an error.
class RecursionError : public RuntimeError {
 public:
  using RuntimeError::RuntimeError;
};

/// An argument of the right type that can't be used: a future of another loop, a delay of NaN.
class ValueError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// Whether this exception is a CancelledError (or derives from it). False for none.
bool is_cancelled_error(const std::exception_ptr& exception);

namespace detail {
/// The exception object, if it is of just this type; null otherwise.
const void* object_of(const std::exception_ptr& exception, const std::type_info& type) noexcept;
}  // namespace detail

/// The exception itself, without the cost of a throw, if it is of just this type; null for anything
/// else, also for what derives from it. Valid as long as the exception is.
template <class Exception>
const Exception* exception_as(const std::exception_ptr& exception) noexcept {
  return static_cast<const Exception*>(detail::object_of(exception, typeid(Exception)));
}

}  // namespace gathercheck::reference
