// SPDX-License-Identifier: MIT
#include "swim_lanes.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "event_words.hpp"
#include "gathercheck/spec/side_by_side.hpp"
#include "markup.hpp"
#include "plain_text.hpp"

namespace gathercheck::tools {
namespace {

using spec::Event;
using spec::EventKind;
using spec::Name;
using spec::no_event;
using spec::Trace;
using spec::TraceRow;

// In pixels.
constexpr int event_at = 14;  // in a column; the words stand to the right of arrows
constexpr int letter_width = 7;
constexpr int flag_width = 112;
constexpr int last_width = 128;
constexpr int names_width = 92;
constexpr int flag_height = 22;
constexpr int title_height = 40;  // of a band: its title, and the moments
constexpr int lane_height = 50;
constexpr int bar_at = 38;  // in a lane; above it are two lines of words
constexpr int gap = 16;     // between the bands
constexpr std::size_t words_length = 14;
constexpr std::size_t last_length = 19;

/// More than anybody would look at.
constexpr std::size_t most_columns = 300;

std::string attribute(std::string_view name, int number) {
  return " " + std::string(name) + "=\"" + std::to_string(number) + "\"";
}

std::string text_at(std::string_view look, int x, int y, std::string_view words) {
  return "<text class=\"" + std::string(look) + "\"" + attribute("x", x) + attribute("y", y) + ">" +
         escaped(words) + "</text>";
}

/// At most `most` characters of a line.
std::string cut(std::string_view text, std::size_t most) {
  auto line = plain_line(text);
  std::size_t end = 0;
  for (std::size_t characters = 0; end < line.size(); ++end)
    if ((static_cast<unsigned char>(line[end]) & 0xc0) != 0x80 && ++characters > most) break;
  if (end == line.size()) return line;
  while (end > 0 && (static_cast<unsigned char>(line[--end]) & 0xc0) == 0x80) {
  }
  return line.substr(0, end) + "\u2026";
}

/// Words in two lines, broken at a blank if that fits.
std::array<std::string, 2> two_lines(std::string_view words) {
  const auto line = plain_line(words);
  if (line.size() <= words_length) return {"", line};
  const auto blank = line.rfind(' ', words_length);
  if (blank == line.npos) return {"", cut(line, words_length)};
  return {line.substr(0, blank), cut(std::string_view(line).substr(blank + 1), words_length)};
}

/// The lane in which an event is seen.
Name subject_of(const Trace& trace, const Event& e) {
  return trace.is_awaitable(e.of) ? e.of : spec::main_name;
}

/// One trace, drawn: a lane for each name.
class Band {
 public:
  /// `indices` are the events of the trace by the columns, no_event where there is none.
  Band(const Trace& trace, std::vector<std::size_t> indices, spec::Detail detail, int top)
      : trace_(trace), indices_(std::move(indices)), detail_(detail), top_(top) {
    note_moments();
  }

  /// How wide a column has to be for what this band has in it.
  int width(std::size_t column) const {
    std::size_t letters = moments_[column].size();
    if (indices_[column] != no_event)
      for (const auto& line : two_lines(brief(trace_, trace_.events[indices_[column]], detail_)))
        letters = std::max(letters, line.size() + 1);
    return event_at + letter_width * static_cast<int>(letters) + 10;
  }

  /// Where each column begins, and where the last one ends.
  void place(std::vector<int> edges) { edges_ = std::move(edges); }

  static int height(const Trace& trace) {
    return title_height + lane_height * static_cast<int>(trace.kinds.size());
  }

  std::string names(std::string_view title) const {
    std::string svg = text_at("band", 8, top_ + 16, cut(title, 60));
    for (std::size_t n = 0; n < trace_.kinds.size(); ++n) {
      const auto name = static_cast<Name>(n);
      svg += text_at("name", 8, y(name) - 6, cut(trace_.name(name), 12)) +
             text_at("kind", 8, y(name) + 8, to_string(trace_.kind(name)));
    }
    return svg;
  }

