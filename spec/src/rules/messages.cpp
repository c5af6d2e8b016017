// SPDX-License-Identifier: MIT
#include <algorithm>
#include <vector>

#include "cancelled_error.hpp"
#include "cancelling.hpp"
#include "ending.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

bool is_body(const History& h, Name n) {
  return how_cancelled(h, n) == Cancelled::raised;
}

bool is_future(const History& h, Name n) {
  return h.trace().kind(n) == Kind::future;
}

/// The message of the request that cancelled the future.
Message message_of_future(const History& h, Name future) {
  return message_at(h, h.settlement(future)->event);
}

/// Demands that the outer failed with the object that its child ended with.
void expect_own(const History& h, Judge& judge, const Source& source) {
  if (!is_body(h, source.child) || is_asked_by_others(h, source)) return;
  const Error& own = *own_cancelled_error(h, source.child);
  judge.expect(same_object(own, source.error), h.final_event(source.gathering.outer), [&] {
    return told(h, source) + ", and not with the " + shown(h, Value{own}) + " that this ended with";
  });
}

/// Demands that the outer failed with a new object that has this message.
void expect_new(const History& h, Judge& judge, const Source& source, const Message& message) {
  judge.expect(
      is_new(h, source) && message.fits(source.error), h.final_event(source.gathering.outer), [&] {
        return told(h, source) + ", and not with a new CancelledError with " + shown(message);
      });
}

/// Demands of the entries of cancelled children that are as `is_wanted(child)` says that their
/// message is `message(child)`, the empty text standing for none.
template <typename Wanted, typename Expected>
void expect_listed(const History& h, Judge& judge, Wanted is_wanted, Expected message) {
  each_due_entry(h, [&](const Gathering& g, std::size_t position, const Outcome& outcome) {
    const Name child = g.positions[position];
    if (!g.return_exceptions || !outcome.is_cancelled() || !is_wanted(child)) return;
    Message expected = message(child);
    if (!expected.text) expected.text = "";
    each_ending(h, g.outer, [&](const Ending& ending) {
      const auto* entry = ending.entry(position);
      const auto* error = entry ? entry->error() : nullptr;
      if (!error) return;  // what the list has at all is the matter of other rules
      judge.expect(expected.fits(*error), ending.event, [&] {
        return "the entry of " + who(h, child) + " is " + shown(h, *entry) + " and does not have " +
               shown(expected);
      });
    });
  });
}

/// Calls `visit(event, error)` for everyone who looked at `n`, which is no gather, and got a
/// CancelledError: by an await without a shield, by result() and by exception().
template <typename Visit>
void each_look(const History& h, Name n, Visit visit) {
  for (const Await& await : h.awaits())
    if (await.on == n && !await.shield && await.end != nowhere &&
        h.event(await.end).outcome.is_cancellation())
      visit(await.end, *error_of(h, await.end));
  for (const auto i : h.of_kind(EventKind::observed)) {
    const Event& e = h.event(i);
    if (e.of != n) continue;
    if (e.outcome.is_cancellation()) visit(i, *e.outcome.error());
    if (e.exception.is_cancellation()) visit(i, *e.exception.error());
  }
}

/// Demands that what someone got from `n` at the event is a new object with this message.
void expect_new_look(const History& h, Judge& judge, Name n, std::size_t event, const Error& error,
                     const Message& message) {
  judge.expect(is_new(h, error, event) && message.fits(error), event, [&] {
    return who(h, n) + " gave " + shown(h, Value{error}) + " " + when(h, event) +
           ", and not a new CancelledError with " + shown(message);
  });
}

/// Calls `visit(n)` for everything in the trace that is no gather.
template <typename Visit>
void each_simple(const History& h, Visit visit) {
  for (Name n = 0; h.trace().is_awaitable(n); ++n)
    if (h.trace().kind(n) != Kind::gather) visit(n);
}

/// Whether the await is one of the object itself, without wait_for and the like around it.
bool is_bare(const History& h, const Await& await) {
  for (auto i = await.begin; i > 0; --i) {
    const Event& e = h.event(i - 1);
    if (e.kind == EventKind::created && e.by == await.awaiter) continue;  // by a task group
    return e.kind != EventKind::noted || e.by != await.awaiter || e.of != await.on;
  }
  return true;
}

/// Whether the await brought what it was for: a shield keeps that from a task that is asked to
/// cancel, also in a trace of the Python dialect, where nothing tells who was.
bool is_undisturbed(const History& h, const Await& await) {
  return await.end != nowhere && (!await.shield || (!await.disturbed && !h.trace().python));
}

