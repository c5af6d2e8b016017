// SPDX-License-Identifier: MIT
#include "gathercheck/reference/sleep.hpp"

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

namespace {

Coroutine<void> sleeping(Sleep sleep) { co_await sleep; }

}  // namespace

Sleep::operator Coroutine<void>() && { return sleeping(std::move(*this)); }

void Sleep::refuse_nan() { throw ValueError("Invalid delay: NaN (not a number)"); }

void Sleep::start_timer() {
  EventLoop& loop = EventLoop::running();
  auto timer = detail::Ref<detail::SleepTimer>::adopt(new detail::SleepTimer(loop));
  detail::Step::current()->yielded = &timer->future();
  timer_ = std::move(timer);
  loop.schedule(loop.time() + delay_, timer_);
}

}  // namespace gathercheck::reference
