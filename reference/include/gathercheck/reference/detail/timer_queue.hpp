// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gathercheck/reference/handle.hpp"

namespace gathercheck::reference::detail {

/// The calls that wait for their time: earliest first, equal times in the order of their creation.
/// (CPython's heap compares the times only, so the order of equal ones is an accident there.)
class TimerQueue {
 public:
  TimerQueue() = default;
  TimerQueue(const TimerQueue&) = delete;
  TimerQueue& operator=(const TimerQueue&) = delete;
  ~TimerQueue() { clear(); }

  void push(Ref<HandleState> handle);
  /// Drops cancelled calls from the head; true if a call is left.
  bool settle() noexcept;
  bool empty() const noexcept { return heap_.empty(); }
  /// The time of the earliest call; there must be one.
  Seconds earliest() const noexcept { return heap_.front().handle->when(); }
  /// Takes the earliest call.
  Ref<HandleState> pop() noexcept;
  /// Says that one of the calls has been cancelled.
  void count_cancelled() noexcept { ++cancelled_; }
  void clear() noexcept;

 private:
  struct Timer {
    std::uint64_t number;
    Ref<HandleState> handle;
  };
  static bool later(const Timer& a, const Timer& b) noexcept;
  void drop_cancelled() noexcept;

  std::vector<Timer> heap_;
  std::uint64_t created_ = 0;
  std::size_t cancelled_ = 0;
};

}  // namespace gathercheck::reference::detail