/// Calls `visit(interrupted, sleep)` for every sleep that a request ended.
template <typename Visit>
void each_interruption(const History& h, Visit visit) {
  for (const Sleep& sleep : h.sleeps())
    if (sleep.end != nowhere && h.event(sleep.end).kind == EventKind::interrupted &&
        error_of(h, sleep.end))
      visit(sleep.end, sleep);
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

void msg_1(const History& h, Judge& judge) {
  if (h.requests().empty()) return;
  each_interruption(h, [&](std::size_t event, const Sleep& sleep) {
    const Message message = interruption_message(h, sleep);
    if (!message.known) return;
    const Error& error = *error_of(h, event);
    judge.expect(is_new(h, error, event) && message.fits(error), event, [&] {
      return who(h, sleep.script) + " was interrupted by " + shown(h, Value{error}) + " " +
             when(h, event) + ", and not by a new CancelledError with " + shown(message);
    });
  });
}

void msg_2(const History& h, Judge& judge) {
  const auto expect = [&](std::size_t event, const Error& error) {
    judge.expect(!error.message, event, [&] {
      return shown(h, Value{error}) + " of " + who(h, h.event(event).of) + " has an argument";
    });
  };
  each_interruption(h,
                    [&](std::size_t event, const Sleep&) { expect(event, *error_of(h, event)); });
  if (h.trace().python) return;
  each_source(h, [&](const Source& source) {
    if (!h.gathering(source.child) || source.all_done)
      expect(h.final_event(source.gathering.outer), source.error);
  });
  each_simple(h, [&](Name n) {
    if (how_cancelled(h, n)) each_look(h, n, expect);
  });
}

void msg_3(const History& h, Judge& judge) {
  each_source(h, [&](const Source& source) {
    if (!source.all_done) expect_own(h, judge, source);
  });
}

void msg_4(const History& h, Judge& judge) {
  each_source(h, [&](const Source& source) {
    const auto how = how_cancelled(h, source.child);
    if (!source.all_done && (how == Cancelled::raised || how == Cancelled::unstarted))
      expect_new(h, judge, source, Message::none());
  });
}

void msg_5(const History& h, Judge& judge) {
  each_source(h, [&](const Source& source) {
    if (source.all_done || how_cancelled(h, source.child))
      expect_new(h, judge, source, Message::none());
  });
}

void msg_6(const History& h, Judge& judge) {
  each_source(h, [&](const Source& source) {
    if (!source.all_done && how_cancelled(h, source.child) == Cancelled::future)
      expect_new(h, judge, source, message_of_future(h, source.child));
  });
}

void msg_7(const History& h, Judge& judge) {
  each_source(h, [&](const Source& source) {
    if (source.all_done || !h.gathering(source.child)) return;
    const auto* inner = cancelled_error_of(h, source.child);
    judge.expect(inner && same_object(*inner, source.error), h.final_event(source.gathering.outer),
                 [&] { return told(h, source) + ", which failed with another object"; });
  });
}

void msg_8(const History& h, Judge& judge) {
  expect_listed(
      h, judge, [&](Name child) { return is_future(h, child); },
      [&](Name child) { return message_of_future(h, child); });
}

void msg_9(const History& h, Judge& judge) {
  expect_listed(
      h, judge, [&](Name child) { return is_body(h, child); },
      [](Name) { return Message::none(); });
}

void msg_10(const History& h, Judge& judge) {
  const auto is_replaced = [&](Name child) {
    return how_cancelled(h, child) == Cancelled::replaced;
  };
  const auto message = [&](Name child) { return last_message(h, child, h.end_of(child)); };
  expect_listed(h, judge, is_replaced, message);
  each_source(h, [&](const Source& source) {
    if (is_replaced(source.child)) expect_new(h, judge, source, message(source.child));
  });
}

void msg_11(const History& h, Judge& judge) {
  each_due_entry(h, [&](const Gathering& g, std::size_t position, const Outcome& outcome) {
    if (!g.return_exceptions || !outcome.is_cancelled()) return;
    const auto* state = h.final_of(g.outer);
    const auto* list = state && state->is_result() ? state->value.list() : nullptr;
    const auto* error =
        list && position < list->items.size() ? list->items[position].error() : nullptr;
    if (!error || error->id == 0) return;
    const auto same = [&](const Value& item) {
      return item.error() && item.error()->id == error->id;
    };
    const auto sight = first_sight(h, *error);
    const bool alone = std::ranges::count_if(list->items, same) == 1;
    judge.expect(alone && h.event(sight).turn >= h.settlement(g.outer)->turn &&
                     h.event(sight).kind != EventKind::ended,
                 h.final_event(g.outer), [&] {
                   return "the entry of " + who(h, g.positions[position]) + " in the list of " +
                          who(h, g.outer) + " is an object that others have, too";
                 });
  });
}

void msg_12(const History& h, Judge& judge) {
  each_source(h, [&](const Source& source) {
    if (source.all_done) expect_own(h, judge, source);
  });
}

void msg_13(const History& h, Judge& judge) {
  each_source(h, [&](const Source& source) {
    const auto how = how_cancelled(h, source.child);
    if (source.all_done && (how == Cancelled::raised || how == Cancelled::unstarted))
      expect_new(h, judge, source, Message::none());
  });
}

void msg_14(const History& h, Judge& judge) {
  each_source(h, [&](const Source& source) {
    if (source.all_done && how_cancelled(h, source.child) == Cancelled::future)
      expect_new(h, judge, source, message_of_future(h, source.child));
  });
}

/// Calls `visit(source, message)` for every outer whose last argument was asked for the exception
/// though it was not cancelled, with the message that it keeps.
template <typename Visit>
static void each_unfitting_source(const History& h, Visit visit) {
  each_source(h, [&](const Source& source) {
    const auto* s = h.sure_settlement(source.child);
    if (!source.all_done || !s || s->cancelled()) return;
    visit(source, has_body(h, source.child) ? kept_message(h, source.child) : Message::none());
  });
}

void msg_15(const History& h, Judge& judge) {
  each_unfitting_source(h, [&](const Source& source, const Message& message) {
    if (message.known && !message.text) expect_new(h, judge, source, message);
  });
}

void msg_16(const History& h, Judge& judge) {
  each_unfitting_source(h, [&](const Source& source, const Message& message) {
    if (message.text) expect_new(h, judge, source, message);
  });
}

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
      if (await.on == g.outer && is_undisturbed(h, await) && is_bare(h, await))
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
  if (asks_twice(h) || h.requests().empty()) return;
  for (const auto i : h.of_kind(EventKind::observed)) {
    const Event& e = h.event(i);
    const auto count = e.cancelling ? count_requests(h, e.of, i) : std::nullopt;
    if (!count || *count == 0) continue;
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
