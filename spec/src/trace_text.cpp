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

namespace {

/// A title that fits above a lane.
std::string cut(std::string_view title) {
  if (title.size() <= lane_width) return std::string(title);
  return std::string(title.substr(0, lane_width - 3)) + "...";
}

/// A row of two lanes: an event on each side, or on one.
struct Row {
  std::size_t left;
  std::size_t right;
};
constexpr std::size_t no_event = static_cast<std::size_t>(-1);

bool is_same(const Trace& left, std::size_t l, const Trace& right, std::size_t r) {
  if (l == no_event || r == no_event) return false;
  const Event& a = left.events[l];
  const Event& b = right.events[r];
  return a.time == b.time && a.turn == b.turn && phrase(left, a) == phrase(right, b);
}

std::vector<std::string> phrases(const Trace& trace) {
  std::vector<std::string> texts;
  for (const Event& e : trace.events) texts.push_back(phrase(trace, e));
  return texts;
}

/// Puts what says the same on both sides into one row, as much of it as possible, and what is
/// between into rows that both sides share as long as they can.
std::vector<Row> aligned(const Trace& left, const Trace& right) {
  const auto a = phrases(left);
  const auto b = phrases(right);
  // common[i][j]: how many rows a[i...] and b[j...] can have in common.
  std::vector<std::vector<std::size_t>> common(a.size() + 1,
                                               std::vector<std::size_t>(b.size() + 1, 0));
  for (auto i = a.size(); i-- > 0;)
    for (auto j = b.size(); j-- > 0;)
      common[i][j] =
          a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
  std::vector<Row> rows;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    const bool both = i < a.size() && j < b.size();
    const bool replaced = both && common[i + 1][j + 1] == common[i][j];
    if (both && (a[i] == b[j] || replaced))
      rows.push_back({i++, j++});
    else if (j == b.size() || (both && common[i + 1][j] == common[i][j]))
      rows.push_back({i++, no_event});
    else
      rows.push_back({no_event, j++});
  }
  return rows;
}

std::vector<std::string> cell(const Trace& trace, std::size_t index) {
  if (index == no_event) return {};
  return wrapped(phrase(trace, trace.events[index]), lane_width);
}

std::string row(const Trace& left, std::size_t l, const Trace& right, std::size_t r,
                std::string_view mark) {
  const auto when = l != no_event ? moment(left, l) : moment(right, r);
  const auto left_lines = cell(left, l);
  auto right_lines = cell(right, r);
  if (l != no_event && r != no_event && when != moment(right, r)) {
    const Event& e = right.events[r];
    right_lines.push_back("  (at " + std::to_string(e.time) + ", turn " + std::to_string(e.turn) +
                          ")");
  }
  std::string text;
  for (std::size_t k = 0; k < std::max(left_lines.size(), right_lines.size()); ++k) {
    text += k == 0 ? mark : "  ";
    text += (k == 0 ? when : std::string(9, ' ')) + "  ";
    text += padded(k < left_lines.size() ? left_lines[k] : "", lane_width + 2);
    text += k < right_lines.size() ? right_lines[k] : "";
    while (text.back() == ' ') text.pop_back();
    text += "\n";
  }
  return text;
}

}  // namespace

std::string lanes(const Trace& left, std::string_view left_title, const Trace& right,
                  std::string_view right_title) {
  std::string text =
      "     t turn  " + padded(cut(left_title), lane_width + 2) + cut(right_title) + "\n";
  bool same = true;
  for (const auto& [l, r] : aligned(left, right)) {
    const bool differs = !is_same(left, l, right, r);
    text += row(left, l, right, r, same && differs ? "> " : "  ");
    same = same && !differs;
  }
  return text;
}

}  // namespace gathercheck::spec
