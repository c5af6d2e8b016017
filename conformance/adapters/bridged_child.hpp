// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "bridge.hpp"
#include "gathercheck/reference/asyncio.hpp"

namespace gathercheck::conformance {

/// An argument of gather, for a library to see.
class BridgedChild final : public Child::Operation {
 public:
  BridgedChild(const reference::Awaitable<ReferenceValue>& argument, std::function<void()> give_up,
               Bridge& bridge)
      : future_(argument.future()),
        give_up_(std::move(give_up)),
        is_bare_(argument.is_coroutine()),
        bridge_(bridge) {}

  void start(std::unique_ptr<Child::Listener> listener) override;
  bool cancel() override { return !is_bare_ && future_->cancel({}); }
  void drop() override;
  std::optional<Outcome> outcome() override;

 private:
  class End;
  void begin();

  reference::detail::Ref<reference::detail::FutureBase> future_;
  std::function<void()> give_up_;
  bool is_bare_;           // a coroutine that nobody has begun
  bool is_begun_ = false;  // it was, and the library began it
  Bridge& bridge_;
};

}  // namespace gathercheck::conformance
