// SPDX-License-Identifier: MIT
#include "sequence_diagram.hpp"

#include <algorithm>
#include <map>
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

/// What looks alike is drawn together, which takes half of the bytes: a page has hundreds of these.
struct Layer {
  std::string arrows;  ///< parts of a path
  std::string dots;    ///< likewise: lines of no length with round ends
  std::string labels;  ///< texts
};

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
    return "<svg class=\"diagram\" role=\"img\" width=\"" + std::to_string(width) + "\" height=\"" +
           std::to_string(height) +
           "\" aria-label=\"Sequence of events; the same as text below\">" + lanes(bottom) +
           layers() + group("moment", moments_) + heads() + "</svg>";
  }

 private:
  static int x(Name n) { return margin + 12 + lane_width * n; }

  static std::string text(int x, int y, const std::string& words) {
    return "<text x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\">" + words +
           "</text>";
  }

  static std::string path(const std::string& look, const std::string& way) {
    return way.empty() ? "" : "<path class=\"" + look + "\" d=\"" + way + "\"/>";
  }

  static std::string group(const std::string& look, const std::string& texts) {
    return texts.empty() ? "" : "<g class=\"" + look + "\">" + texts + "</g>";
  }

  std::string lanes(int bottom) const {
    std::string way;
    for (std::size_t n = 0; n < trace_.kinds.size(); ++n)
      way += "M" + std::to_string(x(static_cast<Name>(n))) + " " + std::to_string(head) + "V" +
             std::to_string(bottom);
    return path("lane", way);
  }

  std::string heads() const {
    std::string names, kinds;
    for (std::size_t i = 0; i < trace_.kinds.size(); ++i) {
      const auto n = static_cast<Name>(i);
      names += text(x(n) - 8, 16, escaped(trace_.name(n)));
      kinds += text(x(n) - 8, 29, std::string(to_string(trace_.kind(n))));
    }
    return group("head", names) + group("kind", kinds);
  }

  /// Labels above dots above arrows.
  std::string layers() const {
    std::string arrows, dots, labels;
    for (const auto& [look, layer] : layers_) {
      arrows += path(std::string(look), layer.arrows);
      dots += path("dot " + std::string(look), layer.dots);
      labels += group(std::string(look), layer.labels);
    }
    return arrows + dots + labels;
  }

  void row(const Event& e) {
    const Name subject = trace_.is_awaitable(e.of) ? e.of : spec::main_name;
    const Name from = e.kind == EventKind::awaited ? e.on : e.by;
    const bool from_the_right = trace_.is_awaitable(from) && from > subject;
    y_ += row_height + (from_the_right ? row_height / 3 : 0);
    moment(e);
    auto& layer = layers_[look(e)];
    if (trace_.is_awaitable(from) && from != subject) layer.arrows += arrow(from, subject);
    if (e.kind == EventKind::gather)
      for (const Name child : e.children) layer.arrows += arrow(subject, child);
    layer.dots += "M" + std::to_string(x(subject)) + " " + std::to_string(y_) + "h0";
    // Above an arrow, not on it.
    layer.labels += label(x(subject) + 8, y_ + (from_the_right ? -5 : 4), brief(trace_, e), e);
  }

  /// The time, once for each instant, and the turn, once for each turn.
  void moment(const Event& e) {
    if (e.turn == turn_) return;
    if (e.time != time_) moments_ += text(4, y_ + 4, "t=" + std::to_string(e.time));
    moments_ += text(margin - 26, y_ + 4, "#" + std::to_string(e.turn));
    time_ = e.time;
    turn_ = e.turn;
  }

  void state(const Event& e) {
    if (!drew_states_) y_ += row_height + row_height / 2;
    if (!drew_states_) moments_ += text(4, y_ + 4, "at rest");
    drew_states_ = true;
    layers_[look(e.outcome)].labels += label(x(e.of) - 6, y_ + 4, shown(trace_, e.outcome), e);
  }

  /// What is cut is told whole where it is pointed at.
  std::string label(int x, int y, const std::string& words, const Event& e) const {
    if (words.size() <= label_length) return text(x, y, escaped(words));
    return text(x, y,
                "<title>" + escaped(spec::phrase(trace_, e)) + "</title>" +
                    escaped(words.substr(0, label_length - 1)) + "\u2026");
  }

  /// The line, and its tip: from the barb above to the one below.
  std::string arrow(Name from, Name to) const {
    const bool right = from < to;
    return "M" + std::to_string(x(from)) + " " + std::to_string(y_) + "H" +
           std::to_string(x(to) + (right ? -5 : 5)) + (right ? "m-6-4 6 4-6 4" : "m6-4-6 4 6 4");
  }

  const spec::Trace& trace_;
  std::map<std::string_view, Layer> layers_;  ///< by how they look
  std::string moments_;
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
