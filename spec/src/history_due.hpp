// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <limits>
#include <optional>

#include "gathercheck/spec/history.hpp"

namespace gathercheck::spec {

/// When a gathering is due, and through which child: what CPython's gather makes of its children's
/// done callbacks, worked out from what the trace tells of the children.
class History::Due {
 public:
  /// Nothing while the gathering is pending.
  static std::optional<Due> of(const History& history, const Gathering& gathering);

  /// Whether the settlement came before the event; nothing if both are of one turn and it has no
  /// place.
  static std::optional<bool> is_before(const Settlement& s, std::size_t event, const Trace& trace);

  Settlement settlement;
  Name decider = no_name;  ///< the child; none if it was settled by hand or is empty
  bool sure_child = true;  ///< whether the trace tells it from the others of its turn

 private:
  class FromChildren;

  static std::optional<Due> by_children(const History& history, const Gathering& gathering);
};

}  // namespace gathercheck::spec
