// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "draft.hpp"

namespace gathercheck::conformance {

/// What an argument of a gather of the wide world is. Those without another word are bare
/// coroutines; a task is created before the call and has not run yet when that comes.
enum class Child : std::uint8_t {
  returns,
  sleeps,  ///< 1, and returns
  raises,
  sleeps_and_raises,  ///< 1
  raises_base_error,  ///< after 1: an exception outside of Exception
  raises_cancelled,
  yields,           ///< twice, and returns
  swallows,         ///< sleeps 2; when cancelled, returns
  cleans_up,        ///< sleeps 2; when cancelled, sleeps 1 before it ends
  converts,         ///< sleeps 2; when cancelled, raises TimeoutError
  goes_on,          ///< sleeps 1; when cancelled, sleeps 1 once more and returns
  cancels_outer,    ///< after it yielded once, and returns
  completes_outer,  ///< by hand, after it yielded once, and returns
  task,             ///< sleeps 1, and returns
  raising_task,     ///< raises KeyError after it yielded once
  swallowing_task,  ///< as swallows
  cleaning_task,    ///< as cleans_up
  cancelled_task,   ///< cancelled before the call, before it has begun
  ended_task,       ///< has returned before the call
  self_cancelling,  ///< cancels itself after it yielded once, then sleeps 1 and returns
  future,           ///< never settled
  settled_future,   ///< at 1
  failing_future,   ///< at 1
  dropped_future,   ///< cancelled at 1
  done_future,      ///< settled before the call
  failed_future,    ///< before the call
  cancelled_future  ///< before the call
};

/// Declares an argument of that kind, and what has to be done for it.
spec::Name add(Child child, Draft& draft);

}  // namespace gathercheck::conformance
