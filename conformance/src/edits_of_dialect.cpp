// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>

#include "edits.hpp"
#include "object_ids.hpp"

namespace gathercheck::conformance::edits {
namespace {

using spec::Outcome;
using spec::Value;

/// Whether a note tells what came of something, and not what the program is like: the run's own
/// notes about a call say what the call was given.
bool tells(const Trace& trace, const Event& e) {
  static constexpr std::string_view answers[] = {
      "class",        "alive",      "traceback", "awaited_by", "cancel_takes_message",
      "equal",        "hash_equal", "same",      "same_error", "number",
      "current_task", "variable",   "pending",   "done"};
  return e.kind == EventKind::noted &&
         std::ranges::find(answers, trace.name(e.label)) != std::end(answers);
}

}  // namespace

bool change_note(Trace& trace, Choices& choices) {
  const auto place = choose_event(trace, choices, [&](const Event& e) { return tells(trace, e); });
  if (!place) return false;
  auto& value = trace.events[*place].outcome.value;
  if (auto* number = std::get_if<std::int64_t>(&value.data))
    *number += *number > 0 && choices.below(2) == 0 ? -1 : 1;
  else if (auto* text = std::get_if<std::string>(&value.data))
    text->append("x");
  else
    value.data = std::int64_t{1};
  return true;
}

bool change_report(Trace& trace, Choices& choices) {
  const auto place =
      choose_event(trace, choices, [](const Event& e) { return e.kind == EventKind::logged; });
  if (!place) return false;
  Event& e = trace.events[*place];
  if (e.message && choices.below(2) == 0)
    *e.message += "x";
  else if (e.outcome.is_error() && choices.below(2) == 0)
    e.outcome = {};
  else
    e.outcome = Outcome::failure({"MemoryError", {}, new_id(trace)});
  return true;
}

bool change_category(Trace& trace, Choices& choices) {
  const auto place =
      choose_event(trace, choices, [](const Event& e) { return e.kind == EventKind::warned; });
  if (place) trace.events[*place].message = "FutureWarning";
  return place.has_value();
}

bool change_call(Trace& trace, Choices& choices) {
  const auto place =
      choose_event(trace, choices, [&](const Event& e) { return e.kind == EventKind::gather; });
  if (!place) return false;
  Event& e = trace.events[*place];
  if (e.outcome.is_error() && choices.below(2) == 0)
    e.outcome = {};
  else
    e.outcome =
        Outcome::failure({e.outcome.is_error() ? "MemoryError" : "TypeError", {}, new_id(trace)});
  return true;
}

}  // namespace gathercheck::conformance::edits