  /// How each lane ends, in words.
  std::vector<std::string> states() const {
    std::vector<std::string> words(trace_.kinds.size());
    for (const auto& each : trace_.events)
      if (each.kind == EventKind::final)
        words[static_cast<std::size_t>(each.of)] = shown(trace_, each.outcome, detail_);
    return words;
  }

  /// `differs` is told of a column whether the sides are not the same there; `others` is how the
  /// lanes of the other band end.
  std::string picture(const std::vector<bool>& differs,
                      const std::vector<std::string>& others) const {
    const auto mine = states();
    std::string svg = turns();
    for (std::size_t n = 0; n < trace_.kinds.size(); ++n) svg += bar(static_cast<Name>(n));
    for (std::size_t c = 0; c < indices_.size(); ++c)
      if (indices_[c] != no_event) svg += event(c, trace_.events[indices_[c]], differs[c]);
    for (const auto& each : trace_.events)
      if (each.kind == EventKind::final) {
        const auto lane = static_cast<std::size_t>(each.of);
        svg += state(each, mine[lane] != others[lane]);
      }
    return svg;
  }

 private:
  int x(std::size_t column) const { return edges_[column] + event_at; }
  int rest() const { return edges_.back(); }
  int y(Name n) const { return top_ + title_height + lane_height * n + bar_at; }
  int bottom() const { return top_ + height(trace_); }

  /// When each column is, where that is another moment than before.
  void note_moments() {
    std::int64_t time = -1;
    std::int32_t turn = -1;
    for (const auto index : indices_) {
      moments_.emplace_back();
      if (index == no_event) continue;
      const Event& e = trace_.events[index];
      if (e.turn == turn && e.time == time) continue;
      moments_.back() = (e.time == time ? "" : "t = " + std::to_string(e.time) + ", ") + "turn " +
                        std::to_string(e.turn);
      time = e.time;
      turn = e.turn;
    }
  }

  /// The moments above the lanes; every second turn is shaded.
  std::string turns() const {
    std::string shades, words;
    std::size_t begin = 0;
    bool shaded = false;
    const auto close = [&](std::size_t end) {
      if (shaded && end > begin)
        shades += "<rect class=\"turn\"" + attribute("x", edges_[begin]) +
                  attribute("y", top_ + 24) + attribute("width", edges_[end] - edges_[begin]) +
                  attribute("height", height(trace_) - 24) + "/>";
    };
    for (std::size_t c = 0; c < moments_.size(); ++c) {
      if (moments_[c].empty()) continue;
      close(c);
      begin = c;
      shaded = !shaded;
      words += text_at("moment", edges_[c] + 6, top_ + 37, moments_[c]);
    }
    close(moments_.size());
    return shades + words + text_at("moment", rest() + 6, top_ + 37, "at rest");
  }

  /// From the first thing that happened to it until it has ended, or until the end.
  std::string bar(Name n) const {
    std::optional<std::size_t> begin, end;
    spec::Outcome outcome;
    for (std::size_t c = 0; c < indices_.size(); ++c) {
      if (indices_[c] == no_event) continue;
      const Event& e = trace_.events[indices_[c]];
      const bool is_about = subject_of(trace_, e) == n && trace_.is_awaitable(e.of);
      if (is_about && !begin) begin = c;
      if (!is_about || e.kind != EventKind::ended) continue;
      end = c;
      outcome = e.outcome;
    }
    for (const auto& e : trace_.events)
      if (e.kind == EventKind::final && e.of == n && !end) outcome = e.outcome;
    const auto lane = "<line class=\"lane\" x1=\"0\"" + attribute("x2", rest() + last_width) +
                      attribute("y1", y(n)) + attribute("y2", y(n)) + "/>";
    const bool waits = outcome.is_pending();
    if (!begin && waits) begin = 0;  // it was there before anything happened
    if (!begin) return lane;
    return lane + "<line class=\"bar " + (waits ? "waits" : std::string(look(outcome))) + "\"" +
           attribute("x1", x(*begin)) + attribute("x2", end ? x(*end) : rest()) +
           attribute("y1", y(n)) + attribute("y2", y(n)) + "/>";
  }

