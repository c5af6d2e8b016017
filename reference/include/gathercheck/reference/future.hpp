// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

#include "gathercheck/reference/detail/future_base.hpp"
#include "gathercheck/reference/detail/result.hpp"
#include "gathercheck/reference/detail/step.hpp"
#include "gathercheck/reference/outcome.hpp"

namespace gathercheck::reference {

/// A handle to a future of which only the type of the result is not known: a Future, a Task, or
/// what gather returned. Copies of a handle are the same future; `==` tells whether two are.
///
/// Every function throws RuntimeError if the handle is empty.
class AnyFuture {
 public:
  AnyFuture() noexcept = default;
  explicit AnyFuture(detail::Ref<detail::FutureBase> state) noexcept : state_(std::move(state)) {}

  /// Whether this is a future at all; default-constructed and moved-from handles are not.
  explicit operator bool() const noexcept { return static_cast<bool>(state_); }
  friend bool operator==(const AnyFuture&, const AnyFuture&) noexcept = default;

  /// Whether a result, an exception or a cancellation is there.
  bool done() const { return state().done(); }
  /// Whether it was cancelled. What gather returns never is: it gets a CancelledError instead.
  bool cancelled() const { return state().cancelled(); }
  /// The exception; null if there is a result. Throws CancelledError if cancelled and
  /// InvalidStateError if pending.
  std::exception_ptr exception() const { return state().exception(); }
  /// Asks for cancellation. A future ends at once; a task sees a CancelledError at its next step
  /// and may refuse; what gather returned passes the request on to each of its children, once per
  /// position. False if there was nothing left to cancel.
  bool cancel(const CancelMessage& message = {}) const { return state().cancel(message); }
  /// Ends it with this exception. Throws InvalidStateError if done, RuntimeError if it is a task.
  void set_exception(std::exception_ptr exception) const;
  /// The loop it belongs to. Throws RuntimeError if that has been destroyed.
  EventLoop& get_loop() const;

  /// Calls `function(future)` or `function()` when the future is done, always through call_soon.
  template <class F>
  void add_done_callback(F&& function) const {
    add_callback<AnyFuture>(std::forward<F>(function));
  }

  /// The future itself, for the library's own use.
  detail::FutureBase& state() const { return *shared_state(); }
  const detail::Ref<detail::FutureBase>& shared_state() const&;
  detail::Ref<detail::FutureBase> shared_state() &&;

 protected:
  template <class Handle, class F>
  void add_callback(F&& function) const;

 private:
  detail::Ref<detail::FutureBase> state_;
};

/// A handle to a result that may not be there yet: asyncio.Future.
///
/// `co_await future` gives a reference to the one result, the same for every awaiter;
/// `co_await` of a temporary (`co_await gather(...)`) gives the result itself: moved out if this is
/// the only handle, copied if not. Awaiting a future that is done does not suspend.
template <class T>
class Future : public AnyFuture {
 public:
  using value_type = T;

  Future() noexcept = default;
  explicit Future(detail::Ref<detail::FutureBase> state) noexcept : AnyFuture(std::move(state)) {}

  /// The result. Throws the exception or CancelledError if that is what it ended with, and
  /// InvalidStateError if it is pending.
  decltype(auto) result() const {
    state().check_result();
    return detail::result_reference<T>(state());
  }

  /// What result() returns or throws, as a value.
  Outcome<detail::Stored<T>> outcome() const
    requires detail::is_copyable<detail::Stored<T>>
  {
    if (auto error = state().error_of_result()) return raised(error);
    return detail::result_of<T>(state());
  }

  /// Ends it with this result. Throws InvalidStateError if done, RuntimeError if it is a task.
  void set_result(detail::Stored<T> value) const
    requires(!std::is_void_v<T>)
  {
    detail::set_result<T>(state(), std::move(value));
  }
  void set_result() const
    requires std::is_void_v<T>
  {
    detail::set_result<T>(state(), {});
  }

  /// Calls `function(future)` or `function()` when the future is done, always through call_soon.
  template <class F>
  void add_done_callback(F&& function) const {
    this->template add_callback<Future>(std::forward<F>(function));
  }

  auto operator co_await() const& { return detail::SharedAwaiter<T>(shared_state()); }
  auto operator co_await() && { return detail::OwningAwaiter<T>(std::move(*this).shared_state()); }
};

namespace detail {

/// A function to be called with this type of handle, or without arguments.
template <class Handle, class F>
class DoneFunctionOf final : public DoneFunction {
 public:
  explicit DoneFunctionOf(F function) : function_(std::move(function)) {}

  void call(const Ref<FutureBase>& future) override {
    if constexpr (std::invocable<F&, Handle>) {
      std::invoke(function_, Handle(future));
    } else {
      std::invoke(function_);
    }
  }

 private:
  F function_;
};

}  // namespace detail

template <class Handle, class F>
void AnyFuture::add_callback(F&& function) const {
  using Function = detail::DoneFunctionOf<Handle, std::decay_t<F>>;
  state().add_done_callback(
      detail::Callback::user(std::make_unique<Function>(std::forward<F>(function))));
}

}  // namespace gathercheck::reference
