// SPDX-License-Identifier: MIT
#include <algorithm>

#include "edits.hpp"
#include "object_ids.hpp"

namespace gathercheck::conformance::edits {
namespace {

using spec::Error;
using spec::Outcome;

/// Takes away what the script did from `place` on.
void silence(Trace& trace, Name script, std::size_t place) {
  const auto first = at(trace, place);
  trace.events.erase(std::remove_if(first, trace.events.end(),
                                    [&](const Event& e) { return runner(e) == script; }),
                     trace.events.end());
}

void set_final(Trace& trace, Name n, const Outcome& outcome) {
  for (auto& e : trace.events)
    if (e.kind == EventKind::final && e.of == n) e.outcome = outcome;
}

std::size_t place_of(const Trace& trace, EventKind kind, Name of) {
  const auto found = std::ranges::find_if(
      trace.events, [&](const Event& e) { return e.kind == kind && e.of == of; });
  return static_cast<std::size_t>(found - trace.events.begin());
}

Event event_of(const Event& moment, EventKind kind, Name of, Outcome outcome) {
  Event e;
  e.time = moment.time;
  e.turn = moment.turn;
  e.kind = kind;
  e.of = of;
  e.outcome = std::move(outcome);
  return e;
}

/// A child that was still at work when its gather failed.
struct Survivor {
  Name child;
  std::size_t failure;  ///< the end of the sibling that failed
};

std::vector<Survivor> survivors(const Trace& trace) {
  std::vector<Survivor> found;
  for (const Event& call : trace.events) {
    if (call.kind != EventKind::gather || call.return_exceptions) continue;
    for (std::size_t i = 0; i < trace.events.size(); ++i) {
      const Event& e = trace.events[i];
      const bool fails = e.kind == EventKind::ended && e.outcome.is_error() &&
                         std::ranges::find(call.children, e.of) != call.children.end();
      if (!fails) continue;
      for (const Name child : call.children) {
        const auto end = place_of(trace, EventKind::ended, child);
        if (end > i && end < trace.events.size()) found.push_back({child, i});
      }
      break;
    }
  }
  return found;
}

/// The place of the last event before `place` that is the script's own; nothing if it had not
/// started.
std::optional<std::size_t> last_of(const Trace& trace, Name script, std::size_t place) {
  while (place-- > 0)
    if (trace.events[place].of == script && trace.events[place].by == spec::no_name) return place;
  return {};
}

}  // namespace

bool cut_off(Trace& trace, Choices& choices) {
  const auto chosen = choose(survivors(trace), choices);
  if (!chosen) return false;
  silence(trace, chosen->child, chosen->failure + 1);
  set_final(trace, chosen->child, Outcome::pending());
  return true;
}

bool cancel_siblings(Trace& trace, Choices& choices) {
  const auto chosen = choose(survivors(trace), choices);
  if (!chosen) return false;
  const auto last = last_of(trace, chosen->child, chosen->failure);
  if (!last || trace.events[*last].kind != EventKind::sleeping) return false;
  const auto cancellation = Outcome::failure({"CancelledError", "", new_id(trace)});
  auto moment = trace.events[chosen->failure];
  silence(trace, chosen->child, chosen->failure + 1);
  set_final(trace, chosen->child, Outcome::cancelled());
  moment.turn += 2;
  const auto next = std::ranges::find_if(trace.events, [&](const Event& e) {
    return e.time > moment.time || e.turn > moment.turn || e.kind == EventKind::final;
  });
  trace.events.insert(next, {event_of(moment, EventKind::interrupted, chosen->child, cancellation),
                             event_of(moment, EventKind::ended, chosen->child, cancellation)});
  return true;
}

bool run_on(Trace& trace, Choices& choices) {
  const auto place =
      choose_event(trace, choices, [](const Event& e) { return e.kind == EventKind::interrupted; });
  if (!place) return false;
  const Name script = trace.events[*place].of;
  const auto sleep = last_of(trace, script, *place);
  if (!sleep || trace.events[*sleep].kind != EventKind::sleeping) return false;
  Event moment = trace.events[*sleep];
  moment.time += moment.delay;
  silence(trace, script, *place);
  set_final(trace, script, Outcome::result({}));
  const auto next = std::ranges::find_if(trace.events, [&](const Event& e) {
    return e.time > moment.time || e.kind == EventKind::final;
  });
  if (next != trace.events.begin()) moment.turn = std::prev(next)->turn + 1;
  trace.events.insert(next, {event_of(moment, EventKind::resumed, script, {}),
                             event_of(moment, EventKind::ended, script, Outcome::result({}))});
  return true;
}

namespace {

/// Whether somebody cancelled something after the body had started, at the same time: if that had
/// come earlier, the body might never have run.
bool was_asked_at_once(const Trace& trace, std::size_t start) {
  return std::any_of(trace.events.begin() + static_cast<std::ptrdiff_t>(start), trace.events.end(),
                     [&](const Event& e) {
                       return e.kind == EventKind::cancel && e.time == trace.events[start].time;
                     });
}

/// Lets a body never run that was asked to cancel at once, or was not.
bool unborn(Trace& trace, Choices& choices, bool asked) {
  const auto place = choose_event(trace, choices, [&](const Event& e) {
    return e.kind == EventKind::started && e.of != spec::main_name &&
           was_asked_at_once(trace, static_cast<std::size_t>(&e - trace.events.data())) == asked;
  });
  if (!place) return false;
  const Name script = trace.events[*place].of;
  silence(trace, script, *place);
  set_final(trace, script, choices.below(2) == 0 ? Outcome::cancelled() : Outcome::pending());
  return true;
}

}  // namespace

bool never_start(Trace& trace, Choices& choices) {
  return unborn(trace, choices, false);
}

bool never_start_asked(Trace& trace, Choices& choices) {
  return unborn(trace, choices, true);
}

bool never_react(Trace& trace, Choices& choices) {
  const auto place =
      choose_event(trace, choices, [](const Event& e) { return e.kind == EventKind::interrupted; });
  if (!place) return false;
  const Name script = trace.events[*place].of;
  silence(trace, script, *place);
  set_final(trace, script, choices.below(2) == 0 ? Outcome::cancelled() : Outcome::pending());
  return true;
}

}  // namespace gathercheck::conformance::edits