  std::string event(std::size_t column, const Event& e, bool differs) const {
    const Name subject = subject_of(trace_, e);
    const Name from = e.kind == EventKind::awaited ? e.on : e.by;
    std::string svg =
        "<g class=\"" + std::string(look(e)) + (differs ? " differs" : "") + "\"><title>" +
        escaped(plain_line("t = " + std::to_string(e.time) + ", turn " + std::to_string(e.turn) +
                           ": " + phrase(trace_, e, detail_))) +
        "</title>";
    if (trace_.is_awaitable(from) && from != subject) svg += arrow(column, from, subject);
    if (e.kind == EventKind::gather)
      for (const Name child : e.children) svg += arrow(column, subject, child);
    svg += "<circle" + attribute("cx", x(column)) + attribute("cy", y(subject)) + " r=\"" +
           (differs ? "6" : "4.5") + "\"/>";
    const auto lines = two_lines(brief(trace_, e, detail_));
    svg += text_at("words", x(column) + 7, y(subject) - 24, lines[0]);
    return svg + text_at("words", x(column) + 7, y(subject) - 11, lines[1]) + "</g>";
  }

  /// From lane to lane, within a column.
  std::string arrow(std::size_t column, Name from, Name to) const {
    if (from == to) return "";
    const int at = x(column);
    const int begin = y(from) + (from < to ? 5 : -5);
    const int tip = y(to) + (from < to ? -6 : 6);
    const int barb = tip + (from < to ? -6 : 6);
    const auto point = [](int px, int py) { return std::to_string(px) + " " + std::to_string(py); };
    return "<path class=\"arrow\" d=\"M" + point(at, begin) + "L" + point(at, tip) + "M" +
           point(at - 4, barb) + "L" + point(at, tip) + "L" + point(at + 4, barb) + "\"/>";
  }

  std::string state(const Event& e, bool differs) const {
    const auto words = shown(trace_, e.outcome, detail_);
    return "<g class=\"" + std::string(look(e.outcome)) + (differs ? " differs" : "") +
           "\"><title>" + escaped(plain_line(phrase(trace_, e, detail_))) + "</title>" +
           text_at("state", rest() + 10, y(e.of) - 8, cut(words, last_length)) + "</g>";
  }

