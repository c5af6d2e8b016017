// SPDX-License-Identifier: MIT
#include <algorithm>

#include "edits.hpp"

namespace gathercheck::conformance::edits {
namespace {

/// Whether an edit of a kind of events is meant for the event.
using Wanted = bool(const Event&);

/// Whether the event is something that happened to a program, and not something that it did.
bool happened(const Event& e) {
  switch (e.kind) {
    case EventKind::started:
    case EventKind::resumed:
    case EventKind::interrupted:
    case EventKind::awaited:
    case EventKind::callback:
    case EventKind::unhandled:
    case EventKind::final:
      return true;
    default:
      return false;
  }
}

/// The same of what only the Python dialect tells. What a note says of a call is up to the program.
bool was_told(const Event& e) {
  return e.kind == EventKind::logged || e.kind == EventKind::warned || e.kind == EventKind::escaped;
}

bool in_run(const Event& e) {
  return e.kind != EventKind::final;
}

bool drop_one(Trace& trace, Choices& choices, Wanted is_wanted) {
  const auto place = choose_event(trace, choices, is_wanted);
  if (place) trace.events.erase(at(trace, *place));
  return place.has_value();
}

bool duplicate_one(Trace& trace, Choices& choices, Wanted is_wanted) {
  const auto place = choose_event(trace, choices, is_wanted);
  if (!place) return false;
  const Event copy = trace.events[*place];
  trace.events.insert(at(trace, *place), copy);
  return true;
}

bool move_one(Trace& trace, Choices& choices, Wanted is_wanted) {
  const auto from =
      choose_event(trace, choices, [&](const Event& e) { return is_wanted(e) && in_run(e); });
  const auto to = choose_event(trace, choices, in_run);
  if (!from || *from == *to) return false;
  Event moved = trace.events[*from];
  moved.time = trace.events[*to].time;
  moved.turn = trace.events[*to].turn;
  trace.events.erase(at(trace, *from));
  trace.events.insert(at(trace, *to), std::move(moved));
  return true;
}

}  // namespace

std::size_t end_of_entry(const Trace& trace, std::size_t place) {
  auto end = place + 1;
  const Event& first = trace.events[place];
  while (end < trace.events.size() && runner(trace.events[end]) == runner(first) &&
         trace.events[end].turn == first.turn && !begins_entry(trace, end))
    ++end;
  return end;
}

bool begins_entry(const Trace& trace, std::size_t place) {
  const Event& e = trace.events[place];
  switch (e.kind) {
    case EventKind::started:
    case EventKind::resumed:
    case EventKind::interrupted:
    case EventKind::callback:
      return true;
    case EventKind::awaited:
      return place == 0 || trace.events[place - 1].kind != EventKind::awaiting ||
             trace.events[place - 1].of != e.of || trace.events[place - 1].turn != e.turn;
    default:
      return false;
  }
}

bool drop(Trace& trace, Choices& choices) {
  return drop_one(trace, choices, happened);
}

bool duplicate(Trace& trace, Choices& choices) {
  return duplicate_one(trace, choices, happened);
}

bool move(Trace& trace, Choices& choices) {
  return move_one(trace, choices, happened);
}

bool drop_told(Trace& trace, Choices& choices) {
  return drop_one(trace, choices, was_told);
}

bool duplicate_told(Trace& trace, Choices& choices) {
  return duplicate_one(trace, choices, was_told);
}

bool move_told(Trace& trace, Choices& choices) {
  return move_one(trace, choices, was_told);
}

bool swap(Trace& trace, Choices& choices) {
  std::vector<std::size_t> pairs;
  for (std::size_t i = 1; i < trace.events.size(); ++i) {
    const Event& a = trace.events[i - 1];
    const Event& b = trace.events[i];
    if (in_run(b) && a.turn == b.turn && runner(a) != runner(b)) pairs.push_back(i);
  }
  const auto place = choose(pairs, choices);
  if (place) std::iter_swap(at(trace, *place - 1), at(trace, *place));
  return place.has_value();
}

namespace {

/// An event whose moment is not up to the program, as that of the timeline is.
std::optional<std::size_t> choose_moment(const Trace& trace, Choices& choices) {
  return choose_event(trace, choices, [&](const Event& e) {
    return in_run(e) && (e.by == spec::no_name || trace.name(e.by) != "timeline");
  });
}

}  // namespace

bool retime(Trace& trace, Choices& choices) {
  const auto place = choose_moment(trace, choices);
  if (!place) return false;
  auto& time = trace.events[*place].time;
  time += time > 0 && choices.below(2) == 0 ? -1 : 1;
  return true;
}

bool change_turn(Trace& trace, Choices& choices) {
  const auto place = choose_moment(trace, choices);
  if (!place) return false;
  auto& turn = trace.events[*place].turn;
  turn += turn > 0 && choices.below(2) == 0 ? -1 : 1;
  return true;
}

}  // namespace gathercheck::conformance::edits
