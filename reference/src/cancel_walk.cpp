// SPDX-License-Identifier: MIT
#include "cancel_walk.hpp"

#include "gathercheck/reference/detail/group_future.hpp"
#include "gathercheck/reference/detail/task_base.hpp"

namespace gathercheck::reference::detail {

namespace {

// How deep CPython gets in a cycle of awaits before it gives up, roughly: the default recursion
// limit. Before that the futures on the way have been asked many times over, which shows.
constexpr std::size_t recursion_limit = 1000;

}  // namespace

CancelWalk::~CancelWalk() {
  for (const Call& call : calls_) call.future->is_on_cancel_walk_ = false;
}

bool CancelWalk::cancel(FutureBase& root) {
  bool answer = enter(root);
  while (!calls_.empty()) {
    const std::size_t depth = calls_.size();
    if (FutureBase* next = next_to_ask(calls_.back())) {
      answer = enter(*next);
      if (calls_.size() > depth) continue;
    } else {
      answer = leave(calls_.back());
      if (calls_.back().is_first) calls_.back().future->is_on_cancel_walk_ = false;
      calls_.pop_back();
    }
    if (answer && !calls_.empty()) calls_.back().answer = true;
  }
  return answer;
}

// Calls cancel() of this future. The answer counts if no call was added, that is if it returned.
bool CancelWalk::enter(FutureBase& future) {
  if (future.kind() == FutureBase::Kind::future) return future.cancel_future(message_);
  if (future.kind() == FutureBase::Kind::task && future.done()) return false;
  if (future.kind() == FutureBase::Kind::task) ++future.trouble().num_cancels_requested;
  found_cycle_ = found_cycle_ || future.is_on_cancel_walk_;
  if (found_cycle_ && calls_.size() >= recursion_limit) {
    throw RecursionError("maximum recursion depth exceeded: tasks await each other in a cycle");
  }
  calls_.push_back({.future = &future, .is_first = !future.is_on_cancel_walk_});
  future.is_on_cancel_walk_ = true;
  return false;
}

FutureBase* CancelWalk::next_to_ask(Call& call) {
  const std::size_t asked = call.asked++;
  if (call.future->kind() == FutureBase::Kind::task) {
    return asked == 0 ? static_cast<TaskBase*>(call.future)->fut_waiter() : nullptr;
  }
  return static_cast<GroupFuture*>(call.future)->next_to_cancel(asked);
}

// The end of Task.cancel and of a group's.
bool CancelWalk::leave(const Call& call) {
  if (call.future->kind() == FutureBase::Kind::task) {
    // If what it awaits was not there to be cancelled, the next step is already on its way.
    if (!call.answer) static_cast<TaskBase*>(call.future)->request_cancel(message_);
    return true;
  }
  return static_cast<GroupFuture*>(call.future)->end_cancel(call.answer);
}

}  // namespace gathercheck::reference::detail
