// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "gathercheck/reference/detail/future_base.hpp"

namespace gathercheck::reference::detail {

/// A future that stands for others, as the one that gather returns does. Its cancel() asks each of
/// them to cancel; what asks in turn is told by the two questions below, so that the depth of
/// groups in groups has no limit.
///
/// A group of another kind than gather's is a WithResult<T, GroupFuture>: it behaves as any future
/// where it is awaited, cancelled, or is a child itself.
class GroupFuture : public FutureBase {
 public:
  /// In a call of cancel(): the future to be asked after so many have been. Null when none is left,
  /// as when the group is done.
  virtual FutureBase* next_to_cancel(std::size_t asked) = 0;
  /// The end of cancel(), and what it returns. `accepted` is whether one of them said yes.
  virtual bool end_cancel(bool accepted) = 0;

 protected:
  explicit GroupFuture(Kind kind = Kind::group) noexcept : FutureBase(kind) {}
  ~GroupFuture() = default;
};

}  // namespace gathercheck::reference::detail
