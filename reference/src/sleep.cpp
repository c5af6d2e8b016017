// SPDX-License-Identifier: MIT
#include "gathercheck/reference/sleep.hpp"

#include <cmath>

namespace gathercheck::reference {

namespace detail {

/// The timer of a sleep, and the future that it completes.
class SleepTimer final : public HandleState {
 public:
  explicit SleepTimer(EventLoop& loop) : future_(loop.create_future<void>()) {}

  FutureBase& future() const noexcept { return future_.state(); }
  void run() override {
    if (!future_.done()) future_.set_result();
  }

 private:
  void forget() noexcept override {}

  Future<void> future_;
};

}  // namespace detail

Sleep::Sleep(Seconds delay) : delay_(delay) {
  if (std::isnan(delay.count())) throw ValueError("Invalid delay: NaN (not a number)");
}
Sleep::Sleep(Sleep&& other) noexcept = default;
Sleep::~Sleep() {
  if (timer_) timer_->cancel();
}

namespace {

Coroutine<void> sleeping(Sleep sleep) { co_await sleep; }

}  // namespace

Sleep::operator Coroutine<void>() && { return sleeping(std::move(*this)); }

void Sleep::await_suspend(std::coroutine_handle<>) {
  if (delay_ <= Seconds(0)) return;  // a bare yield
  EventLoop& loop = EventLoop::running();
  timer_ = detail::Ref<detail::SleepTimer>::adopt(new detail::SleepTimer(loop));
  loop.schedule(loop.time() + delay_, timer_);
  detail::Step::current()->yielded = &timer_->future();
}

void Sleep::await_resume() {
  if (timer_) timer_->cancel();
  detail::Step::current()->raise_thrown();
}

}  // namespace gathercheck::reference
