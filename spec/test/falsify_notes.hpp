// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "falsify.hpp"

/// Ways in which tests falsify what was noted in a trace of the Python dialect.
namespace gathercheck::spec {

/// Where the `nth` (from 0) note of this word by this actor is.
inline std::size_t place_of_note(const Trace& trace, std::string_view what, std::string_view by,
                                 int nth = 0) {
  for (std::size_t i = 0; i < trace.events.size(); ++i) {
    const Event& e = trace.events[i];
    if (e.kind == EventKind::noted && trace.name(e.label) == what && trace.name(e.by) == by &&
        nth-- == 0)
      return i;
  }
  throw std::runtime_error("no such note: " + std::string(what));
}

/// That note.
inline Event& note_of(Trace& trace, std::string_view what, std::string_view by, int nth = 0) {
  return trace.events[place_of_note(trace, what, by, nth)];
}

inline void drop_note(Trace& trace, std::string_view what, std::string_view by, int nth = 0) {
  trace.events.erase(trace.events.begin() +
                     static_cast<std::ptrdiff_t>(place_of_note(trace, what, by, nth)));
}

/// Moves the event at `from` to where the event at `to` is, with the time and the turn of that.
inline void move_event(Trace& trace, std::size_t from, std::size_t to) {
  Event event = trace.events[from];
  event.time = trace.events[to].time;
  event.turn = trace.events[to].turn;
  trace.events.erase(trace.events.begin() + static_cast<std::ptrdiff_t>(from));
  if (from < to) --to;
  trace.events.insert(trace.events.begin() + static_cast<std::ptrdiff_t>(to), std::move(event));
}

inline Outcome number(std::int64_t n) {
  return Outcome::result({n});
}
inline Outcome text(std::string_view text) {
  return Outcome::result({std::string(text)});
}
inline Outcome none() {
  return Outcome::result({});
}

}  // namespace gathercheck::spec
