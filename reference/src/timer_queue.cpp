// SPDX-License-Identifier: MIT
#include "gathercheck/reference/detail/timer_queue.hpp"

#include <algorithm>
#include <utility>

namespace gathercheck::reference::detail {

bool TimerQueue::later(const Timer& a, const Timer& b) noexcept {
  if (a.handle->when() != b.handle->when()) return a.handle->when() > b.handle->when();
  return a.number > b.number;
}

void TimerQueue::push(Ref<HandleState> handle) {
  heap_.push_back({created_++, std::move(handle)});
  std::push_heap(heap_.begin(), heap_.end(), later);
}

bool TimerQueue::settle() noexcept {
  if (heap_.size() > 100 && cancelled_ > heap_.size() / 2) drop_cancelled();
  while (!heap_.empty() && heap_.front().handle->cancelled()) pop();
  return !heap_.empty();
}

Ref<HandleState> TimerQueue::pop() noexcept {
  std::pop_heap(heap_.begin(), heap_.end(), later);
  Ref<HandleState> handle = std::move(heap_.back().handle);
  heap_.pop_back();
  handle->unset_timer();
  if (handle->cancelled()) --cancelled_;
  return handle;
}

void TimerQueue::drop_cancelled() noexcept {
  std::erase_if(heap_, [](const Timer& timer) { return timer.handle->cancelled(); });
  std::make_heap(heap_.begin(), heap_.end(), later);
  cancelled_ = 0;
}

void TimerQueue::clear() noexcept {
  for (const Timer& timer : heap_) timer.handle->unset_timer();
  heap_.clear();
  cancelled_ = 0;
}

}  // namespace gathercheck::reference::detail
