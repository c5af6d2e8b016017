// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "gathercheck/spec/trace_text.hpp"

namespace gathercheck::spec {

inline constexpr std::size_t no_event = static_cast<std::size_t>(-1);

/// A row of two traces side by side.
struct TraceRow {
  std::size_t left = no_event;   ///< the index of the event on this side, if it has one
  std::size_t right = no_event;  ///< likewise
  bool is_same = false;          ///< whether both sides say the same, at the same time and turn
};

/// Two traces side by side: what says the same on both sides is in one row, as much of it as
/// possible, and what is between in rows that both sides share as long as they can.
struct SideBySide {
  Detail detail = Detail::plain;  ///< in which they differ: objects, if plain phrases do not
  std::vector<TraceRow> rows;
};

/// Both are to be read from their texts, so that names and objects are numbered alike.
SideBySide side_by_side(const Trace& left, const Trace& right);

/// Two traces side by side, in 80 columns, what is the same in both in one line, with `>` at the
/// first line that is not. The titles stand above the lanes. Traces that differ in no plain phrase
/// are shown with their objects, which are numbered in each as they come: read both from their
/// texts, so that the same object has the same number.
std::string lanes(const Trace& left, std::string_view left_title, const Trace& right,
                  std::string_view right_title);

}  // namespace gathercheck::spec