  const Trace& trace_;
  std::vector<std::size_t> indices_;
  spec::Detail detail_;
  int top_;
  std::vector<std::string> moments_;  // empty where it is the same as before
  std::vector<int> edges_;
};

/// The columns of both bands: every row but the states at the end, which share one.
struct Columns {
  std::vector<std::size_t> left;
  std::vector<std::size_t> right;
  std::vector<bool> differs;
  bool last_differs = false;
  std::optional<std::size_t> first;  ///< the first column that differs, the last one included
};

bool is_final(const Trace& trace, std::size_t index) {
  return index != no_event && trace.events[index].kind == EventKind::final;
}

Columns columns_of(const Trace& left, const Trace& right, const std::vector<TraceRow>& rows) {
  Columns columns;
  for (const auto& row : rows) {
    const bool differs = !row.is_same;
    const bool left_ends = is_final(left, row.left);
    const bool right_ends = is_final(right, row.right);
    if (left_ends || right_ends) columns.last_differs = columns.last_differs || differs;
    const auto l = left_ends ? no_event : row.left;
    const auto r = right_ends ? no_event : row.right;
    if (l == no_event && r == no_event) continue;
    if (differs && !columns.first) columns.first = columns.left.size();
    columns.left.push_back(l);
    columns.right.push_back(r);
    columns.differs.push_back(differs);
  }
  if (columns.last_differs && !columns.first) columns.first = columns.left.size();
  return columns;
}

std::string svg(std::string_view look, int width, int height, const std::string& label,
                const std::string& content) {
  return "<svg class=\"" + std::string(look) + "\" role=\"img\" aria-label=\"" + escaped(label) +
         "\"" + attribute("width", width) + attribute("height", height) + " viewBox=\"0 0 " +
         std::to_string(width) + " " + std::to_string(height) + "\">" + content + "</svg>";
}

/// Where the columns begin, and the last one ends: as wide as either band needs.
std::vector<int> edges_of(const Columns& columns, const Band& above, const Band& below) {
  std::vector<int> edges{0};
  for (std::size_t c = 0; c < columns.left.size(); ++c) {
    const int width = std::max(above.width(c), below.width(c));
    edges.push_back(edges.back() + (columns.first == c ? std::max(width, flag_width) : width));
  }
  return edges;
}

/// The column of the first difference, through both bands.
std::string mark(const Columns& columns, const std::vector<int>& edges, int height) {
  if (!columns.first) return "";
  const auto at = edges[*columns.first];
  const int width =
      *columns.first == columns.left.size() ? last_width : edges[*columns.first + 1] - at;
  return "<g class=\"first\"><title>the first difference</title><rect" + attribute("x", at) +
         " y=\"1\"" + attribute("width", width) + attribute("height", height - 2) + " rx=\"6\"/>" +
         text_at("flag", at + width / 2, 15, "first difference") + "</g>";
}

std::string too_long() {
  return "<p>The traces are too long to be drawn.</p>";
}

}  // namespace

std::string swim_lanes(const Trace& expected, std::string_view expected_title,
                       const Trace& observed, std::string_view observed_title) {
  if (std::max(expected.events.size(), observed.events.size()) > most_columns) return too_long();
  const auto sides = side_by_side(expected, observed);
  const auto columns = columns_of(expected, observed, sides.rows);
  const int second = flag_height + Band::height(expected) + gap;
  Band above(expected, columns.left, sides.detail, flag_height);
  Band below(observed, columns.right, sides.detail, second);
  const int height = second + Band::height(observed) + 4;
  const auto edges = edges_of(columns, above, below);
  above.place(edges);
  below.place(edges);
  const int width = edges.back() + last_width;
  const auto label = std::string("What happens, from left to right: above ") +
                     plain_line(expected_title, 100) + ", below " +
                     plain_line(observed_title, 100) + "; the same as text below";
  return svg("names", names_width, height, "The names of the lanes",
             above.names("expected") + below.names("seen")) +
         svg("lanes", width, height, label,
             text_at("band", 6, flag_height + 16, cut(expected_title, 60)) +
                 above.picture(columns.differs, below.states()) +
                 text_at("band", 6, second + 16, cut(observed_title, 60)) +
                 below.picture(columns.differs, above.states()) + mark(columns, edges, height));
}

std::string swim_lanes(const Trace& observed, std::string_view title) {
  if (observed.events.size() > most_columns) return too_long();
  std::vector<TraceRow> rows;
  for (std::size_t i = 0; i < observed.events.size(); ++i) rows.push_back({i, i, true});
  const auto columns = columns_of(observed, observed, rows);
  Band band(observed, columns.left, spec::Detail::plain, 0);
  const int height = Band::height(observed) + 4;
  const auto edges = edges_of(columns, band, band);
  band.place(edges);
  const int width = edges.back() + last_width;
  return svg("names", names_width, height, "The names of the lanes", band.names("seen")) +
         svg("lanes", width, height,
             "What happens, from left to right: " + plain_line(title, 100) +
                 "; the same as text below",
             text_at("band", 6, 16, cut(title, 60)) + band.picture(columns.differs, band.states()));
}

}  // namespace gathercheck::tools
