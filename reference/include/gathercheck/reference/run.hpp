// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

#include "gathercheck/reference/event_loop.hpp"

namespace gathercheck::reference {

namespace detail {

/// What asyncio.run does at the end: cancels the tasks that are left, lets them end, and reports
/// their exceptions to the loop's exception handler. It gives up on tasks that never end.
class Cleanup {
 public:
  explicit Cleanup(EventLoop& loop) noexcept : loop_(loop) {}
  Cleanup(const Cleanup&) = delete;
  Cleanup& operator=(const Cleanup&) = delete;
  ~Cleanup() { cancel_all_tasks(); }

 private:
  void cancel_all_tasks() noexcept;

  EventLoop& loop_;
};

/// Throws RuntimeError if a loop is running in this thread.
void check_no_loop_runs();

}  // namespace detail

/// asyncio.run: runs a coroutine in an event loop of its own, cancels the tasks that are left when
/// it ends, and returns its result or throws what it raised. Throws RuntimeError if a loop is
/// running.
template <class T>
T run(Coroutine<T> main, Edition edition = newest) {
  detail::check_no_loop_runs();
  EventLoop loop(edition);
  const detail::Cleanup cleanup(loop);
  return loop.run_until_complete(std::move(main));
}

}  // namespace gathercheck::reference
