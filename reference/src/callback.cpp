// SPDX-License-Identifier: MIT
#include "gathercheck/reference/detail/callback.hpp"

#include "gathercheck/reference/detail/gathering_future.hpp"
#include "gathercheck/reference/detail/task_base.hpp"
#include "gathercheck/reference/handle.hpp"

namespace gathercheck::reference::detail {

Callback Callback::user(std::unique_ptr<DoneFunction> function) noexcept {
  return {Kind::user, function.release()};
}

void Callback::operator()(Ref<FutureBase>& future) {
  switch (kind()) {
    case Kind::step:
      return static_cast<TaskBase*>(object<FutureBase>())->step();
    case Kind::wakeup:
      future = nullptr;  // the task has it, and may move the result out of it
      return static_cast<TaskBase*>(object<FutureBase>())->wakeup();
    case Kind::gathering:
      return static_cast<GatheringFuture*>(object<FutureBase>())->done_callback(*future);
    case Kind::user:
      return object<DoneFunction>()->call(future);
    case Kind::handle:
      if (!object<HandleState>()->cancelled()) object<HandleState>()->run();
      return;
    case Kind::list:  // lists are split before they get to the loop
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
  if (kind() <= Kind::gathering) return object<FutureBase>()->release();
  if (kind() == Kind::handle) return object<HandleState>()->release();
  if (kind() == Kind::user) delete object<DoneFunction>();
  if (kind() == Kind::list) delete object<CallbackList>();
}

}  // namespace gathercheck::reference::detail
