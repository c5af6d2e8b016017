// SPDX-License-Identifier: MIT
#include "gathercheck/reference/event_loop.hpp"

#include <cstdio>

#include "gathercheck/reference/detail/gathering_future.hpp"

namespace gathercheck::reference {

/// Says that the loop is running, for as long as this lives.
class EventLoop::Running {
 public:
  explicit Running(EventLoop& loop) {
    if (running_ == &loop) throw RuntimeError("This event loop is already running");
    if (running_ != nullptr) {
      throw RuntimeError("Cannot run the event loop while another loop is running");
    }
    running_ = &loop;
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() { running_ = nullptr; }
};

/// The done callback by which run_until_complete takes notice.
class EventLoop::Stop final : public detail::DoneFunction {
 public:
  explicit Stop(bool& is_stopping) noexcept : is_stopping_(is_stopping) {}
  void call(const detail::Ref<detail::FutureBase>&) override { is_stopping_ = true; }

 private:
  bool& is_stopping_;
};

EventLoop::~EventLoop() {
  while (futures_.linked() || ready_.size() > 0) {
    ready_.clear();
    abandon_futures();
  }
  timers_.clear();
  detail::FramePool::trim(detail::FramePool::kept_between_loops);
}

// Every future lets go of what it holds, and then of the loop. Destructors of the user's run here,
// and may make new futures.
void EventLoop::abandon_futures() noexcept {
  std::vector<detail::Ref<detail::FutureBase>> futures;
  for (auto* link = futures_.next(); link != &futures_; link = link->next()) {
    futures.emplace_back(static_cast<detail::FutureBase*>(link));
  }
  for (const auto& future : futures) future->abandon();
  for (const auto& future : futures) future->detach();
}

EventLoop& EventLoop::running() {
  if (running_ == nullptr) throw RuntimeError("no running event loop");
  return *running_;
}

bool EventLoop::run_once() {
  const Running running(*this);
  return run_turn();
}

bool EventLoop::run_turn() {
  move_expired_timers();
  std::size_t n = ready_.size();
  if (n == 0) return false;
  ++turn_;
  for (; n > 0; --n) {
    detail::ReadyQueue::Entry& entry = ready_.front();
    try {
      entry.callback(entry.future);
    } catch (...) {
      call_exception_handler(std::current_exception());
    }
    ready_.pop_front();
  }
  return true;
}

void EventLoop::move_expired_timers() {
  if (!timers_.settle()) return;
  if (ready_.size() == 0 && timers_.earliest() > time_) time_ = timers_.earliest();
  while (!timers_.empty() && timers_.earliest() <= time_) {
    post(detail::Callback::handle(timers_.pop()));
  }
}

void EventLoop::run_until_idle() {
  while (run_once()) {
  }
}

void EventLoop::run_until_done(detail::FutureBase& future) {
  const Running running(*this);
  bool is_stopping = false;
  auto function = std::make_unique<Stop>(is_stopping);
  const Stop* registered = function.get();
  future.add_done_callback(detail::Callback::user(std::move(function)));
  while (!is_stopping) {
    if (run_turn()) continue;
    future.remove_done_callback(registered);
    throw RuntimeError("Event loop stopped before Future completed: nothing is ready (deadlock)");
  }
}

std::vector<AnyFuture> EventLoop::all_tasks() const {
  std::vector<AnyFuture> tasks;
  for (auto* link = futures_.next(); link != &futures_; link = link->next()) {
    auto* future = static_cast<detail::FutureBase*>(link);
    if (future->kind() == detail::FutureBase::Kind::task && !future->done()) {
      tasks.emplace_back(detail::Ref<detail::FutureBase>(future));
    }
  }
  return tasks;
}

TimerHandle EventLoop::schedule(Seconds when, detail::Ref<detail::HandleState> handle) {
  handle->set_timer(*this, when);
  timers_.push(handle);
  return TimerHandle(std::move(handle));
}

namespace {

void print_exception(const std::exception_ptr& exception) noexcept {
  try {
    std::rethrow_exception(exception);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "Exception in callback: %s\n", error.what());
  } catch (const CancelledError&) {
    std::fprintf(stderr, "Exception in callback: CancelledError\n");
  } catch (...) {
    std::fprintf(stderr, "Exception in callback\n");
  }
}

}  // namespace

void EventLoop::call_exception_handler(std::exception_ptr exception) noexcept {
  if (!exception_handler_) return print_exception(exception);
  try {
    exception_handler_(exception);
  } catch (...) {
    print_exception(exception);
    print_exception(std::current_exception());
  }
}

AnyFuture current_task() noexcept {
  const detail::Step* step = detail::Step::current();
  if (step == nullptr) return {};
  return AnyFuture(detail::Ref<detail::FutureBase>(step->task));
}

int cancelling(const AnyFuture& task) {
  if (task.state().kind() != detail::FutureBase::Kind::task)
    throw RuntimeError("only a task counts its cancellations");
  return static_cast<int>(static_cast<detail::TaskBase&>(task.state()).num_cancels_requested());
}

}  // namespace gathercheck::reference
