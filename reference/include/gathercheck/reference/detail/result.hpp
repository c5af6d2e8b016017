// SPDX-License-Identifier: MIT
#pragma once

#include <coroutine>
#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "gathercheck/reference/detail/future_base.hpp"
#include "gathercheck/reference/detail/gathering_future.hpp"
#include "gathercheck/reference/detail/group_future.hpp"
#include "gathercheck/reference/detail/step.hpp"
#include "gathercheck/reference/detail/task_base.hpp"
#include "gathercheck/reference/outcome.hpp"

namespace gathercheck::reference::detail {

/// Whether a T can be copied: std::is_copy_constructible, which believes that of every vector, with
/// a look at what lists are made of.
template <class T>
inline constexpr bool is_copyable = std::is_copy_constructible_v<T>;
template <class T>
inline constexpr bool is_copyable<std::vector<T>> = is_copyable<T>;
template <class T>
inline constexpr bool is_copyable<Outcome<T>> = is_copyable<T>;
template <class... Ts>
inline constexpr bool is_copyable<std::tuple<Ts...>> = (... && is_copyable<Ts>);

/// The result of a future of any kind that is known to have one of type T.
template <class T>
Stored<T>& result_of(FutureBase& future) noexcept {
  switch (future.kind()) {
    case FutureBase::Kind::task:
      return static_cast<WithResult<T, TaskBase>&>(future).result();
    case FutureBase::Kind::gathering:
      return static_cast<WithResult<T, GatheringFuture>&>(future).result();
    case FutureBase::Kind::group:
      return static_cast<WithResult<T, GroupFuture>&>(future).result();
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
  if constexpr (is_copyable<Stored<T>>) {
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
  const auto set = [&]<class Base>(std::type_identity<Base>) {
    static_cast<WithResult<T, Base>&>(future).set_result(std::move(value));
  };
  if (future.kind() == FutureBase::Kind::gathering)
    return set(std::type_identity<GatheringFuture>());
  if (future.kind() == FutureBase::Kind::group) return set(std::type_identity<GroupFuture>());
  set(std::type_identity<FutureBase>());
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
