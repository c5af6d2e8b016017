// SPDX-License-Identifier: MIT
#pragma once

#include <coroutine>
#include <exception>
#include <utility>
#include <variant>

#include "gathercheck/reference/future.hpp"
#include "gathercheck/reference/outcome.hpp"
#include "gathercheck/reference/sleep.hpp"

namespace gathercheck::reference {

namespace detail {

/// Awaits a future; what the await would throw becomes an error.
template <class T>
class OutcomeAwaiter : public FutureAwaiter {
 public:
  using FutureAwaiter::FutureAwaiter;

  Outcome<Stored<T>> await_resume() const {
    if (auto thrown = Step::current()->take_thrown()) return raised(thrown);
    if (auto error = future().has_result() ? nullptr : future().error_of_result())
      return raised(error);
    return result_of<T>(future());
  }
};

/// Awaits a sleep; the CancelledError that the await would throw becomes an error.
class SleepOutcomeAwaiter {
 public:
  explicit SleepOutcomeAwaiter(Sleep sleep) noexcept : sleep_(std::move(sleep)) {}

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> coroutine) { sleep_.await_suspend(coroutine); }
  Outcome<std::monostate> await_resume() {
    auto thrown = Step::current()->take_thrown();
    sleep_.await_resume();
    if (thrown) return raised(thrown);
    return std::monostate{};
  }

 private:
  Sleep sleep_;
};

}  // namespace detail

/// `co_await outcome_of(future)` waits as `co_await future` does and gives an Outcome: the result,
/// or the exception that the await would have thrown, be it the future's or the CancelledError of
/// the awaiting task itself.
template <class T>
auto outcome_of(const Future<T>& future) {
  return detail::OutcomeAwaiter<T>(future.shared_state());
}
inline auto outcome_of(Sleep sleep) {
  return detail::SleepOutcomeAwaiter(std::move(sleep));
}

}  // namespace gathercheck::reference
