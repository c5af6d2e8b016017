// SPDX-License-Identifier: MIT
#include "sequence_diagram.hpp"

#include <algorithm>
#include <string_view>

#include "event_words.hpp"
#include "gathercheck/spec/trace_text.hpp"
#include "markup.hpp"

namespace gathercheck::tools {
namespace {

using spec::Event;
using spec::EventKind;
using spec::Name;

// In pixels.
constexpr int margin = 58;
constexpr int lane_width = 138;
constexpr int head = 34;
constexpr int row_height = 21;
constexpr std::size_t label_length = 20;

class Diagram {
 public:
  explicit Diagram(const spec::Trace& trace) : trace_(trace) {}

  std::string draw() {
    const auto end = std::ranges::find(trace_.events, EventKind::final, &Event::kind);
    for (auto event = trace_.events.begin(); event != end; ++event) row(*event);
    const int bottom = y_ + row_height / 2;
    for (auto event = end; event != trace_.events.end(); ++event) {
      if (event->kind == EventKind::final)
        state(*event);
      else
        row(*event);  // in the Python dialect, what was reported when all was let go
    }
    const int width = margin + lane_width * static_cast<int>(trace_.kinds.size());
    const int height = std::max(bottom + 2 * row_height, y_ + row_height);
    std::string svg = "<svg class=\"diagram\" role=\"img\" viewBox=\"0 0 " + std::to_string(width) +
                      " " + std::to_string(height) + "\" width=\"" + std::to_string(width) +
                      "\" height=\"" + std::to_string(height) +
                      "\" aria-label=\"Sequence of events; the same as text below\">";
    for (std::size_t n = 0; n < trace_.kinds.size(); ++n) svg += lane(static_cast<Name>(n), bottom);
    return svg + body_ + "</svg>";
  }

 private:
  static int x(Name n) { return margin + 12 + lane_width * n; }

  std::string lane(Name n, int bottom) const {
    const auto at = std::to_string(x(n));
    return "<line class=\"lane\" x1=\"" + at + "\" x2=\"" + at + "\" y1=\"" + std::to_string(head) +
           "\" y2=\"" + std::to_string(bottom) + "\"/><text class=\"head\" x=\"" +
           std::to_string(x(n) - 8) + "\" y=\"16\">" + escaped(trace_.name(n)) +
           "</text><text class=\"kind\" x=\"" + std::to_string(x(n) - 8) + "\" y=\"29\">" +
           std::string(to_string(trace_.kind(n))) + "</text>";
  }

  void row(const Event& e) {
    y_ += row_height;
    moment(e);
    body_ += "<g class=\"" + std::string(look(e)) + "\"><title>" +
             escaped(spec::phrase(trace_, e)) + "</title>";
    const Name subject = trace_.is_awaitable(e.of) ? e.of : spec::main_name;
    const Name from = e.kind == EventKind::awaited ? e.on : e.by;
    if (trace_.is_awaitable(from) && from != subject) arrow(from, subject);
    if (e.kind == EventKind::gather)
      for (const Name child : e.children) arrow(subject, child);
    dot(subject);
    label(subject, brief(trace_, e));
    body_ += "</g>";
  }

  /// The time, once for each instant, and the turn, once for each turn.
  void moment(const Event& e) {
    if (e.turn == turn_) return;
    if (e.time != time_) text("time", 4, "t=" + std::to_string(e.time));
    text("turn", margin - 26, "#" + std::to_string(e.turn));
    time_ = e.time;
    turn_ = e.turn;
  }

  void state(const Event& e) {
    if (!drew_states_) y_ += row_height + row_height / 2;
    if (!drew_states_) text("time", 4, "at rest");
    drew_states_ = true;
    body_ += "<g class=\"" + std::string(look(e.outcome)) + "\"><title>" +
             escaped(spec::phrase(trace_, e)) + "</title>";
    label(e.of, shown(trace_, e.outcome), -14);
    body_ += "</g>";
  }

  void text(std::string_view look, int at, const std::string& words) {
    body_ += "<text class=\"" + std::string(look) + "\" x=\"" + std::to_string(at) + "\" y=\"" +
             std::to_string(y_ + 4) + "\">" + escaped(words) + "</text>";
  }

  void label(Name n, std::string words, int shift = 0) {
    if (words.size() > label_length) words = words.substr(0, label_length - 1) + "\u2026";
    text("label", x(n) + 8 + shift, words);
  }

  void dot(Name n) {
    body_ +=
        "<circle cx=\"" + std::to_string(x(n)) + "\" cy=\"" + std::to_string(y_) + "\" r=\"3.5\"/>";
  }

  void arrow(Name from, Name to) {
    const int tip = x(to) + (from < to ? -5 : 5);
    const int barb = tip + (from < to ? -6 : 6);
    const auto y = std::to_string(y_);
    body_ += "<path class=\"arrow\" d=\"M" + std::to_string(x(from)) + " " + y + "H" +
             std::to_string(tip) + "M" + std::to_string(barb) + " " + std::to_string(y_ - 4) + "L" +
             std::to_string(tip) + " " + y + "L" + std::to_string(barb) + " " +
             std::to_string(y_ + 4) + "\"/>";
  }

  const spec::Trace& trace_;
  std::string body_;
  int y_ = head;
  std::int64_t time_ = -1;
  std::int32_t turn_ = -1;
  bool drew_states_ = false;
};

}  // namespace

std::string sequence_diagram(const spec::Trace& trace) {
  return Diagram(trace).draw();
}

}  // namespace gathercheck::tools
