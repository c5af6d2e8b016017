// SPDX-License-Identifier: MIT
#include "gathercheck/reference/sleep.hpp"

#include <cmath>

namespace gathercheck::reference {

namespace detail {
namespace {

/// The timer of a sleep, and the future that it completes.
class SleepTimer final : public HandleState {
 public:
  explicit SleepTimer(Seconds delay) : delay_(delay) {}

  FutureBase& start(EventLoop& loop) {
    if (future_) throw RuntimeError("cannot reuse already awaited coroutine");
    future_ = loop.create_future<void>();
    retain();
    loop.schedule(loop.time() + delay_, Ref<HandleState>::adopt(this));
    return future_.state();
  }
  void run() override {
    if (!future_.done()) future_.set_result();
  }

 private:
  void forget() noexcept override {}

  const Seconds delay_;
  Future<void> future_;
};

}  // namespace
}  // namespace detail

namespace {

Coroutine<void> sleeping(Sleep sleep) {
  co_await sleep;
}

}  // namespace

Sleep::operator Coroutine<void>() && {
  return sleeping(std::move(*this));
}

detail::Ref<detail::HandleState> Sleep::make_timer(Seconds delay) {
  if (std::isnan(delay.count())) throw ValueError("Invalid delay: NaN (not a number)");
  return detail::Ref<detail::HandleState>::adopt(new detail::SleepTimer(delay));
}

void Sleep::start_timer() {
  auto& timer = static_cast<detail::SleepTimer&>(*timer_);
  detail::Step::current()->yielded = &timer.start(EventLoop::running());
}

}  // namespace gathercheck::reference
