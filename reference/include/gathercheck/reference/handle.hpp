// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

#include "gathercheck/reference/detail/callback.hpp"
#include "gathercheck/reference/detail/frame_pool.hpp"

namespace gathercheck::reference {

class EventLoop;

/// A length of virtual time, or a point of it counted from the loop's start, in seconds.
using Seconds = std::chrono::duration<double>;

namespace detail {

/// A call that the loop is to make, soon or at a time.
class HandleState {
 public:
  void retain() noexcept { ++references_; }
  void release() noexcept {
    if (--references_ == 0) delete this;
  }

  void cancel() noexcept;
  bool cancelled() const noexcept { return cancelled_; }
  Seconds when() const noexcept { return when_; }

  /// Says that the loop has this in its timer queue.
  void set_timer(EventLoop& loop, Seconds when) noexcept {
    timer_of_ = &loop;
    when_ = when;
  }
  /// Says that this has left the timer queue.
  void unset_timer() noexcept { timer_of_ = nullptr; }

  virtual void run() = 0;

 protected:
  virtual ~HandleState() = default;
  virtual void forget() noexcept = 0;

 private:
  std::uint32_t references_ = 1;
  bool cancelled_ = false;
  Seconds when_{};
  EventLoop* timer_of_ = nullptr;
};

/// A HandleState of one type of function.
template <class F>
class HandleOf final : public HandleState {
 public:
  explicit HandleOf(F function) : function_(std::move(function)) {}
  /// Calls the function, once. It may cancel its own handle.
  void run() override {
    F function = std::move(*function_);
    function_.reset();
    function();
  }

 private:
  void forget() noexcept override { function_.reset(); }

  std::optional<F> function_;
};

template <class F>
Ref<HandleState> make_handle(F&& function) {
  return Ref<HandleState>::adopt(new HandleOf<std::decay_t<F>>(std::forward<F>(function)));
}

inline Callback Callback::handle(Ref<HandleState> handle) noexcept {
  return {Kind::handle, handle.leak()};
}

}  // namespace detail

/// What call_soon returns: a call that can be cancelled as long as it has not been made.
class Handle {
 public:
  Handle() = default;
  explicit Handle(detail::Ref<detail::HandleState> state) noexcept : state_(std::move(state)) {}

  /// The call will not be made. Without effect when it has been.
  void cancel() const noexcept {
    if (state_) state_->cancel();
  }
  bool cancelled() const noexcept { return state_ && state_->cancelled(); }

 protected:
  detail::Ref<detail::HandleState> state_;
};

/// What call_later and call_at return.
class TimerHandle : public Handle {
 public:
  using Handle::Handle;

  /// The time at which the call is to be made.
  Seconds when() const noexcept { return state_ ? state_->when() : Seconds{}; }
};

}  // namespace gathercheck::reference
