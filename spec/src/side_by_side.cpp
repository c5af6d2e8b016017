// SPDX-License-Identifier: MIT
#include "gathercheck/spec/side_by_side.hpp"

#include <algorithm>

namespace gathercheck::spec {
namespace {

constexpr std::size_t lane_width = 32;

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size()), ' ');
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
    return left_moment(row) == right_moment(row) &&
           left_phrases_[row.left] == right_phrases_[row.right];
  }

  std::string left_moment(const Row& row) const { return moment(left_.events[row.left]); }
  std::string right_moment(const Row& row) const { return moment(right_.events[row.right]); }

  static std::vector<std::string> cell(const std::vector<std::string>& phrases, std::size_t index) {
    if (index == no_event) return {};
    return wrapped(phrases[index], lane_width);
  }

  std::string line(const Row& row, std::string_view mark) const {
    const auto when = row.left != no_event ? left_moment(row) : right_moment(row);
    const auto left_lines = cell(left_phrases_, row.left);
    auto right_lines = cell(right_phrases_, row.right);
    if (row.left != no_event && row.right != no_event && when != right_moment(row)) {
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
