// SPDX-License-Identifier: MIT
#include "gathercheck/reference/detail/callback.hpp"

#include "gathercheck/reference/detail/gathering_future.hpp"
#include "gathercheck/reference/detail/task_base.hpp"
#include "gathercheck/reference/handle.hpp"

namespace gathercheck::reference::detail {

Callback Callback::user(std::unique_ptr<DoneFunction> function) noexcept {
  return {Kind::user, function.release()};
}

void Callback::operator()(const Ref<FutureBase>& future) {
  switch (kind()) {
    case Kind::step:
      return object<TaskBase>()->step();
    case Kind::wakeup:
      return object<TaskBase>()->wakeup();
    case Kind::gathering:
      return object<GatheringFuture>()->done_callback(*future);
    case Kind::user:
      return object<DoneFunction>()->call(future);
    case Kind::handle:
      if (!object<HandleState>()->cancelled()) object<HandleState>()->run();
      return;
    case Kind::list:
    case Kind::none:
      return;
  }
}

void Callback::append_second(Callback other) {
  if (kind() != Kind::list) {
    auto list = std::make_unique<CallbackList>();
    list->callbacks.push_back(std::move(*this));
    *this = Callback(Kind::list, list.release());
  }
  object<CallbackList>()->callbacks.push_back(std::move(other));
}

void Callback::remove(const DoneFunction* function) noexcept {
  if (kind() == Kind::user && object<DoneFunction>() == function) *this = Callback();
  if (kind() != Kind::list) return;
  std::erase_if(object<CallbackList>()->callbacks, [&](const Callback& each) {
    return each.kind() == Kind::user && each.object<DoneFunction>() == function;
  });
}

void Callback::drop() noexcept {
  switch (kind()) {
    case Kind::step:
    case Kind::wakeup:
      return object<TaskBase>()->release();
    case Kind::gathering:
      return object<GatheringFuture>()->release();
    case Kind::user:
      delete object<DoneFunction>();
      return;
    case Kind::handle:
      return object<HandleState>()->release();
    case Kind::list:
      delete object<CallbackList>();
      return;
    case Kind::none:
      return;
  }
}

}  // namespace gathercheck::reference::detail
