// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <utility>
#include <vector>

#include "gathercheck/reference/coroutine.hpp"
#include "gathercheck/reference/detail/ready_queue.hpp"
#include "gathercheck/reference/detail/timer_queue.hpp"
#include "gathercheck/reference/edition.hpp"
#include "gathercheck/reference/future.hpp"
#include "gathercheck/reference/handle.hpp"
#include "gathercheck/reference/task.hpp"

namespace gathercheck::reference {

/// asyncio's event loop, with a clock of its own: time stands still while anything is ready and
/// then jumps to the next timer. One thread, no input or output.
///
/// A loop may be destroyed at any time at which it does not run. Tasks that are still pending never
/// go on, their frames are destroyed, and handles that outlive the loop stay safe to use: what
/// needs the loop throws RuntimeError.
class EventLoop {
 public:
  using ExceptionHandler = std::function<void(std::exception_ptr)>;

  explicit EventLoop(Edition edition = newest) noexcept : edition_(edition) {}
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;
  ~EventLoop();

  /// The loop that is running in this thread. Throws RuntimeError if there is none.
  static EventLoop& running();
  /// The same, but null if there is none.
  static EventLoop* running_or_null() noexcept { return running_; }

  Edition edition() const noexcept { return edition_; }
  /// Virtual seconds since the loop was made.
  Seconds time() const noexcept { return time_; }
  /// The number of the turn being run, or else of the last one. The first turn is 0; before it, -1.
  std::int64_t turn() const noexcept { return turn_; }

  /// Calls `function()` in the next turn, after what is already waiting for it.
  template <class F>
  Handle call_soon(F&& function);
  /// Calls `function()` after a delay of virtual time.
  template <class F>
  TimerHandle call_later(Seconds delay, F&& function);
  /// Calls `function()` at a time. Calls at equal times are made in the order of their creation.
  template <class F>
  TimerHandle call_at(Seconds when, F&& function);

  /// Makes the coroutine a task, whose first step runs in the next turn. Throws RuntimeError if it
  /// has been awaited or made a task before.
  template <class T>
  Task<T> create_task(Coroutine<T> coroutine);
  /// A pending future of this loop.
  template <class T>
  Future<T> create_future();
  /// The tasks that are not done, oldest first.
  std::vector<AnyFuture> all_tasks() const;

  /// Runs one turn: lets time pass if nothing is ready, puts expired timers behind what is ready,
  /// and calls what is ready now, but not what becomes ready meanwhile. False, without counting a
  /// turn, if nothing is ready and no timer is left.
  bool run_once();
  /// Runs turns until nothing is ready and no timer is left.
  void run_until_idle();
  /// Runs until the future is done, and returns its result or throws what it ended with. As in
  /// Python it takes notice by a done callback, one turn later. Throws RuntimeError if the loop
  /// goes idle before: nothing could ever complete the future.
  template <class T>
  T run_until_complete(Future<T> future);
  template <class T>
  T run_until_complete(Coroutine<T> coroutine);

  /// Gets the exceptions that escape from callbacks; they harm nothing else. Without a handler they
  /// are printed to standard error.
  void set_exception_handler(ExceptionHandler handler) { exception_handler_ = std::move(handler); }
  void call_exception_handler(std::exception_ptr exception) noexcept;

  /// Puts a callback into the ready queue, for the library's own use.
  void post(detail::Callback&& callback) {
    ready_.push([&] { return detail::ReadyQueue::Entry{std::move(callback), nullptr}; });
  }
  void post(detail::Callback&& callback, detail::FutureBase& future) {
    ready_.push([&] {
      return detail::ReadyQueue::Entry{std::move(callback),
                                       detail::Ref<detail::FutureBase>(&future)};
    });
  }
  void post_step(detail::TaskBase& task) {
    ready_.push([&] {
      return detail::ReadyQueue::Entry{detail::Callback::step(detail::Ref<detail::TaskBase>(&task)),
                                       nullptr};
    });
  }
  /// Puts a handle into the timer queue, for the library's own use.
  TimerHandle schedule(Seconds when, detail::Ref<detail::HandleState> handle);
  /// The list that the loop's futures are linked into, for the library's own use.
  detail::FutureLink& futures() noexcept { return futures_; }
  detail::TimerQueue& timers() noexcept { return timers_; }

 private:
  class Running;
  class Stop;
  bool run_turn();
  void move_expired_timers();
  void run_until_done(detail::FutureBase& future);
  void abandon_futures() noexcept;

  detail::ReadyQueue ready_;
  detail::TimerQueue timers_;
  detail::FutureLink futures_;
  Seconds time_{0};
  std::int64_t turn_ = -1;
  ExceptionHandler exception_handler_;
  const Edition edition_;
  static inline constinit thread_local EventLoop* running_ = nullptr;
};

/// The task whose coroutine is being run; empty if none is.
AnyFuture current_task() noexcept;

/// How often cancel() was called on the task while it was not done: asyncio.Task.cancelling(),
/// which CPython has from 3.11. Throws RuntimeError if the future is no task.
int cancelling(const AnyFuture& task);

/// EventLoop::create_task of the running loop.
template <class T>
Task<T> create_task(Coroutine<T> coroutine) {
  return EventLoop::running().create_task(std::move(coroutine));
}

template <class F>
Handle EventLoop::call_soon(F&& function) {
  auto handle = detail::make_handle(std::forward<F>(function));
  post(detail::Callback::handle(handle));
  return Handle(std::move(handle));
}

template <class F>
TimerHandle EventLoop::call_later(Seconds delay, F&& function) {
  return call_at(time_ + delay, std::forward<F>(function));
}

template <class F>
TimerHandle EventLoop::call_at(Seconds when, F&& function) {
  return schedule(when, detail::make_handle(std::forward<F>(function)));
}

template <class T>
Task<T> EventLoop::create_task(Coroutine<T> coroutine) {
  auto state = std::move(coroutine).shared_state();
  state->claim();
  state->start(*this);
  return Task<T>(std::move(state));
}

template <class T>
Future<T> EventLoop::create_future() {
  auto state = detail::FutureState<T>::make();
  state->attach(*this);
  return Future<T>(std::move(state));
}

template <class T>
T EventLoop::run_until_complete(Future<T> future) {
  run_until_done(future.state());
  future.state().check_result();
  if constexpr (!std::is_void_v<T>) return detail::take_result<T>(future.state());
}

template <class T>
T EventLoop::run_until_complete(Coroutine<T> coroutine) {
  return run_until_complete(static_cast<Future<T>>(create_task(std::move(coroutine))));
}

// What futures do with their loop for every child of a gather, here to be inlined.

inline void detail::FutureBase::attach(EventLoop& loop) noexcept {
  loop_ = &loop;
  edition_ = loop.edition();
  link_before(loop.futures());
}

inline void detail::FutureBase::add_done_callback(Callback callback) {
  if (loop_ == nullptr) refuse_without_loop();
  if (!done()) return callbacks_.append(std::move(callback));
  loop_->post(std::move(callback), *this);
}

inline void detail::TaskBase::start(EventLoop& loop) {
  attach(loop);
  link_ = this;
  loop.post_step(*this);
}

}  // namespace gathercheck::reference
