// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <utility>

namespace gathercheck::reference::detail {

class FutureBase;
class TaskBase;

/// One step of a task: the talk between the task and the coroutine that it runs, for which Python
/// has send, throw, yield and StopIteration. It lives on the stack of TaskBase::step.
class Step {
 public:
  Step(TaskBase& running, const std::exception_ptr* exception) noexcept
      : task(&running), thrown(exception), previous_(std::exchange(current_, this)) {}
  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;
  ~Step() { current_ = previous_; }

  /// The step being run; null outside of tasks.
  static Step* current() noexcept { return current_; }

  /// Raises in the coroutine what the task throws into it.
  void raise_thrown() {
    if (thrown != nullptr) std::rethrow_exception(*std::exchange(thrown, nullptr));
  }

  /// Takes it without raising it; null if there is nothing.
  std::exception_ptr take_thrown() {
    return thrown != nullptr ? *std::exchange(thrown, nullptr) : nullptr;
  }

  TaskBase* const task;
  TaskBase* innermost = nullptr;  ///< the coroutine being run: the task's own, or one it awaits
  TaskBase* next = nullptr;       ///< set by a coroutine that awaits this bare coroutine
  FutureBase* yielded = nullptr;  ///< set by a coroutine that awaits this future; or a bare yield
  bool returned = false;          ///< set by a coroutine that came to its end
  const std::exception_ptr* thrown;  ///< to be raised where the coroutine goes on, or null

 private:
  Step* previous_;
  static inline constinit thread_local Step* current_ = nullptr;
};

}  // namespace gathercheck::reference::detail
