// SPDX-License-Identifier: MIT
#include "gathercheck/reference/run.hpp"

#include <algorithm>

namespace gathercheck::reference::detail {

void Cleanup::cancel_all_tasks() noexcept {
  const std::vector<AnyFuture> tasks = loop_.all_tasks();
  for (const AnyFuture& task : tasks) task.cancel();
  const auto is_pending = [](const AnyFuture& task) { return !task.done(); };
  while (std::ranges::any_of(tasks, is_pending) && loop_.run_once()) {
  }
  for (const AnyFuture& task : tasks) {
    if (!task.done() || task.cancelled()) continue;
    if (auto exception = task.exception()) loop_.call_exception_handler(exception);
  }
}

void check_no_loop_runs() {
  if (EventLoop::running_or_null() != nullptr)
    throw RuntimeError("run() cannot be called from a running event loop");
}

}  // namespace gathercheck::reference::detail
