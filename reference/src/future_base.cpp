// SPDX-License-Identifier: MIT
#include "gathercheck/reference/detail/future_base.hpp"

#include <memory>
#include <utility>

#include "cancel_walk.hpp"
#include "gathercheck/reference/event_loop.hpp"

namespace gathercheck::reference::detail {

void FutureBase::detach() noexcept {
  loop_ = nullptr;
  unlink();
}

void FutureBase::abandon() noexcept {
  callbacks_ = Callback();
}

namespace {

// The objects whose last reference is gone and that wait to be destroyed; null if none is being
// destroyed.
constinit thread_local FutureLink* doomed = nullptr;

}  // namespace

void FutureBase::dispose() noexcept {
  unlink();
  if (doomed != nullptr) return link_before(*doomed);
  FutureLink others;
  doomed = &others;
  destroy();
  while (others.linked()) {
    auto* next = static_cast<FutureBase*>(others.next());
    next->unlink();
    next->destroy();
  }
  doomed = nullptr;
}

std::exception_ptr FutureBase::make_cancelled_error() {
  if (trouble_ == nullptr) return std::make_exception_ptr(CancelledError());
  if (trouble_->cancelled_exc && reraises_original_cancelled_error(edition_)) {
    return std::exchange(trouble_->cancelled_exc, nullptr);
  }
  return std::make_exception_ptr(CancelledError(trouble_->cancel_message));
}

std::exception_ptr FutureBase::listed_cancelled_error() const {
  CancelMessage message = cancel_message();
  if (!message && lists_empty_cancel_message(edition_)) message = "";
  return std::make_exception_ptr(CancelledError(std::move(message)));
}

std::exception_ptr FutureBase::exception() {
  if (cancelled()) std::rethrow_exception(make_cancelled_error());
  if (!done()) throw InvalidStateError("Exception is not set.");
  return has_exception() ? stored_exception() : nullptr;
}

std::exception_ptr FutureBase::error_of_result() {
  if (!done()) return std::make_exception_ptr(InvalidStateError("Result is not ready."));
  if (cancelled()) return make_cancelled_error();
  return has_exception() ? stored_exception() : nullptr;
}

void FutureBase::check_result() {
  if (!has_result_) std::rethrow_exception(error_of_result());
}

void FutureBase::check_pending() const {
  if (done()) throw InvalidStateError("invalid state");
}

void FutureBase::set_exception(std::exception_ptr exception) {
  check_pending();
  if (!exception) throw ValueError("expected an exception, but there is none");
  trouble().exception = std::move(exception);
  finish();
}

void FutureBase::finish() {
  state_ = State::finished;
  schedule_callbacks();
}

bool FutureBase::cancel_future(const CancelMessage& message) {
  if (done()) return false;
  state_ = State::cancelled;
  set_cancel_message(message);
  schedule_callbacks();
  return true;
}

bool FutureBase::cancel(const CancelMessage& message) {
  if (kind_ == Kind::future) return cancel_future(message);
  return CancelWalk(message).cancel(*this);
}

namespace {

/// shield's _log_on_exception. Nothing is logged here, but the call takes its place in a turn.
class LogOnException final : public DoneFunction {
 public:
  void call(const Ref<FutureBase>&) override {}
};

}  // namespace

void FutureBase::watch_after_shield() {
  if (is_watched_) return;
  is_watched_ = true;
  add_done_callback(Callback::user(std::make_unique<LogOnException>()));
}

void FutureBase::refuse_without_loop() {
  throw RuntimeError("Event loop is closed");
}

void FutureBase::schedule_callbacks() {
  if (!callbacks_) return;
  if (callbacks_.kind() != Callback::Kind::list) {
    return loop_->post(std::move(callbacks_), *this);
  }
  std::move(callbacks_).split([this](Callback&& callback) {
    loop_->post(std::move(callback), *this);
  });
  callbacks_ = Callback();
}

FutureBase::Trouble& FutureBase::trouble() {
  if (trouble_ == nullptr) trouble_ = std::make_unique<Trouble>();
  return *trouble_;
}

void FutureBase::set_cancel_message(const CancelMessage& message) {
  const bool has_message = message && keeps_cancel_messages(edition_);
  if (has_message || trouble_ != nullptr) {
    trouble().cancel_message = has_message ? message : CancelMessage();
  }
}

}  // namespace gathercheck::reference::detail
