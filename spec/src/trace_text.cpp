// SPDX-License-Identifier: MIT
#include "gathercheck/spec/trace_text.hpp"

#include <algorithm>
#include <vector>

namespace gathercheck::spec {
namespace {

std::string boolean(bool value) {
  return value ? "True" : "False";
}

std::string right_aligned(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

/// Which object it is, where that is to be told and known.
std::string number(ObjectId id, Detail detail) {
  return detail == Detail::plain || id == 0 ? "" : " #" + std::to_string(id);
}

std::string shown_error(const Trace& trace, const Error& error, Detail detail) {
  const auto* said = error.message ? &*error.message : trace.text_of(error);
  return (said ? error.type + "('" + *said + "')" : error.type) + number(error.id, detail);
}

std::string how_ended(const Trace& trace, const Outcome& outcome, Detail detail) {
  return (outcome.is_error() ? "raises " : "returns ") + shown(trace, outcome, detail);
}

std::string gather_call(const Trace& trace, const Event& e, Detail detail) {
  std::string call = trace.name(e.of) + " = gather(";
  for (const auto child : e.children) call += trace.name(child) + ", ";
  if (e.return_exceptions) call += "return_exceptions=True, ";
  if (!e.children.empty() || e.return_exceptions) call.resize(call.size() - 2);
  call += ")";
  if (e.outcome.is_error()) return call + " raises " + shown(trace, e.outcome, detail);
  return e.done ? call + ", done at once" : call;
}

std::string observation(const Trace& trace, const Event& e, Detail detail) {
  std::string text = trace.name(e.of) + ": done " + boolean(e.done) + ", cancelled " +
                     boolean(e.cancelled) + ", result " + shown(trace, e.outcome, detail) +
                     ", exception " + shown(trace, e.exception, detail);
  if (detail == Detail::objects) text += e.loop ? ", its own loop" : ", not its own loop";
  if (e.cancelling) text += ", cancelling " + std::to_string(*e.cancelling);
  return text;
}

}  // namespace

std::string shown(const Trace& trace, const Value& value, Detail detail) {
  if (const auto* number = std::get_if<std::int64_t>(&value.data)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value.data)) return "'" + *text + "'";
  if (const auto* awaitable = std::get_if<Value::Awaitable>(&value.data))
    return "<" + trace.name(awaitable->name) + ">";
  if (const auto* error = value.error()) return shown_error(trace, *error, detail);
  if (const auto* list = value.list()) {
    std::string text;
    for (const auto& item : list->items)
      text += (text.empty() ? "" : ", ") + shown(trace, item, detail);
    return "[" + text + "]" + number(list->id, detail);
  }
  return "None";
}

std::string shown(const Trace& trace, const Outcome& outcome, Detail detail) {
  switch (outcome.kind) {
    case Outcome::Kind::cancelled:
      return "cancelled";
    case Outcome::Kind::result:
    case Outcome::Kind::error:
      return shown(trace, outcome.value, detail);
    default:
      return "pending";
  }
}

std::string phrase(const Trace& trace, const Event& e, Detail detail) {
  const std::string of = e.of == no_name ? "?" : trace.name(e.of);
  const std::string by = e.by == no_name ? "?" : trace.name(e.by);
  switch (e.kind) {
    case EventKind::created:
      return by + " creates the task " + of;
    case EventKind::gather:
      return by + ": " + gather_call(trace, e, detail);
    case EventKind::started:
      return of + " starts";
    case EventKind::sleeping:
      return of + " sleeps " + std::to_string(e.delay);
    case EventKind::resumed:
      return of + " wakes";
    case EventKind::interrupted:
      return of + " gets " + shown(trace, e.outcome, detail) + " out of its sleep";
    case EventKind::awaiting:
      return of + " awaits " + (e.shield ? "shield of " : "") + trace.name(e.on);
    case EventKind::awaited:
      return of + " gets " + shown(trace, e.outcome, detail) + " from " + trace.name(e.on);
    case EventKind::ended:
      return of + " " + how_ended(trace, e.outcome, detail);
    case EventKind::cancel: {
      const std::string message = e.message ? "'" + *e.message + "'" : "";
      return of + ".cancel(" + message + ") by " + by + " -> " + boolean(e.accepted);
    }
    case EventKind::settle:
      return by + " settles " + of + " with " + shown(trace, e.outcome, detail) +
             (e.accepted ? "" : ": InvalidStateError");
    case EventKind::registered:
      return by + " adds the callback " + trace.name(e.label) + " to " + of;
    case EventKind::callback:
      return "callback " + trace.name(e.label) + "(" + of + "), " + shown(trace, e.outcome, detail);
    case EventKind::observed:
      return observation(trace, e, detail);
    case EventKind::unhandled:
      return "the loop reports " + shown(trace, e.outcome, detail) + " of " + of;
    case EventKind::skipped:
      return by + " skips " + trace.name(e.label) + " " + of;
    case EventKind::final:
      return "finally " + of + ": " + shown(trace, e.outcome, detail);
    case EventKind::noted:
      return by + " notes " + trace.name(e.label) + (e.of == e.by ? "" : " of " + of) +
             (e.on == no_name ? "" : " and " + trace.name(e.on)) + ": " +
             shown(trace, e.outcome, detail);
    case EventKind::logged:
      return "the loop logs \"" + e.message.value_or("") + "\" about " + of +
             (e.outcome.is_error() ? ": " + shown(trace, e.outcome, detail) : "");
    case EventKind::warned:
      return "a " + e.message.value_or("") + " about " + of;
    case EventKind::escaped:
      return shown(trace, e.outcome, detail) + " escapes from the run";
  }
  return "";
}

std::string moment(const Event& event) {
  return right_aligned(event.time, 4) + ' ' + right_aligned(event.turn, 4);
}

std::string timeline(const Trace& trace) {
  std::string text = "   t turn\n";
  for (const Event& each : trace.events) text += moment(each) + "  " + phrase(trace, each) + "\n";
  return text;
}

}  // namespace gathercheck::spec
