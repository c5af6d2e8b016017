// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <type_traits>
#include <utility>

#include "gathercheck/reference/coroutine.hpp"
#include "gathercheck/reference/future.hpp"
#include "gathercheck/reference/sleep.hpp"
#include "gathercheck/reference/task.hpp"

namespace gathercheck::reference {

/// A coroutine, a task or a future, whichever it turns out to be when the program runs: what a
/// list of mixed arguments to gather is made of.
template <class T>
class Awaitable {
 public:
  using value_type = T;

  Awaitable(Coroutine<T> coroutine)
      : state_(std::move(coroutine).shared_state()), is_coroutine_(true) {}
  Awaitable(Future<T> future) : state_(std::move(future).shared_state()) {}
  Awaitable(Task<T> task) : Awaitable(static_cast<Future<T>>(std::move(task))) {}
  Awaitable(Sleep&& sleep)
    requires std::is_void_v<T>
      : Awaitable(static_cast<Coroutine<void>>(std::move(sleep))) {}

  /// The coroutine or future itself, for the library's own use.
  bool is_coroutine() const noexcept { return is_coroutine_; }
  const detail::Ref<detail::FutureBase>& future() const noexcept { return state_; }

 private:
  detail::Ref<detail::FutureBase> state_;
  bool is_coroutine_ = false;
};

namespace detail {

template <class A>
struct AwaitableValue {};
template <class T>
struct AwaitableValue<Coroutine<T>> : std::type_identity<T> {};
template <class T>
struct AwaitableValue<Future<T>> : std::type_identity<T> {};
template <class T>
struct AwaitableValue<Task<T>> : std::type_identity<T> {};
template <class T>
struct AwaitableValue<Awaitable<T>> : std::type_identity<T> {};
template <>
struct AwaitableValue<Sleep> : std::type_identity<void> {};

}  // namespace detail

/// The type of result that awaiting an A gives.
template <class A>
using awaited_t = typename detail::AwaitableValue<std::remove_cvref_t<A>>::type;

/// What gather takes: Coroutine, Task, Future, Awaitable, or what sleep returns.
template <class A>
concept awaitable = requires { typename awaited_t<A>; };

}  // namespace gathercheck::reference
