// SPDX-License-Identifier: MIT
#pragma once

#include <coroutine>
#include <cstdint>
#include <exception>

#include "gathercheck/reference/detail/future_base.hpp"
#include "gathercheck/reference/detail/step.hpp"

namespace gathercheck::reference::detail {

/// A coroutine object, and the task that it becomes when it is wrapped: asyncio.Task but for the
/// type of the result. It lies in front of the coroutine's frame in one block of memory. The frame
/// is destroyed when the coroutine ends, as Python's is; the task stays as long as its last handle.
class TaskBase : public FutureBase {
 public:
  /// Says that the coroutine is used up; throws RuntimeError if it was before.
  void claim() {
    if (is_claimed_) refuse_reuse();
    is_claimed_ = true;
  }
  /// Makes this coroutine a task of the loop: its first step runs in the next turn.
  void start(EventLoop& loop);

  /// Task.__step: goes on with the coroutine.
  void step() {
    if (must_cancel_) return raise_cancelled();
    step_with(nullptr);
  }
  /// Task.__step(exc): throws the exception into the coroutine, or a CancelledError in its place.
  void throw_into(std::exception_ptr exception);
  /// Task.__wakeup: the future that the task awaits is done.
  void wakeup();

  /// Awaits this bare coroutine in the step being run: inline, without a task, without a turn.
  void run_inside(Step& step) noexcept {
    link_ = step.innermost;
    step.next = this;
  }

  /// The part of Task.cancel that is left when there is nothing to pass the request on to.
  void request_cancel(const CancelMessage& message);

  /// Task.cancelling(): how often cancel() was called while the task was not done.
  std::uint32_t num_cancels_requested() const noexcept {
    return trouble_ ? trouble_->num_cancels_requested : 0;
  }

  FutureBase* fut_waiter() const noexcept { return fut_waiter_.get(); }
  /// Throws what the coroutine raised, if it did.
  void raise_exception();
  /// Says with which exception the coroutine ended; a result that it had is forgotten.
  void keep_exception(std::exception_ptr exception) {
    forget_result();
    trouble().exception = std::move(exception);
  }

  void abandon() noexcept override;

 protected:
  TaskBase() noexcept : FutureBase(Kind::task) {}
  ~TaskBase() = default;

  std::coroutine_handle<> frame() const noexcept {
    auto* start = reinterpret_cast<const char*>(this) + frame_offset_ * FramePool::alignment;
    return std::coroutine_handle<>::from_address(const_cast<char*>(start));
  }
  void destroy_frame() noexcept;
  virtual void forget_result() noexcept = 0;

 private:
  friend class CancelWalk;
  [[noreturn]] static void refuse_reuse();
  void raise_cancelled();
  void step_with(const std::exception_ptr* exception);
  bool run(Step& step);
  void end();
  void wait_for(FutureBase& future);
  void step_soon(const char* error);

  Ref<FutureBase> fut_waiter_;
  // Of a task: the innermost of the coroutines that await each other, which the next step goes on
  // with. Of a coroutine that is awaited directly: the coroutine that awaits it.
  TaskBase* link_ = nullptr;
};

inline Callback Callback::step(Ref<TaskBase> task) noexcept {
  return {Kind::step, static_cast<FutureBase*>(task.leak())};
}
inline Callback Callback::wakeup(Ref<TaskBase> task) noexcept {
  return {Kind::wakeup, static_cast<FutureBase*>(task.leak())};
}

}  // namespace gathercheck::reference::detail
