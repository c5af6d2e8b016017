// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

#include "gathercheck/reference/coroutine.hpp"
#include "gathercheck/reference/future.hpp"

namespace gathercheck::reference {

/// A handle to a coroutine that runs by itself: asyncio.Task. It is a Future whose ending is the
/// coroutine's: set_result and set_exception throw RuntimeError. A task runs on without a handle.
template <class T>
class Task : public Future<T> {
 public:
  Task() noexcept = default;
  explicit Task(detail::Ref<detail::TaskBase> state) noexcept : Future<T>(std::move(state)) {}
};

}  // namespace gathercheck::reference
