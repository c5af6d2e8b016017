// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string_view>
#include <utility>

#include "examples.hpp"

/// Ways in which tests turn what CPython did into what a wrong gather would do.
namespace gathercheck::spec {

/// What every await of `outer`, and its state after the run, gives from now on.
inline void replace_ending(Trace& trace, std::string_view outer, const Outcome& outcome) {
  for (Event& e : trace.events) {
    const bool awaited = e.kind == EventKind::awaited && trace.name(e.on) == outer;
    if (awaited || (e.kind == EventKind::final && trace.name(e.of) == outer)) e.outcome = outcome;
  }
}

/// The list that the first await of main brought.
inline Value::List list_of_main(Trace& trace) {
  return std::get<Value::List>(event_of(trace, EventKind::awaited, "main").outcome.value.data);
}

/// Gives this list to every await of `outer` and to its state after the run.
inline void replace_list(Trace& trace, std::string_view outer, Value::List list) {
  replace_ending(trace, outer, Outcome::result(Value{std::move(list)}));
}

/// Lets `outer` never be completed: its awaits do not end, and in the end it is pending.
inline void let_hang(Trace& trace, std::string_view outer) {
  replace_ending(trace, outer, Outcome::pending());
  std::erase_if(trace.events, [&](const Event& e) {
    return e.kind == EventKind::awaited && trace.name(e.on) == outer;
  });
}

/// Lets both events change places. Times and turns
/// stay where they are.
inline void swap_events(Event& a, Event& b) {
  std::swap(a, b);
  std::swap(a.time, b.time);
  std::swap(a.turn, b.turn);
}

/// An error of the type, other than every object of the trace.
inline Error another_error(std::string_view type) {
  return {std::string(type), {}, 99};
}

/// Adds an event before the end of the run, with the time and turn of that end.
inline void add_event(Trace& trace, Event event) {
  const auto end = std::ranges::find(trace.events, EventKind::final, &Event::kind);
  event.time = end->time;
  event.turn = end->turn;
  trace.events.insert(end, std::move(event));
}

}  // namespace gathercheck::spec
