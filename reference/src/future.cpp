// SPDX-License-Identifier: MIT
#include "gathercheck/reference/future.hpp"

#include <string>

namespace gathercheck::reference {

void detail::check_not_task(const FutureBase& future, const char* operation) {
  if (future.kind() != FutureBase::Kind::task) return;
  throw RuntimeError("Task does not support " + std::string(operation) + " operation");
}

const detail::Ref<detail::FutureBase>& AnyFuture::shared_state() const& {
  if (!state_) throw RuntimeError("Future object is not initialized.");
  return state_;
}

detail::Ref<detail::FutureBase> AnyFuture::shared_state() && {
  if (!state_) throw RuntimeError("Future object is not initialized.");
  return std::move(state_);
}

void AnyFuture::set_exception(std::exception_ptr exception) const {
  detail::check_not_task(state(), "set_exception");
  state().set_exception(std::move(exception));
}

EventLoop& AnyFuture::get_loop() const {
  if (state().loop() == nullptr) throw RuntimeError("Event loop is closed");
  return *state().loop();
}

}  // namespace gathercheck::reference
