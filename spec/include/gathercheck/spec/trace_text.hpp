// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

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

/// When it happened, in columns: time and turn.
std::string moment(const Event& event);

/// A trace as a timeline, one event a line: time, turn, phrase.
std::string timeline(const Trace& trace);

}  // namespace gathercheck::spec
