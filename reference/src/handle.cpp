// SPDX-License-Identifier: MIT
#include "gathercheck/reference/handle.hpp"

#include "gathercheck/reference/event_loop.hpp"

namespace gathercheck::reference::detail {

void HandleState::cancel() noexcept {
  if (cancelled_) return;
  cancelled_ = true;
  if (timer_of_ != nullptr) timer_of_->timers().count_cancelled();
  forget();
}

}  // namespace gathercheck::reference::detail
