// SPDX-License-Identifier: MIT
#pragma once

#include <coroutine>
#include <type_traits>
#include <utility>

#include "gathercheck/reference/detail/future_base.hpp"
#include "gathercheck/reference/detail/gathering_future.hpp"
#include "gathercheck/reference/detail/step.hpp"
#include "gathercheck/reference/detail/task_base.hpp"

namespace gathercheck::reference::detail {

/// The result of a future of any kind that is known to have one of type T.
template <class T>
Stored<T>& result_of(FutureBase& future) noexcept {
  switch (future.kind()) {
    case FutureBase::Kind::task:
      return static_cast<WithResult<T, TaskBase>&>(future).result();
    case FutureBase::Kind::gathering:
      return static_cast<WithResult<T, GatheringFuture>&>(future).result();
    case FutureBase::Kind::future:
      break;
  }
  return static_cast<WithResult<T, FutureBase>&>(future).result();
}

/// The result as everyone sees it; nothing for void.
template <class T>
decltype(auto) result_reference(FutureBase& future) noexcept {
  if constexpr (!std::is_void_v<T>) return std::as_const(result_of<T>(future));
}

/// The result for someone who holds the only `handles` references to the future: moved out. For
/// anyone else a copy, or RuntimeError if it can't be copied.
template <class T>
Stored<T> take_result(FutureBase& future, std::uint32_t handles = 1) {
  if (future.references() <= handles) return std::move(result_of<T>(future));
  if constexpr (std::is_copy_constructible_v<Stored<T>>) {
    return result_of<T>(future);
  } else {
    throw RuntimeError("a result that can't be copied was asked for by one of several owners");
  }
}

/// Throws RuntimeError if the future is a task: a task's ending is its coroutine's alone.
void check_not_task(const FutureBase& future, const char* operation);

template <class T>
void set_result(FutureBase& future, Stored<T> value) {
  check_not_task(future, "set_result");
  if (future.kind() == FutureBase::Kind::gathering) {
    static_cast<WithResult<T, GatheringFuture>&>(future).set_result(std::move(value));
  } else {
    static_cast<WithResult<T, FutureBase>&>(future).set_result(std::move(value));
  }
}

/// Future.__await__.
class FutureAwaiter {
 public:
  explicit FutureAwaiter(Ref<FutureBase> future) noexcept : future_(std::move(future)) {}

  bool await_ready() const noexcept { return future_->done(); }
  void await_suspend(std::coroutine_handle<>) const noexcept {
    Step::current()->yielded = future_.get();
  }

 protected:
  void resume() const {
    Step::current()->raise_thrown();
    future_->check_result();
  }
  FutureBase& future() const noexcept { return *future_; }

 private:
  Ref<FutureBase> future_;
};

/// Awaits a future that someone else has a handle to.
template <class T>
class SharedAwaiter : public FutureAwaiter {
 public:
  using FutureAwaiter::FutureAwaiter;
  decltype(auto) await_resume() const {
    resume();
    return result_reference<T>(future());
  }
};

/// Awaits a temporary.
template <class T>
class OwningAwaiter : public FutureAwaiter {
 public:
  using FutureAwaiter::FutureAwaiter;
  T await_resume() const {
    resume();
    if constexpr (!std::is_void_v<T>) return take_result<T>(future());
  }
};

}  // namespace gathercheck::reference::detail
