// SPDX-License-Identifier: MIT
#include "gathercheck/reference/detail/task_base.hpp"

#include "gathercheck/reference/event_loop.hpp"

namespace gathercheck::reference::detail {

void TaskBase::refuse_reuse() {
  throw RuntimeError("cannot reuse already awaited coroutine");
}

void TaskBase::request_cancel(const CancelMessage& message) {
  must_cancel_ = true;
  set_cancel_message(message);
}

void TaskBase::raise_exception() {
  if (has_exception()) std::rethrow_exception(stored_exception());
}

void TaskBase::throw_into(std::exception_ptr exception) {
  if (must_cancel_) {
    if (!is_cancelled_error(exception)) exception = make_cancelled_error();
    must_cancel_ = false;
  }
  step_with(&exception);
}

void TaskBase::raise_cancelled() {
  throw_into(nullptr);
}

void TaskBase::step_with(const std::exception_ptr* exception) {
  fut_waiter_ = nullptr;
  Step step(*this, exception);
  if (run(step)) {
    end();
  } else if (step.yielded == nullptr) {
    loop()->post_step(*this);  // a bare yield
  } else {
    wait_for(*step.yielded);
  }
}

void TaskBase::wakeup() {
  // What future.result() raises is thrown into the coroutine; what it returns, the coroutine asks
  // for itself.
  if (fut_waiter_->has_result()) return step();
  throw_into(fut_waiter_->error_of_result());
}

// Runs the coroutine until it awaits something that is not done (false) or ends (true). Coroutines
// that await each other directly are run from here one after the other, none inside the other.
inline bool TaskBase::run(Step& step) {
  if (!has_started_ && step.thrown != nullptr) {  // before its first step: the body never runs
    trouble().exception = *step.thrown;
    destroy_frame();
    return true;
  }
  has_started_ = true;
  step.innermost = link_;
  for (;;) {
    TaskBase& coroutine = *step.innermost;
    coroutine.frame().resume();
    if (step.returned) {
      step.returned = false;
      coroutine.destroy_frame();
      if (&coroutine == this) return true;
      step.innermost = coroutine.link_;
    } else if (step.next != nullptr) {
      step.innermost = std::exchange(step.next, nullptr);
    } else {
      link_ = step.innermost;
      return false;
    }
  }
}

// The coroutine returned (StopIteration in Python) or raised.
void TaskBase::end() {
  if (has_exception()) {
    if (!is_cancelled_error(stored_exception())) return finish();
    trouble().cancelled_exc = std::exchange(trouble().exception, nullptr);
    cancel_future({});
  } else if (must_cancel_) {  // the task was cancelled right before its coroutine returned
    must_cancel_ = false;
    forget_result();
    cancel_future(cancel_message());
  } else {
    finish();
  }
}

void TaskBase::wait_for(FutureBase& future) {
  if (&future == this) return step_soon("Task cannot await on itself");
  if (future.loop() != loop()) return step_soon("Task got Future attached to a different loop");
  future.add_done_callback(Callback::wakeup(Ref<TaskBase>(this)));
  fut_waiter_ = Ref<FutureBase>(&future);
  if (must_cancel_ && future.cancel(cancel_message())) must_cancel_ = false;
}

void TaskBase::step_soon(const char* error) {
  loop()->call_soon([self = Ref<TaskBase>(this), error] {
    self->throw_into(std::make_exception_ptr(RuntimeError(error)));
  });
}

void TaskBase::destroy_frame() noexcept {
  frame().destroy();
  has_frame_ = false;
}

void TaskBase::abandon() noexcept {
  FutureBase::abandon();
  fut_waiter_ = nullptr;
  if (has_frame_) destroy_frame();
}

}  // namespace gathercheck::reference::detail
