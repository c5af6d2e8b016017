// SPDX-License-Identifier: MIT
#pragma once

#include <coroutine>
#include <cstddef>
#include <exception>
#include <new>
#include <type_traits>
#include <utility>

#include "gathercheck/reference/detail/result.hpp"
#include "gathercheck/reference/detail/task_base.hpp"
#include "gathercheck/reference/outcome.hpp"

namespace gathercheck::reference {

template <class T>
class Coroutine;

namespace detail {

template <class T>
class CoroutinePromise;

/// A coroutine, or task, together with its result.
template <class T>
class alignas(FramePool::alignment) TaskState final : public WithResult<T, TaskBase> {
 public:
  /// One block of memory for the task and, behind it, the coroutine's frame.
  static void* allocate(std::size_t frame_size) {
    static_assert(sizeof(TaskState) / FramePool::alignment < 256,
                  "the result is too big to lie in the task: return a std::unique_ptr to it");
    const std::size_t size = sizeof(TaskState) + frame_size;
    auto* task = new (FramePool::allocate(size)) TaskState;
    task->size_class_ = FramePool::size_class(size);
    return task + 1;
  }
  /// The task in front of this frame.
  static TaskState& of_frame(void* frame) noexcept { return *(static_cast<TaskState*>(frame) - 1); }

  /// The frame is there and has a first owner.
  Ref<TaskState> hand_out() noexcept {
    this->has_frame_ = true;
    return Ref<TaskState>::adopt(this);
  }
  /// The frame is gone. Gives the memory back if it never had an owner, because a parameter could
  /// not be copied into it.
  void frame_destroyed() noexcept {
    if (!this->has_frame_) destroy();
  }

 private:
  TaskState() noexcept { this->frame_offset_ = sizeof(TaskState) / FramePool::alignment; }
  ~TaskState() = default;

  void destroy() noexcept override {
    if (this->has_frame_) this->destroy_frame();
    const FramePool::SizeClass size_class = this->size_class_;
    this->~TaskState();
    FramePool::deallocate(this, size_class);
  }
  void forget_result() noexcept override { this->drop_result(); }
};

/// Suspends a coroutine for good; its frame is destroyed by the step that is running it.
class FinalAwaiter {
 public:
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept { Step::current()->returned = true; }
  void await_resume() const noexcept {}
};

/// What the promises of all coroutines have in common. A promise has no data of its own.
template <class T>
class PromiseBase {
 public:
  static void* operator new(std::size_t frame_size) { return TaskState<T>::allocate(frame_size); }
  static void operator delete(void* frame) noexcept {
    TaskState<T>::of_frame(frame).frame_destroyed();
  }

  Coroutine<T> get_return_object() noexcept;
  std::suspend_always initial_suspend() const noexcept { return {}; }
  FinalAwaiter final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept { task().keep_exception(std::current_exception()); }

 protected:
  TaskState<T>& task() noexcept {
    auto& self = static_cast<CoroutinePromise<T>&>(*this);
    void* frame = std::coroutine_handle<CoroutinePromise<T>>::from_promise(self).address();
    // Clang derives the address from that of the promise, which it takes for a local variable until
    // late, and would drop accesses outside of it. From here on the address could be any.
    asm("" : "+r"(frame));
    return TaskState<T>::of_frame(frame);
  }
};

template <class T>
class CoroutinePromise final : public PromiseBase<T> {
 public:
  template <class U = T>
    requires std::is_constructible_v<T, U&&>
  void return_value(U&& value) {
    this->task().emplace_result(std::forward<U>(value));
  }
  void return_value(Raised raised) { this->task().keep_exception(raised.exception()); }
};

template <>
class CoroutinePromise<void> final : public PromiseBase<void> {
 public:
  void return_void() noexcept { task().emplace_result(); }
};

/// Awaits a bare coroutine: it runs inside the awaiting task.
template <class T>
class CoroutineAwaiter {
 public:
  explicit CoroutineAwaiter(Ref<TaskState<T>> coroutine) noexcept
      : coroutine_(std::move(coroutine)) {}

  bool await_ready() const {
    coroutine_->claim();
    return false;
  }
  void await_suspend(std::coroutine_handle<>) const noexcept {
    coroutine_->run_inside(*Step::current());
  }
  T await_resume() const {
    coroutine_->raise_exception();
    if constexpr (!std::is_void_v<T>) return std::move(coroutine_->result());
  }

 private:
  Ref<TaskState<T>> coroutine_;
};

}  // namespace detail

/// What calling a coroutine function gives, as Python's coroutine object: nothing has run yet. It
/// can be awaited (then it runs inside the awaiting task), or become a task by way of create_task,
/// gather or run, but only one of these and only once; the second time is a RuntimeError. Copies
/// are the same coroutine. One that is never used is destroyed without having run.
///
/// What can be awaited in it is what this library offers: coroutines, tasks, futures, sleeps.
/// Arguments and locals are destroyed when the coroutine ends. A reference argument must outlive
/// the coroutine, and so must the lambda object whose captures a coroutine lambda uses.
template <class T>
class [[nodiscard]] Coroutine {
 public:
  using promise_type = detail::CoroutinePromise<T>;
  using value_type = T;

  Coroutine() noexcept = default;
  explicit Coroutine(detail::Ref<detail::TaskState<T>> state) noexcept : state_(std::move(state)) {}

  explicit operator bool() const noexcept { return static_cast<bool>(state_); }
  friend bool operator==(const Coroutine&, const Coroutine&) noexcept = default;

  auto operator co_await() const& { return detail::CoroutineAwaiter<T>(shared_state()); }
  auto operator co_await() && {
    return detail::CoroutineAwaiter<T>(std::move(*this).shared_state());
  }

  /// The coroutine itself, for the library's own use. Throws RuntimeError if the handle is empty.
  const detail::Ref<detail::TaskState<T>>& shared_state() const& {
    check();
    return state_;
  }
  detail::Ref<detail::TaskState<T>> shared_state() && {
    check();
    return std::move(state_);
  }

 private:
  void check() const {
    if (!state_) throw RuntimeError("Coroutine object is not initialized.");
  }

  detail::Ref<detail::TaskState<T>> state_;
};

template <class T>
Coroutine<T> detail::PromiseBase<T>::get_return_object() noexcept {
  return Coroutine<T>(task().hand_out());
}

}  // namespace gathercheck::reference
