// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "gathercheck/reference/detail/future_base.hpp"

namespace gathercheck::reference::detail {

class TaskBase;

/// One call of cancel() on a task or on a group, as gather returns. In CPython these call cancel()
/// of what they wait for, which calls cancel() in turn; here the calls that have not returned yet
/// are kept in a list, so that the depth has no limit. Same order, same return values.
class CancelWalk {
 public:
  explicit CancelWalk(const CancelMessage& message) noexcept : message_(message) {}
  CancelWalk(const CancelWalk&) = delete;
  CancelWalk& operator=(const CancelWalk&) = delete;
  ~CancelWalk();

  bool cancel(FutureBase& root);

 private:
  /// A call that has not returned yet.
  struct Call {
    FutureBase* future;
    std::size_t asked = 0;  // how many of those that it waits for have been asked
    bool answer = false;    // whether one of them said yes
    bool is_first = true;   // no earlier call of the same future is waiting
  };

  bool enter(FutureBase& future);
  FutureBase* next_to_ask(Call& call);
  bool leave(const Call& call);

  const CancelMessage& message_;
  std::vector<Call> calls_;
  bool found_cycle_ = false;
};

}  // namespace gathercheck::reference::detail
