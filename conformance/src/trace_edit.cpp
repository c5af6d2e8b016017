// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/trace_edit.hpp"

#include <algorithm>
#include <array>

#include "edits.hpp"

namespace gathercheck::conformance {
namespace {

/// An edit of what only the Python dialect tells.
constexpr TraceEdit of_dialect(std::string_view word, std::string_view meaning,
                               bool (*apply)(spec::Trace&, Choices&)) {
  return {word, meaning, apply, spec::Profile::python, true};
}

}  // namespace

std::span<const TraceEdit> trace_edits() {
  using namespace edits;
  static constexpr std::array table{
      TraceEdit{"drop", "something that happened to a program is not seen", drop},
      TraceEdit{"duplicate", "it is seen twice", duplicate},
      TraceEdit{"swap", "two events of one turn, by different actors, change places", swap},
      TraceEdit{"move", "an event happens at another place of the trace", move},
      TraceEdit{"retime", "an event happens at another time", retime},
      TraceEdit{"turn", "an event happens in another turn", change_turn},
      TraceEdit{"value", "a value in an outcome is another one", change_value},
      TraceEdit{"error", "an exception in an outcome is of another type", change_error},
      TraceEdit{"outcome", "an outcome is of another sort: result, error, cancelled, pending",
                change_outcome},
      TraceEdit{"state", "done(), cancelled() or get_loop() says the contrary", change_state},
      TraceEdit{"answer", "cancel(), set_result() or set_exception() answers the contrary",
                change_answer},
      TraceEdit{"identity", "a list or an exception is another object, or the same as another",
                change_identity},
      TraceEdit{"message", "a CancelledError has another message", change_message},
      TraceEdit{"cancelling", "cancelling() counts otherwise", change_cancelling},
      TraceEdit{"report", "the loop is told of a child's failure", report},
      TraceEdit{"skip", "an action that found its object is skipped", change_skip},
      TraceEdit{"reorder", "two different entries of a result change places", reorder},
      TraceEdit{"completion_order", "a result is in the order of completion", order_of_completion},
      TraceEdit{"shorten", "a result lacks an entry", shorten},
      TraceEdit{"lengthen", "a result has an entry twice", lengthen},
      TraceEdit{"flatten", "a list within a result is dissolved", flatten},
      TraceEdit{"blame_another", "a gather fails with the exception of a child that failed later",
                blame_another},
      TraceEdit{"blame_neighbour", "a gather fails with that of one that failed at the same time",
                blame_neighbour, spec::Profile::turns},
      TraceEdit{"list_instead", "a gather that fails gives a list", list_instead},
      TraceEdit{"raise_instead", "a gather that gives a list with an exception raises it",
                raise_instead},
      TraceEdit{"cancelled_instead", "a gather that fails with CancelledError is cancelled",
                cancelled_instead},
      TraceEdit{"late_entry", "something runs a turn later, and so does everything after",
                late_entry},
      TraceEdit{"late_wake", "the awaiter of a gather wakes a turn later, and so on", late_wake},
      TraceEdit{"late_instant", "a script that waited goes on a unit of time later", late_instant},
      TraceEdit{"early_wake", "an await ends as soon as it begins", early_wake},
      TraceEdit{"swap_entries", "two neighbours in the ready queue change places", swap_entries},
      TraceEdit{"eager_start", "a child takes its first step within the call of gather",
                eager_start},
      TraceEdit{"early_callback", "a callback is called by what registers it", early_callback},
      TraceEdit{"drop_callback", "a callback is not called", drop_callback},
      TraceEdit{"cut_off", "a child does not go on after its sibling failed", cut_off},
      TraceEdit{"cancel_siblings", "a child is cancelled when its sibling fails", cancel_siblings},
      TraceEdit{"run_on", "a child that was cancelled in a sleep sleeps on and returns", run_on},
      TraceEdit{"never_start", "a body never runs", never_start},
      TraceEdit{"never_start_asked", "a body never runs that was cancelled soon after it started",
                never_start_asked, spec::Profile::turns},
      TraceEdit{"never_react", "a script that was interrupted is never heard of again",
                never_react},
      of_dialect("drop_told", "a report, a warning or an escaped error is not seen", drop_told),
      of_dialect("duplicate_told", "it is seen twice", duplicate_told),
      of_dialect("move_told", "it is seen at another place of the trace", move_told),
      of_dialect("note", "a note has another value", change_note),
      of_dialect("logged", "a report has another text or error", change_report),
      of_dialect("category", "a warning is of another category", change_category),
      of_dialect("call", "a call of gather that raised returns, or the reverse", change_call),
  };
  return table;
}

const TraceEdit* find_edit(std::string_view word) {
  const auto found = std::ranges::find(trace_edits(), word, &TraceEdit::word);
  return found == trace_edits().end() ? nullptr : &*found;
}

}  // namespace gathercheck::conformance
