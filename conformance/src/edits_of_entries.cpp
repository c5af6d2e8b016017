// SPDX-License-Identifier: MIT
#include <algorithm>

#include "edits.hpp"

namespace gathercheck::conformance::edits {
namespace {

using spec::Kind;

/// A place of the trace at which an entry of the ready queue begins that is wanted.
template <typename Wanted>
std::optional<std::size_t> choose_entry(const Trace& trace, Choices& choices, Wanted is_wanted) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < trace.events.size(); ++i)
    if (begins_entry(trace, i) && is_wanted(trace.events[i])) found.push_back(i);
  return choose(found, choices);
}

/// Gives an entry a turn of its own after the one in which it ran; all later turns are one later.
void delay(Trace& trace, std::size_t place) {
  const auto turn = trace.events[place].turn;
  const auto end = end_of_entry(trace, place);
  for (auto i = place; i < end; ++i) ++trace.events[i].turn;
  for (auto& e : trace.events)
    if (e.turn > turn && (&e < &trace.events[place] || &e >= &trace.events[0] + end)) ++e.turn;
  for (auto i = trace.events.size(); i-- > 0;)
    if (trace.events[i].kind == EventKind::final && trace.events[i].turn == turn)
      ++trace.events[i].turn;
  std::ranges::stable_sort(trace.events, {}, [](const Event& e) {
    return std::pair(e.kind == EventKind::final, e.turn);
  });
}

bool wakes_of_gather(const Trace& trace, const Event& e) {
  return e.kind == EventKind::awaited && trace.kind(e.on) == Kind::gather;
}

/// The place of the event that begins the suspension which ends at `wake`.
std::optional<std::size_t> begin_of(const Trace& trace, std::size_t wake) {
  for (auto i = wake; i-- > 0;)
    if (trace.events[i].of == trace.events[wake].of && trace.events[i].kind == EventKind::awaiting)
      return i;
  return {};
}

/// Moves the events [from, to) to stand before `target`, outside of them, at that moment.
void move_entry(Trace& trace, std::size_t from, std::size_t to, std::size_t target) {
  const Event moment = trace.events[target == 0 ? 0 : target - 1];
  std::vector<Event> moved(at(trace, from), at(trace, to));
  for (auto& e : moved) {
    e.time = moment.time;
    e.turn = moment.turn;
  }
  trace.events.erase(at(trace, from), at(trace, to));
  if (target >= to) target -= to - from;
  trace.events.insert(at(trace, target), moved.begin(), moved.end());
}

std::optional<std::size_t> place_of_registration(const Trace& trace, Name label) {
  const auto found = std::ranges::find_if(trace.events, [&](const Event& e) {
    return e.kind == EventKind::registered && e.label == label;
  });
  if (found == trace.events.end()) return {};
  return static_cast<std::size_t>(found - trace.events.begin());
}

}  // namespace

bool late_entry(Trace& trace, Choices& choices) {
  const auto place = choose_entry(trace, choices, [](const Event&) { return true; });
  if (place) delay(trace, *place);
  return place.has_value();
}

bool late_wake(Trace& trace, Choices& choices) {
  const auto place =
      choose_entry(trace, choices, [&](const Event& e) { return wakes_of_gather(trace, e); });
  if (place) delay(trace, *place);
  return place.has_value();
}

bool late_instant(Trace& trace, Choices& choices) {
  const auto place = choose_entry(trace, choices, [](const Event& e) {
    return e.kind == EventKind::awaited || e.kind == EventKind::resumed;
  });
  if (!place) return false;
  const Name script = trace.events[*place].of;
  std::int32_t last = 0;
  for (auto& e : trace.events) {
    const bool later = &e >= &trace.events[*place] && runner(e) == script;
    if (later) ++e.time;
    last = std::max(last, e.turn);
  }
  std::ranges::stable_sort(trace.events, {}, [](const Event& e) {
    return std::pair(e.kind == EventKind::final, e.time);
  });
  for (std::size_t i = 1; i < trace.events.size(); ++i)
    trace.events[i].turn = std::max(trace.events[i].turn, trace.events[i - 1].turn);
  return true;
}

bool early_wake(Trace& trace, Choices& choices) {
  const auto place =
      choose_entry(trace, choices, [](const Event& e) { return e.kind == EventKind::awaited; });
  const auto begin = place ? begin_of(trace, *place) : std::nullopt;
  if (!begin || *begin + 1 >= *place) return false;
  move_entry(trace, *place, end_of_entry(trace, *place), *begin + 1);
  return true;
}

bool swap_entries(Trace& trace, Choices& choices) {
  std::vector<std::size_t> seconds;
  for (std::size_t i = 0; i < trace.events.size(); ++i) {
    if (!begins_entry(trace, i)) continue;
    const auto end = end_of_entry(trace, i);
    if (end < trace.events.size() && begins_entry(trace, end) &&
        trace.events[end].turn == trace.events[i].turn)
      seconds.push_back(i);
  }
  const auto first = choose(seconds, choices);
  if (!first) return false;
  const auto second = end_of_entry(trace, *first);
  std::rotate(at(trace, *first), at(trace, second), at(trace, end_of_entry(trace, second)));
  return true;
}

bool eager_start(Trace& trace, Choices& choices) {
  const auto place =
      choose_event(trace, choices, [](const Event& e) { return e.kind == EventKind::started; });
  if (!place) return false;
  const Name child = trace.events[*place].of;
  const auto call = std::ranges::find_if(trace.events, [&](const Event& e) {
    return e.kind == EventKind::gather && std::ranges::find(e.children, child) != e.children.end();
  });
  const auto target = static_cast<std::size_t>(call - trace.events.begin());
  if (target == 0 || target >= *place) return false;
  move_entry(trace, *place, end_of_entry(trace, *place), target);
  return true;
}

bool early_callback(Trace& trace, Choices& choices) {
  const auto place =
      choose_event(trace, choices, [](const Event& e) { return e.kind == EventKind::callback; });
  const auto begin =
      place ? place_of_registration(trace, trace.events[*place].label) : std::nullopt;
  if (!begin || *begin >= *place) return false;
  move_entry(trace, *place, end_of_entry(trace, *place), *begin + 1);
  return true;
}

bool drop_callback(Trace& trace, Choices& choices) {
  const auto place =
      choose_event(trace, choices, [](const Event& e) { return e.kind == EventKind::callback; });
  if (place) trace.events.erase(at(trace, *place), at(trace, end_of_entry(trace, *place)));
  return place.has_value();
}

}  // namespace gathercheck::conformance::edits
