// SPDX-License-Identifier: MIT
#include "event_words.hpp"

namespace gathercheck::tools {

using spec::Event;
using spec::EventKind;

std::string brief(const spec::Trace& trace, const Event& e, spec::Detail detail) {
  switch (e.kind) {
    case EventKind::created:
      return "created";
    case EventKind::gather:
      return e.done ? "gather(), done" : "gather()";
    case EventKind::started:
      return "starts";
    case EventKind::sleeping:
      return "sleeps " + std::to_string(e.delay);
    case EventKind::resumed:
      return "wakes";
    case EventKind::interrupted:
    case EventKind::unhandled:
      return shown(trace, e.outcome, detail);
    case EventKind::awaiting:
      return "awaits " + trace.name(e.on);
    case EventKind::awaited:
      return "gets " + shown(trace, e.outcome, detail);
    case EventKind::ended:
      return (e.outcome.is_error() ? "raises " : "returns ") + shown(trace, e.outcome, detail);
    case EventKind::cancel:
      return std::string("cancel(): ") + (e.accepted ? "True" : "False");
    case EventKind::settle:
      return (e.accepted ? "set to " : "refuses ") + shown(trace, e.outcome, detail);
    case EventKind::registered:
      return "callback " + trace.name(e.label);
    case EventKind::callback:
      return trace.name(e.label) + ": " + shown(trace, e.outcome, detail);
    case EventKind::observed:
      return e.done ? "is done" : "is not done";
    case EventKind::noted:
      return trace.name(e.label) + ": " + shown(trace, e.outcome, detail);
    case EventKind::logged:
      return "logged" +
             (e.outcome.is_error() ? ": " + shown(trace, e.outcome, detail) : std::string());
    case EventKind::warned:
      return e.message.value_or("");
    case EventKind::escaped:
      return "out of the run: " + shown(trace, e.outcome, detail);
    default:
      return spec::phrase(trace, e, detail);
  }
}

std::string_view look(const spec::Outcome& outcome) {
  if (outcome.is_cancelled() || outcome.is_cancellation()) return "cancelled";
  if (outcome.is_error()) return "failed";
  return outcome.is_result() ? "succeeded" : "plain";
}

std::string_view look(const Event& e) {
  if (e.kind == EventKind::cancel) return "cancelled";
  const bool told = e.kind == EventKind::observed || e.kind == EventKind::noted;
  return told ? "plain" : look(e.outcome);
}

}  // namespace gathercheck::tools
