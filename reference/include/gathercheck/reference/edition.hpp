// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace gathercheck::reference {

/// A release series of CPython whose asyncio an event loop follows. gather is not one thing: what
/// differs between the editions is the table of functions below, and nothing else.
enum class Edition : std::uint8_t { v3_8 = 8, v3_9, v3_10, v3_11, v3_12, v3_13, v3_14 };

/// The edition that an event loop follows unless told otherwise.
inline constexpr Edition newest = Edition::v3_14;

/// Whether `cancel(message)` keeps its message (bpo-31033). Before 3.9 there is no such parameter
/// and messages are dropped.
constexpr bool keeps_cancel_messages(Edition edition) {
  return edition >= Edition::v3_9;
}

/// Whether a cancelled child stands in the result list as `CancelledError('')` when it has no
/// message (bpo-31033). In 3.8 it is `CancelledError()`, without arguments.
constexpr bool lists_empty_cancel_message(Edition edition) {
  return edition >= Edition::v3_9;
}

/// Whether the first to ask for the result of a cancelled task gets the very CancelledError that
/// ended it (gh-90985). Before 3.11 everyone gets a new one.
constexpr bool reraises_original_cancelled_error(Edition edition) {
  return edition >= Edition::v3_11;
}

/// Whether gather calls its done callback inline for children that are done when it is called
/// (gh-97696, which came with eager tasks). Before 3.12 they take the way through the ready queue.
constexpr bool calls_back_done_children_inline(Edition edition) {
  return edition >= Edition::v3_12;
}

/// Whether a shield that is done before what it shields leaves a callback there, so that an
/// exception nobody awaits any more is logged (gh-86802). Before 3.14 it leaves nothing.
constexpr bool watches_after_shield(Edition edition) {
  return edition >= Edition::v3_14;
}

}  // namespace gathercheck::reference
