// SPDX-License-Identifier: MIT
//
// The second half of the family: what those get who look at a gather or at its children.
#include <algorithm>
#include <vector>

#include "cancelled_error.hpp"
#include "cancelling.hpp"
#include "retrieval.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

/// Demands that what someone got from `n` at the event is a new object with this message.
void expect_new_look(const History& h, Judge& judge, Name n, std::size_t event, const Error& error,
                     const Message& message) {
  judge.expect(is_new(h, error, event) && message.fits(error), event, [&] {
    return who(h, n) + " gave " + shown(h, Value{error}) + " " + when(h, event) +
           ", and not a new CancelledError with " + shown(message);
  });
}

/// Whether the await brought what it was for: a shield keeps that from a task that is asked to
/// cancel, also in a trace of the Python dialect, where nothing tells who was.
bool is_undisturbed(const History& h, const Await& await) {
  return await.end != nowhere && (!await.shield || (!await.disturbed && !h.trace().python));
}

/// How many requests to cancel the task got before the event; nothing if that is in doubt.
std::optional<int> count_requests(const History& h, Name task, std::size_t event) {
  int count = 0;
  for (const Request& request : h.requests()) {
    if (request.target != task || request.event >= event) continue;
    if (!request.certain) return std::nullopt;
    ++count;
  }
  return count;
}

/// A CancelledError that someone may have got from a task.
struct Look {
  std::size_t event;
  const Error* error;
};
/// All of them that are for certain from this task.
std::vector<Look> looks_at(const History& h, Name task) {
  std::vector<Look> looks;
  each_look(h, task, [&](std::size_t event, const Error& error) {
    looks.push_back({event, &error});
  });
  each_source(h, [&](const Source& source) {
    if (source.child == task)
      looks.push_back({h.final_event(source.gathering.outer), &source.error});
  });
  return looks;
}

/// Whether each gather of the task that failed with a CancelledError has got that from a child that
/// is known.
bool are_sources_known(const History& h, Name task) {
  std::ptrdiff_t failed = std::ranges::count_if(h.gatherings(), [&](const Gathering& g) {
    return is_child(g, task) && cancelled_error_of(h, g.outer);
  });
  each_source(h, [&](const Source& source) { failed -= is_child(source.gathering, task); });
  return failed == 0;
}

}  // namespace

void msg_17(const History& h, Judge& judge) {
  for (const Gathering& g : h.gatherings()) {
    const auto* stored = cancelled_error_of(h, g.outer);
    if (!stored) continue;
    const auto expect = [&](std::size_t event, const Outcome& outcome) {
      if (!outcome.is_cancellation() || event == h.final_event(g.outer)) return;
      judge.expect(same_object(*outcome.error(), *stored), event, [&] {
        return who(h, g.outer) + " gave " + shown(h, outcome) + " " + when(h, event) +
               ", another object than " + shown(h, *h.final_of(g.outer)) +
               ", which it has failed with";
      });
    };
    for (const Await& await : h.awaits())
      if (await.on == g.outer && is_undisturbed(h, await) && wrapping(h, await) == nowhere)
        expect(await.end, h.event(await.end).outcome);
    for (const auto i : h.readings()) {
      const Event& e = h.event(i);
      if (e.of != g.outer) continue;
      expect(i, e.outcome);
      const auto* answer = e.exception.value.error();  // returned, or raised
      if (answer && answer->is_cancellation()) expect(i, Outcome::failure(*answer));
    }
  }
}

void msg_18(const History& h, Judge& judge) {
  if (h.requests().empty()) return;
  for (const Await& await : h.awaits()) {
    if (await.end == nowhere || await.shield || !h.event(await.end).outcome.is_cancellation())
      continue;
    const auto* state = h.final_of(await.on);
    if (has_body(h, await.on) || !state || state->is_cancelled() || state->is_cancellation())
      continue;
    expect_new_look(h, judge, await.on, await.end, *error_of(h, await.end),
                    last_message(h, await.awaiter, await.end));
  }
}

void msg_19(const History& h, Judge& judge) {
  if (h.trace().python) return;  // a limit, a group or the end of the run may have asked
  for (const auto i : h.of_kind(EventKind::observed)) {
    const Event& e = h.event(i);
    const auto count = e.cancelling ? count_requests(h, e.of, i) : std::nullopt;
    if (!count) continue;
    judge.expect(*e.cancelling == *count, i, [&] {
      return "cancelling() of " + who(h, e.of) + " is " + std::to_string(*e.cancelling) + " " +
             when(h, i) + ", after " + std::to_string(*count) + " requests";
    });
  }
}

void msg_20(const History& h, Judge& judge) {
  each_simple(h, [&](Name n) {
    if (how_cancelled(h, n) != Cancelled::raised) return;
    const Error& own = *own_cancelled_error(h, n);
    const auto looks = looks_at(h, n);
    const auto is_own = [&](const Look& look) { return look.error->id == own.id; };
    if (looks.empty() || own.id == 0) return;
    const auto given = std::ranges::count_if(looks, is_own);
    judge.expect(given == 1 || (given == 0 && !are_sources_known(h, n)), looks.front().event, [&] {
      return "the " + shown(h, Value{own}) + " that " + who(h, n) +
             " ended with was not given to one of those who asked for it and to no other";
    });
    for (const Look& look : looks)
      judge.expect(is_own(look) || !look.error->message, look.event, [&] {
        return who(h, n) + " gave " + shown(h, Value{*look.error}) + " " + when(h, look.event) +
               ", neither the object that it ended with nor one without a message";
      });
  });
}

void msg_21(const History& h, Judge& judge) {
  each_simple(h, [&](Name n) {
    if (how_cancelled(h, n) != Cancelled::raised) return;
    each_look(h, n, [&](std::size_t event, const Error& error) {
      expect_new_look(h, judge, n, event, error, Message::none());
    });
  });
}

void msg_22(const History& h, Judge& judge) {
  each_simple(h, [&](Name n) {
    if (how_cancelled(h, n) != Cancelled::future) return;
    each_look(h, n, [&](std::size_t event, const Error& error) {
      expect_new_look(h, judge, n, event, error, message_of_future(h, n));
    });
  });
}

void msg_23(const History& h, Judge& judge) {
  std::vector<const Error*> known;
  for (std::size_t i = 0; i < h.events().size(); ++i)
    each_error(h.event(i), [&](const Error& error) {
      if (!error.is_cancellation() || error.id == 0) return;
      const auto same = std::ranges::find(known, error.id, [](const Error* e) { return e->id; });
      if (same == known.end()) return known.push_back(&error);
      judge.expect((*same)->message == error.message, i, [&] {
        return shown(h, Value{error}) + " was " + shown(h, Value{**same}) + " before";
      });
    });
}

}  // namespace gathercheck::spec::rules
