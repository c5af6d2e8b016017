// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <vector>

#include "gathercheck/reference/asyncio.hpp"
#include "gathercheck/reference/detail/group_future.hpp"
#include "play.hpp"
#include "recorder.hpp"

namespace gathercheck::conformance {

namespace aio = gathercheck::reference;

/// What the gathers of one run know of each other. A right gather knows nothing.
struct Past {
  /// Who listens to a child.
  struct Owner {
    const void* child;
    const void* gather;
  };

  std::vector<const void*> children;  ///< of all gathers
  std::vector<Owner> owners;          ///< the last one of a child counts
  bool was_cancelled = false;         ///< one of the gathers was
  bool has_empty_list = false;
  ReferenceValue empty_list;
  std::shared_ptr<ReferenceValue::List> list;  ///< the result of all of them
  std::unique_ptr<aio::EventLoop> other_loop;  ///< one that never runs
  std::vector<std::function<void()>> waiting;  ///< gathers that wait for others to end
  std::size_t running = 0;                     ///< gathers that do not
};

/// gather as asyncio/tasks.py has it, written down plainly: one virtual function for each decision.
/// As it stands it does what the reference does, only slower. A wrong gather overrides the one
/// decision that it gets wrong.
class PlainGather : public aio::detail::WithResult<ReferenceValue, aio::detail::GroupFuture> {
 public:
  using Future = aio::detail::FutureBase;  ///< any future: a child, or the outer itself
  using Reference = aio::detail::Ref<Future>;
  using Outcome = aio::Outcome<ReferenceValue>;

  PlainGather() noexcept = default;

  /// Calls gather. `outer` is a new one of the kind that is to be called.
  static aio::Future<ReferenceValue> call(aio::detail::Ref<PlainGather> outer, GatherCall call,
                                          Past& past);

 protected:
  virtual ~PlainGather() = default;

  // --- The call.

  /// The loop over the arguments, and what is left to do when the outer exists.
  virtual void gather();
  /// One argument: a child that was seen before, or a new one that is wrapped and watched.
  virtual void process(std::size_t position);
  /// The child at an earlier position that is the same object; null if there is none.
  virtual Future* seen_before(std::size_t position);
  /// The child for this argument: coroutines become tasks.
  virtual Reference wrap(std::size_t position);
  /// Asks to hear of the child: done() is asked for now or, if the edition does that, after the
  /// call, or else child_done is a done callback.
  virtual void watch(Future& child);
  /// What becomes of an outer without children.
  virtual void when_empty();
  /// What the call returns: the outer.
  virtual aio::Future<ReferenceValue> returned();

  // --- A child is done.

  /// gather's done callback.
  virtual void child_done(Future& child);
  /// What it does when the outer has been settled before.
  virtual void too_late(Future& child);
  /// Whether the end of this child ends the outer at once.
  virtual bool is_failure(Future& child);
  /// Ends the outer because of this child.
  virtual void fail(Future& child);
  /// The exception of an outer that ends because of this child.
  virtual std::exception_ptr error_of(Future& child);
  /// Whether all children have been heard of.
  virtual bool are_all_done();
  /// Ends the outer now that all children are done, `last` as the last of them.
  virtual void complete(Future& last);
  /// The exception of an outer that was cancelled and whose children are all done.
  virtual std::exception_ptr error_of_cancellation();
  /// The result list.
  virtual ReferenceValue results() { return list_of(children_); }
  /// What stands in the list for this child: a value, or an exception in its place.
  virtual Outcome entry(Future& child);
  /// Settles the outer. Everything that ends it passes here, but for what users do by hand.
  virtual void settle(const Outcome& outcome);

  // --- Somebody cancels the outer.

  Future* next_to_cancel(std::size_t asked) override;
  bool end_cancel(bool accepted) override;

  // --- What the wrong ones need.

  std::size_t size() const noexcept { return call_.arguments.size(); }
  /// The children without repetitions, in the order of the arguments.
  std::vector<Reference> distinct() const;
  /// The others.
  std::vector<Reference> siblings(const Future& child) const;
  /// The place of the child among the arguments, the first if there are several.
  std::size_t position_of(const Future& child) const;
  /// A list with an entry for each of these.
  ReferenceValue list_of(const std::vector<Reference>& children);
  /// Takes out the callbacks that are registered on the outer, in order.
  std::vector<aio::detail::Callback> take_callbacks();
  /// Registers this as a done callback of the outer.
  void add_callback(std::function<void()> function);
  /// Adds child_done as a done callback.
  void add_callback_to(Future& child);
  /// Calls `function` in the next turn, unless the outer is gone by then.
  template <class F>
  void call_soon(F&& function) {
    running().call_soon(
        [self = Reference(this), function = std::forward<F>(function)] { function(); });
  }
  static aio::EventLoop& running() { return aio::EventLoop::running(); }
  static ReferenceValue& result_of(Future& child) {
    return aio::detail::result_of<ReferenceValue>(child);
  }
  static bool is_task(const Future& child) { return child.kind() == Kind::task; }
  static bool is_gather(const Future& child) { return child.kind() == Kind::group; }
  /// The task, of a child that is one.
  static aio::detail::TaskBase& task(Future& child) {
    return static_cast<aio::detail::TaskBase&>(child);
  }
  /// Whether the task waits for nothing: it has not begun, or is in the ready queue.
  static bool is_ready(Future& child) { return is_task(child) && !task(child).fut_waiter(); }
  /// The result, of a child that returned what a T holds; null of any other.
  template <class T>
  static const T* returned(Future& child) {
    return child.has_result() ? std::get_if<T>(&result_of(child).data) : nullptr;
  }
  /// The error of the scenario that the child has failed with; null if it did not, or otherwise.
  static const ScriptError* script_error(const Future& child) {
    return child.has_exception() ? aio::exception_as<ScriptError>(child.stored_exception())
                                 : nullptr;
  }
  /// Another exception object that says the same.
  static std::exception_ptr copy_of(const std::exception_ptr& error);
  /// Another list object with the same entries; anything else as it is.
  static ReferenceValue copy_of(const ReferenceValue& value);
  static std::exception_ptr cancelled_error(const aio::CancelMessage& message = {}) {
    return std::make_exception_ptr(aio::CancelledError(message));
  }

  void abandon() noexcept override;

  GatherCall call_;
  Past* past_ = nullptr;             // of the run
  std::vector<Reference> children_;  // by position; null until it is processed
  std::vector<Reference> done_children_;
  std::size_t nfuts_ = 0;
  std::size_t nfinished_ = 0;
  bool exists_ = false;  // the call has come so far that there is an outer
  bool cancel_requested_ = false;

 private:
  class Listener;
  void destroy() noexcept override { delete this; }
};

/// A new gather of the class that has the mistake, for Mutant::make.
template <class Wrong>
PlainGather* make() {
  return new Wrong;
}

}  // namespace gathercheck::conformance
