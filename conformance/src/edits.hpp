// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "gathercheck/conformance/choices.hpp"
#include "gathercheck/spec/history.hpp"

/// The edits of trace_edits(), by what they change, and what they have in common.
namespace gathercheck::conformance::edits {

using spec::Event;
using spec::EventKind;
using spec::Name;
using spec::Trace;

using Edit = bool(Trace&, Choices&);

// One event: edits_of_events.cpp.
Edit drop, duplicate, swap, move, retime, change_turn;
// What one event shows: edits_of_outcomes.cpp.
Edit change_value, change_error, change_outcome, change_state, change_answer, change_identity,
    change_message, change_cancelling, report, change_skip;
// The result of a gather wherever it is seen: edits_of_results.cpp.
Edit reorder, order_of_completion, shorten, lengthen, flatten, blame_another, blame_neighbour,
    list_instead, raise_instead, cancelled_instead;
// When something runs: edits_of_entries.cpp.
Edit late_entry, late_wake, late_instant, early_wake, swap_entries, eager_start, early_callback,
    drop_callback;
// What becomes of a child: edits_of_fates.cpp.
Edit cut_off, cancel_siblings, run_on, never_start, never_start_asked, never_react;
// The Python dialect: edits_of_dialect.cpp.
Edit drop_told, duplicate_told, move_told, change_note, change_report, change_category, change_call;

/// The place of an event that is wanted; nothing if there is none.
template <typename Wanted>
std::optional<std::size_t> choose_event(const Trace& trace, Choices& choices, Wanted is_wanted) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < trace.events.size(); ++i)
    if (is_wanted(trace.events[i])) found.push_back(i);
  if (found.empty()) return {};
  return found[choices.below(static_cast<std::uint32_t>(found.size()))];
}

/// One of several things; nothing if there are none.
template <typename Item>
std::optional<Item> choose(const std::vector<Item>& items, Choices& choices) {
  if (items.empty()) return {};
  return items[choices.below(static_cast<std::uint32_t>(items.size()))];
}

inline auto at(Trace& trace, std::size_t place) {
  return trace.events.begin() + static_cast<std::ptrdiff_t>(place);
}

/// Who runs when the event happens: a script, the timeline, a callback; nobody after the run.
inline Name runner(const Event& e) {
  if (e.kind == EventKind::final) return spec::no_name;
  if (e.kind == EventKind::callback) return e.label;
  return e.by == spec::no_name ? e.of : e.by;
}

/// One past the last event of the entry of the ready queue that begins at `place`, as far as it is
/// seen: what one script or callback does in one go.
std::size_t end_of_entry(const Trace& trace, std::size_t place);

/// Whether an entry of the ready queue begins with the event.
bool begins_entry(const Trace& trace, std::size_t place);

}  // namespace gathercheck::conformance::edits
