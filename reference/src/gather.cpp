// SPDX-License-Identifier: MIT
#include "gathercheck/reference/gather.hpp"

namespace gathercheck::reference::detail {

// The loop over gather's arguments. A mark on the argument stands for asyncio's dictionary
// arg_to_fut. A coroutine to which nobody else has a reference can't come twice: it needs no mark.

inline void GatheringFuture::add_child(Ref<FutureBase>&& child, bool may_come_again) {
  ++nfuts_;
  if (may_come_again) child->is_argument_ = has_marked_arguments_ = true;
  if (child->done() && calls_back_done_children_inline(children_loop_->edition())) {
    has_done_arguments_ = true;
  } else {
    child->add_done_callback(Callback::gathering(Ref<GatheringFuture>(this)));
  }
  children_.push_back(std::move(child));
}

void GatheringFuture::add_coroutine(Ref<FutureBase>&& argument) {
  const bool is_shared = argument->references() > 1;
  if (is_shared && argument->is_argument_) return children_.push_back(std::move(argument));
  EventLoop& loop = loop_for_coroutine();
  auto& task = static_cast<TaskBase&>(*argument);
  task.claim();
  task.start(loop);
  add_child(std::move(argument), is_shared);
}

void GatheringFuture::add_future(Ref<FutureBase>&& argument) {
  if (argument->is_argument_) return children_.push_back(std::move(argument));
  if (argument->loop() == nullptr) throw RuntimeError("Event loop is closed");
  if (children_loop_ == nullptr) children_loop_ = argument->loop();
  if (argument->loop() != children_loop_) {
    throw ValueError(
        "The future belongs to a different loop than the one specified as the loop argument");
  }
  add_child(std::move(argument), true);
}

EventLoop& GatheringFuture::loop_for_coroutine() {
  if (children_loop_ == nullptr) children_loop_ = &EventLoop::running();
  return *children_loop_;
}

void GatheringFuture::start() {
  is_started_ = true;
  attach(loop_for_coroutine());
  if (children_.empty()) return set_results(*this);
  if (!has_marked_arguments_) return;
  for (std::size_t i = 0; i < children_.size(); ++i) {
    const Ref<FutureBase> child = children_[i];
    const bool is_first = child->is_argument_;
    child->is_argument_ = false;
    if (has_done_arguments_ && is_first && child->done()) done_callback(*child);
  }
}

void GatheringFuture::give_up() noexcept {
  for (const Ref<FutureBase>& child : children_) child->is_argument_ = false;
  children_.clear();
}

void GatheringFuture::done_callback(FutureBase& child) {
  ++nfinished_;
  if (!is_started_) return;
  if (!return_exceptions_ && !child.has_result() && !done()) {
    set_exception(child.error_of_result());
  }
  if (nfinished_ == nfuts_) {
    if (!done()) all_are_done(child);
    children_ = {};
  }
}

void GatheringFuture::all_are_done(FutureBase& last) {
  if (cancel_requested_) {
    // Even with return_exceptions (bpo-32684). asyncio asks the last of its arguments for the
    // exception, whatever became of that one.
    return set_exception(children_.back()->make_cancelled_error());
  }
  try {
    set_results(last);
  } catch (...) {
    set_exception(std::current_exception());
  }
}

FutureBase* GatheringFuture::next_to_cancel(std::size_t asked) {
  return !done() && asked < children_.size() ? children_[asked].get() : nullptr;
}

bool GatheringFuture::end_cancel(bool accepted) {
  if (accepted) cancel_requested_ = true;
  return accepted;
}

void GatheringFuture::abandon() noexcept {
  FutureBase::abandon();
  children_.clear();
}

}  // namespace gathercheck::reference::detail
