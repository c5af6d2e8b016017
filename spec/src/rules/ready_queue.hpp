// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "gathercheck/spec/history.hpp"

namespace gathercheck::spec::rules {

/// The place of an entry in the loop's ready queue, as far as a trace tells: entries of one turn
/// are compared by the event that queued them, then by what tells apart those that one event
/// queued.
struct QueuePlace {
  std::size_t cause =
      nowhere;       ///< nowhere if the trace does not tell; after a timer the end of that turn
  bool seen = true;  ///< false for an entry without an event that ran just before `cause`
  std::size_t request = 0;  ///< which of the objects that one cancel() reached, in that order
  std::size_t rank = 0;     ///< registration, or position among the arguments

  bool known() const { return cause != nowhere; }
  auto operator<=>(const QueuePlace&) const = default;
};

/// For each event with which an entry of the queue begins to run: its place among the entries that
/// were queued in the turn before. Unknown for every other event.
std::vector<QueuePlace> queue_places(const History& h);

}  // namespace gathercheck::spec::rules
