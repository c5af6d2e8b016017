// SPDX-License-Identifier: MIT
#include <algorithm>

#include "edits.hpp"
#include "object_ids.hpp"

namespace gathercheck::conformance::edits {
namespace {

using spec::Error;
using spec::Outcome;
using spec::Value;

/// Whether the event shows what something came to, in the eyes of others than its own body.
bool shows_outcome(const Event& e) {
  switch (e.kind) {
    case EventKind::awaited:
    case EventKind::callback:
    case EventKind::observed:
    case EventKind::final:
      return true;
    default:
      return false;
  }
}

bool shows_errors(const Event& e) {
  return shows_outcome(e) || e.kind == EventKind::interrupted;
}

/// A part that the events show, by its event and its place in it.
struct Part {
  std::size_t event;
  std::size_t place;
};

/// Chooses a part of the events that are looked at, and changes it: `each(event, visit)` shows the
/// parts of an event.
template <typename Looked, typename Each, typename Wanted, typename Change>
bool change_part(Trace& trace, Choices& choices, Looked is_looked_at, Each each, Wanted is_wanted,
                 Change change) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < trace.events.size(); ++i) {
    if (!is_looked_at(trace.events[i])) continue;
    std::size_t place = 0;
    each(trace.events[i], [&](auto& part) {
      if (is_wanted(part)) parts.push_back({i, place});
      ++place;
    });
  }
  const auto chosen = choose(parts, choices);
  if (!chosen) return false;
  std::size_t place = 0;
  each(trace.events[chosen->event], [&](auto& part) {
    if (place++ == chosen->place) change(part);
  });
  return true;
}

constexpr auto errors = [](Event& e, auto visit) { each_error(e, visit); };
constexpr auto ids = [](Event& e, auto visit) { each_id(e, visit); };
constexpr auto any = [](const auto&) { return true; };

bool is_plain(const Value& value) {
  return !value.list() && !value.error();
}

void set_other_value(Value& value, Choices& choices) {
  if (auto* number = std::get_if<std::int64_t>(&value.data); number && choices.below(2) == 0)
    ++*number;
  else if (value.is_none() || choices.below(3) > 0)
    value.data = std::int64_t{77};
  else
    value.data = Value::None{};
}

}  // namespace

bool change_value(Trace& trace, Choices& choices) {
  const auto shows_result = [](const Event& e) {
    return shows_outcome(e) && e.outcome.is_result();
  };
  const auto only_outcome = [](Event& e, auto visit) { each_value(e.outcome.value, visit); };
  return change_part(trace, choices, shows_result, only_outcome, is_plain,
                     [&](Value& value) { set_other_value(value, choices); });
}

bool change_error(Trace& trace, Choices& choices) {
  return change_part(trace, choices, shows_errors, errors, any, [&](Error& error) {
    const bool key_error = error.type == "KeyError";
    error.type = error.is_cancellation() || choices.below(2) == 0
                     ? (key_error ? "ValueError" : "KeyError")
                     : "CancelledError";
  });
}

bool change_outcome(Trace& trace, Choices& choices) {
  const auto place = choose_event(trace, choices, [](const Event& e) { return shows_outcome(e); });
  if (!place) return false;
  Event& e = trace.events[*place];
  const std::vector<Outcome> others{Outcome::result({std::int64_t{77}}),
                                    Outcome::failure({"ValueError", {}, new_id(trace)}),
                                    Outcome::failure({"CancelledError", {}, new_id(trace)}),
                                    Outcome::cancelled(), Outcome::pending()};
  const bool is_state = e.kind == EventKind::callback || e.kind == EventKind::final;
  const auto other = others[choices.below(is_state ? 5 : 3)];
  if (other.kind == e.outcome.kind && !other.is_error()) return false;
  e.outcome = other;
  return true;
}

bool change_state(Trace& trace, Choices& choices) {
  const auto place = choose_event(trace, choices, [](const Event& e) {
    return e.kind == EventKind::observed || (e.kind == EventKind::gather && !e.outcome.is_error());
  });
  if (!place) return false;
  Event& e = trace.events[*place];
  bool* const parts[] = {&e.done, &e.cancelled, &e.loop};
  bool& part = *parts[e.kind == EventKind::gather ? 0 : choices.below(3)];
  part = !part;
  return true;
}

bool change_answer(Trace& trace, Choices& choices) {
  const auto place = choose_event(trace, choices, [](const Event& e) {
    return e.kind == EventKind::cancel || e.kind == EventKind::settle;
  });
  if (place) trace.events[*place].accepted = !trace.events[*place].accepted;
  return place.has_value();
}

bool change_identity(Trace& trace, Choices& choices) {
  const auto fresh = new_id(trace);
  return change_part(trace, choices, shows_errors, ids, any, [&](spec::ObjectId& id) {
    const bool renew = fresh < 3 || choices.below(2) == 0;
    const auto other =
        static_cast<spec::ObjectId>(1 + choices.below(static_cast<std::uint32_t>(fresh) - 1));
    id = renew || other == id ? fresh : other;
  });
}

bool change_message(Trace& trace, Choices& choices) {
  const auto is_cancellation = [](const Error& error) { return error.is_cancellation(); };
  return change_part(trace, choices, shows_errors, errors, is_cancellation, [&](Error& error) {
    if (error.message && choices.below(2) == 0)
      error.message.reset();
    else
      error.message = error.message == "x" ? "" : "x";
  });
}

bool change_cancelling(Trace& trace, Choices& choices) {
  const auto place =
      choose_event(trace, choices, [](const Event& e) { return e.cancelling.has_value(); });
  if (!place) return false;
  auto& count = *trace.events[*place].cancelling;
  count += count > 0 && choices.below(2) == 0 ? -1 : 1;
  return true;
}

bool report(Trace& trace, Choices& choices) {
  const auto place = choose_event(trace, choices, [](const Event& e) {
    return e.kind == EventKind::ended && e.outcome.is_error();
  });
  if (!place) return false;
  const Event& ended = trace.events[*place];
  Event reported;
  reported.kind = EventKind::unhandled;
  reported.of = ended.of;
  reported.time = ended.time;
  reported.turn = ended.turn;
  reported.outcome = ended.outcome;
  trace.events.insert(at(trace, *place + 1), std::move(reported));
  return true;
}

bool change_skip(Trace& trace, Choices& choices) {
  const auto place = choose_event(trace, choices, [](const Event& e) {
    return e.kind == EventKind::cancel || e.kind == EventKind::observed ||
           e.kind == EventKind::registered;
  });
  if (!place) return false;
  Event& e = trace.events[*place];
  Event skipped;
  skipped.time = e.time;
  skipped.turn = e.turn;
  skipped.kind = EventKind::skipped;
  skipped.of = e.of;
  skipped.by = e.by;
  skipped.label = trace.intern(e.kind == EventKind::cancel     ? "cancel"
                               : e.kind == EventKind::observed ? "observe"
                                                               : "add_done_callback");
  e = std::move(skipped);
  return true;
}

}  // namespace gathercheck::conformance::edits
