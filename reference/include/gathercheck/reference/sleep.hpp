// SPDX-License-Identifier: MIT
#pragma once

#include <coroutine>

#include "gathercheck/reference/coroutine.hpp"
#include "gathercheck/reference/event_loop.hpp"
#include "gathercheck/reference/handle.hpp"

namespace gathercheck::reference {

/// What sleep returns. Await it, once, or hand it to gather; as in Python it is a coroutine and not
/// a future, but one that needs no frame of its own when it is awaited directly.
class [[nodiscard]] Sleep {
 public:
  explicit Sleep(Seconds delay) {
    if (!(delay <= Seconds(0))) timer_ = make_timer(delay);
  }
  Sleep(Sleep&&) noexcept = default;
  ~Sleep() {
    if (timer_) timer_->cancel();
  }

  /// The same sleep as a coroutine, for create_task and for lists of coroutines.
  operator Coroutine<void>() &&;

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) {
    if (timer_) start_timer();  // otherwise a bare yield
  }
  void await_resume() {
    if (timer_) timer_->cancel();
    detail::Step::current()->raise_thrown();
  }

 private:
  static detail::Ref<detail::HandleState> make_timer(Seconds delay);
  void start_timer();

  detail::Ref<detail::HandleState> timer_;
};

/// Waits for a length of virtual time (`sleep(1s)`, `sleep(Seconds(0.5))`). A delay that is not
/// positive gives way for one turn. Throws ValueError if the delay is not a number.
inline Sleep sleep(Seconds delay) {
  return Sleep(delay);
}

}  // namespace gathercheck::reference
