// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "gathercheck/reference/detail/future_base.hpp"
#include "gathercheck/reference/detail/group_future.hpp"
#include "gathercheck/reference/detail/task_base.hpp"

namespace gathercheck::reference::detail {

/// What gather returns but for the type of the result: asyncio's _GatheringFuture together with
/// the variables of gather's closure.
class GatheringFuture : public GroupFuture {
 public:
  /// gather's argument processing, one call per argument from left to right: wraps coroutines,
  /// finds duplicates, registers the done callback.
  void add_coroutine(Ref<FutureBase>&& argument);
  void add_future(Ref<FutureBase>&& argument);
  void reserve(std::size_t arguments) { children_.reserve(arguments); }
  /// The arguments are processed: from now on the outer future exists.
  void start();
  /// The processing ended with an exception: the children run on, nobody hears of them.
  void give_up() noexcept;

  const std::vector<Ref<FutureBase>>& children() const noexcept { return children_; }
  bool has_duplicates() const noexcept { return nfuts_ < children_.size(); }

  /// gather's _done_callback.
  void done_callback(FutureBase& child);

  /// _GatheringFuture.cancel: asks each position, and remembers if one said yes.
  FutureBase* next_to_cancel(std::size_t asked) override;
  bool end_cancel(bool accepted) override;

  void abandon() noexcept override;

 protected:
  explicit GatheringFuture(bool return_exceptions) noexcept
      : GroupFuture(Kind::gathering), return_exceptions_(return_exceptions) {}
  ~GatheringFuture() = default;

  /// All children are done: sets the list of their results as the result.
  /// `last` is the one whose callback is running: the queue still holds a reference to it.
  virtual void set_results(const FutureBase& last) = 0;

 private:
  void add_child(Ref<FutureBase>&& child, bool may_come_again);
  void all_are_done(FutureBase& last);
  EventLoop& loop_for_coroutine();

  std::vector<Ref<FutureBase>> children_;  // by position: duplicates are here twice
  std::size_t nfuts_ = 0;
  std::size_t nfinished_ = 0;
  EventLoop* children_loop_ = nullptr;
  const bool return_exceptions_;
  bool cancel_requested_ = false;
  bool is_started_ = false;
  bool has_marked_arguments_ = false;
  bool has_done_arguments_ = false;
};

inline Callback Callback::gathering(Ref<GatheringFuture> outer) noexcept {
  return {Kind::gathering, static_cast<FutureBase*>(outer.leak())};
}

}  // namespace gathercheck::reference::detail
