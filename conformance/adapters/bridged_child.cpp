// SPDX-License-Identifier: MIT
#include "bridged_child.hpp"

namespace gathercheck::conformance {
namespace {

namespace aio = gathercheck::reference;
using aio::detail::FutureBase;
using aio::detail::TaskBase;

/// Asks for the CancelledError where asyncio's gather does, since some are given out only once.
class CancelledChild final : public Cancelled::Origin {
 public:
  explicit CancelledChild(FutureBase& child) : child_(&child) {}
  std::exception_ptr raised() const override { return child_->make_cancelled_error(); }
  std::exception_ptr listed() const override { return child_->listed_cancelled_error(); }

 private:
  aio::detail::Ref<FutureBase> child_;
};

Outcome outcome_of(FutureBase& child) {
  if (child.cancelled())
    return {std::make_exception_ptr(Cancelled(std::make_shared<CancelledChild>(child)))};
  if (child.has_exception()) return {child.stored_exception()};
  return {Value(aio::detail::result_of<ReferenceValue>(child))};
}

}  // namespace

/// The done callback by which a library hears of a child.
class BridgedChild::End final : public aio::detail::DoneFunction {
 public:
  End(std::unique_ptr<Child::Listener> listener, Bridge& bridge)
      : listener_(std::move(listener)), bridge_(bridge) {}

  void call(const aio::detail::Ref<FutureBase>& child) override {
    bridge_.tell([&] { listener_->ended(outcome_of(*child)); });
  }

 private:
  std::unique_ptr<Child::Listener> listener_;
  Bridge& bridge_;
};

void BridgedChild::start(std::unique_ptr<Child::Listener> listener) {
  if (is_bare_) begin();
  auto end = std::make_unique<End>(std::move(listener), bridge_);
  if (future_->done() && aio::calls_back_done_children_inline(future_->edition()))
    end->call(future_);
  else
    future_->add_done_callback(aio::detail::Callback::user(std::move(end)));
}

void BridgedChild::begin() {
  auto& task = static_cast<TaskBase&>(*future_);
  task.claim();
  task.start(aio::EventLoop::running());
  is_bare_ = false;
  is_begun_ = true;
}

void BridgedChild::drop() {
  if (is_begun_) give_up_();
}

std::optional<Outcome> BridgedChild::outcome() {
  if (is_bare_ || !future_->done()) return {};
  return outcome_of(*future_);
}

}  // namespace gathercheck::conformance
