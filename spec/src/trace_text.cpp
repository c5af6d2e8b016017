// SPDX-License-Identifier: MIT
#include "gathercheck/spec/trace_text.hpp"

#include <algorithm>
#include <vector>

namespace gathercheck::spec {
namespace {

constexpr std::size_t lane_width = 32;

std::string boolean(bool value) {
  return value ? "True" : "False";
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

std::string right_aligned(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

std::string shown_error(const Trace& trace, const Error& error) {
  const auto* said = error.message ? &*error.message : trace.text_of(error);
  return said ? error.type + "('" + *said + "')" : error.type;
}

std::string how_ended(const Trace& trace, const Outcome& outcome) {
  if (outcome.is_error()) return "raises " + shown(trace, outcome);
  return "returns " + shown(trace, outcome);
}

std::string gather_call(const Trace& trace, const Event& e) {
  std::string call = trace.name(e.of) + " = gather(";
  for (const auto child : e.children) call += trace.name(child) + ", ";
  if (e.return_exceptions) call += "return_exceptions=True, ";
  if (!e.children.empty() || e.return_exceptions) call.resize(call.size() - 2);
  call += ")";
  if (e.outcome.is_error()) return call + " raises " + shown(trace, e.outcome);
  return e.done ? call + ", done at once" : call;
}

std::string observation(const Trace& trace, const Event& e) {
  std::string text = trace.name(e.of) + ": done " + boolean(e.done) + ", cancelled " +
                     boolean(e.cancelled) + ", result " + shown(trace, e.outcome) + ", exception " +
                     shown(trace, e.exception);
  if (e.cancelling) text += ", cancelling " + std::to_string(*e.cancelling);
  return text;
}

/// Breaks a text into lines of at most `width`, at blanks where there are any.
std::vector<std::string> wrapped(std::string text, std::size_t width) {
  std::vector<std::string> lines;
  while (text.size() > width) {
    auto cut = text.rfind(' ', width);
    if (cut == std::string::npos || cut < width / 2) cut = width;
    lines.push_back(text.substr(0, cut));
    text = "  " + text.substr(text[cut] == ' ' ? cut + 1 : cut);
  }
  lines.push_back(std::move(text));
  return lines;
}

std::vector<std::string> lane(const Trace& trace, std::size_t index) {
  if (index >= trace.events.size()) return {"(nothing more)"};
  return wrapped(phrase(trace, trace.events[index]), lane_width);
}

std::string moment(const Trace& trace, std::size_t index) {
  if (index >= trace.events.size()) return std::string(9, ' ');
  const Event& e = trace.events[index];
  return right_aligned(e.time, 4) + ' ' + right_aligned(e.turn, 4);
}

}  // namespace

std::string shown(const Trace& trace, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value.data)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value.data)) return "'" + *text + "'";
  if (const auto* awaitable = std::get_if<Value::Awaitable>(&value.data))
    return "<" + trace.name(awaitable->name) + ">";
  if (const auto* error = value.error()) return shown_error(trace, *error);
  if (const auto* list = value.list()) {
    std::string text;
    for (const auto& item : list->items) text += (text.empty() ? "" : ", ") + shown(trace, item);
    return "[" + text + "]";
  }
  return "None";
}

std::string shown(const Trace& trace, const Outcome& outcome) {
  switch (outcome.kind) {
    case Outcome::Kind::cancelled:
      return "cancelled";
    case Outcome::Kind::result:
    case Outcome::Kind::error:
      return shown(trace, outcome.value);
    default:
      return "pending";
  }
}

std::string phrase(const Trace& trace, const Event& e) {
  const std::string of = e.of == no_name ? "?" : trace.name(e.of);
  const std::string by = e.by == no_name ? "?" : trace.name(e.by);
  switch (e.kind) {
    case EventKind::created:
      return by + " creates the task " + of;
    case EventKind::gather:
      return by + ": " + gather_call(trace, e);
    case EventKind::started:
      return of + " starts";
    case EventKind::sleeping:
      return of + " sleeps " + std::to_string(e.delay);
    case EventKind::resumed:
      return of + " wakes";
    case EventKind::interrupted:
      return of + " gets " + shown(trace, e.outcome) + " out of its sleep";
    case EventKind::awaiting:
      return of + " awaits " + (e.shield ? "shield of " : "") + trace.name(e.on);
    case EventKind::awaited:
      return of + " gets " + shown(trace, e.outcome) + " from " + trace.name(e.on);
    case EventKind::ended:
      return of + " " + how_ended(trace, e.outcome);
    case EventKind::cancel: {
      const std::string message = e.message ? "'" + *e.message + "'" : "";
      return of + ".cancel(" + message + ") by " + by + " -> " + boolean(e.accepted);
    }
    case EventKind::settle:
      return by + " settles " + of + " with " + shown(trace, e.outcome) +
             (e.accepted ? "" : ": InvalidStateError");
    case EventKind::registered:
      return by + " adds the callback " + trace.name(e.label) + " to " + of;
    case EventKind::callback:
      return "callback " + trace.name(e.label) + "(" + of + "), " + shown(trace, e.outcome);
    case EventKind::observed:
      return observation(trace, e);
    case EventKind::unhandled:
      return "the loop reports " + shown(trace, e.outcome) + " of " + of;
    case EventKind::skipped:
      return by + " skips " + trace.name(e.label) + " " + of;
    case EventKind::final:
      return "finally " + of + ": " + shown(trace, e.outcome);
    case EventKind::noted:
      return by + " notes " + trace.name(e.label) + (e.of == e.by ? "" : " of " + of) +
             (e.on == no_name ? "" : " and " + trace.name(e.on)) + ": " + shown(trace, e.outcome);
    case EventKind::logged:
      return "the loop logs \"" + e.message.value_or("") + "\" about " + of +
             (e.outcome.is_error() ? ": " + shown(trace, e.outcome) : "");
    case EventKind::warned:
      return "a " + e.message.value_or("") + " about " + of;
    case EventKind::escaped:
      return shown(trace, e.outcome) + " escapes from the run";
  }
  return "";
}

std::string timeline(const Trace& trace) {
  std::string text = "   t turn\n";
  for (std::size_t i = 0; i < trace.events.size(); ++i)
    text += moment(trace, i) + "  " + phrase(trace, trace.events[i]) + "\n";
  return text;
}

std::string lanes(const Trace& left, std::string_view left_title, const Trace& right,
                  std::string_view right_title, std::size_t first_difference) {
  std::string text = "     t turn  " + padded(std::string(left_title), lane_width + 2) +
                     std::string(right_title) + "\n";
  const auto size = std::max(left.events.size(), right.events.size());
  for (std::size_t i = 0; i < size; ++i) {
    const auto left_lines = lane(left, i);
    auto right_lines = lane(right, i);
    if (i >= first_difference && moment(left, i) != moment(right, i) && i < right.events.size()) {
      const Event& e = right.events[i];
      right_lines.push_back("  (at " + std::to_string(e.time) + ", turn " + std::to_string(e.turn) +
                            ")");
    }
    for (std::size_t k = 0; k < std::max(left_lines.size(), right_lines.size()); ++k) {
      text += i == first_difference && k == 0 ? "> " : "  ";
      text += (k == 0 ? moment(left, i) : std::string(9, ' ')) + "  ";
      text += padded(k < left_lines.size() ? left_lines[k] : "", lane_width + 2);
      text += k < right_lines.size() ? right_lines[k] : "";
      while (text.back() == ' ') text.pop_back();
      text += "\n";
    }
  }
  return text;
}

}  // namespace gathercheck::spec
