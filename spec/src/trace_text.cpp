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

/// Two traces, told in the same detail.
class Lanes {
 public:
  Lanes(const Trace& left, const Trace& right, Detail detail)
      : left_(left),
        right_(right),
        left_phrases_(phrases(left, detail)),
        right_phrases_(phrases(right, detail)),
        rows_(aligned(left_phrases_, right_phrases_)) {
    for (Row& row : rows_) row.is_same = is_same(row);
  }

  bool differ() const { return !std::ranges::all_of(rows_, &Row::is_same); }
  const std::vector<TraceRow>& rows() const { return rows_; }
  std::string text() const {
    std::string text;
    bool same = true;
    for (const Row& row : rows_) {
      text += line(row, same && !row.is_same ? "> " : "  ");
      same = same && row.is_same;
    }
    return text;
  }

 private:
  using Row = TraceRow;

  static std::vector<std::string> phrases(const Trace& trace, Detail detail) {
    std::vector<std::string> texts;
    for (const Event& e : trace.events) texts.push_back(phrase(trace, e, detail));
    return texts;
  }

  /// Puts what says the same on both sides into one row, as much of it as possible, and what is
  /// between into rows that both sides share as long as they can.
  static std::vector<Row> aligned(const std::vector<std::string>& a,
                                  const std::vector<std::string>& b) {
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

  bool is_same(const Row& row) const {
    if (row.left == no_event || row.right == no_event) return false;
    return moment(left_, row.left) == moment(right_, row.right) &&
           left_phrases_[row.left] == right_phrases_[row.right];
  }

  static std::vector<std::string> cell(const std::vector<std::string>& phrases, std::size_t index) {
    if (index == no_event) return {};
    return wrapped(phrases[index], lane_width);
  }

  std::string line(const Row& row, std::string_view mark) const {
    const auto when = row.left != no_event ? moment(left_, row.left) : moment(right_, row.right);
    const auto left_lines = cell(left_phrases_, row.left);
    auto right_lines = cell(right_phrases_, row.right);
    if (row.left != no_event && row.right != no_event && when != moment(right_, row.right)) {
      const Event& e = right_.events[row.right];
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

  const Trace& left_;
  const Trace& right_;
  std::vector<std::string> left_phrases_;
  std::vector<std::string> right_phrases_;
  std::vector<Row> rows_;
};

}  // namespace

SideBySide side_by_side(const Trace& left, const Trace& right) {
  const Lanes plain(left, right, Detail::plain);
  if (plain.differ()) return {Detail::plain, plain.rows()};
  return {Detail::objects, Lanes(left, right, Detail::objects).rows()};
}

std::string lanes(const Trace& left, std::string_view left_title, const Trace& right,
                  std::string_view right_title) {
  const Lanes plain(left, right, Detail::plain);
  return "     t turn  " + padded(cut(left_title), lane_width + 2) + cut(right_title) + "\n" +
         (plain.differ() ? plain : Lanes(left, right, Detail::objects)).text();
}

}  // namespace gathercheck::spec
