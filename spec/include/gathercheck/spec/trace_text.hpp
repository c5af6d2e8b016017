// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "gathercheck/spec/trace.hpp"

namespace gathercheck::spec {

/// How much is told of what a trace has.
enum class Detail : std::uint8_t {
  plain,
  objects,  ///< also which object it is, "ValueError #2", and whose loop
};

/// A value as Python would show it: "[1, ValueError, None]".
std::string shown(const Trace& trace, const Value& value, Detail detail = Detail::plain);
/// An outcome in a word or two: "ValueError('m')", "cancelled", "pending".
std::string shown(const Trace& trace, const Outcome& outcome, Detail detail = Detail::plain);

/// What an event says, in a few words: "a raises ValueError", "outer.cancel() by main -> True".
std::string phrase(const Trace& trace, const Event& event, Detail detail = Detail::plain);

/// A trace as a timeline, one event a line: time, turn, phrase.
std::string timeline(const Trace& trace);

/// Two traces side by side, in 80 columns, what is the same in both in one line, with `>` at the
/// first line that is not. The titles stand above the lanes. Traces that differ in no plain phrase
/// are shown with their objects, which are numbered in each as they come: read both from their
/// texts, so that the same object has the same number.
std::string lanes(const Trace& left, std::string_view left_title, const Trace& right,
                  std::string_view right_title);

}  // namespace gathercheck::spec
