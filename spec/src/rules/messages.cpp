// SPDX-License-Identifier: MIT
#include <algorithm>

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

/// Calls `visit(interrupted, sleep)` for every sleep that a request ended.
template <typename Visit>
void each_interruption(const History& h, Visit visit) {
  for (const Sleep& sleep : h.sleeps())
    if (sleep.end != nowhere && h.event(sleep.end).kind == EventKind::interrupted &&
        error_of(h, sleep.end))
      visit(sleep.end, sleep);
}

/// Calls `visit(source, message)` for every outer whose last argument was asked for the exception
/// though it was not cancelled, with the message that it keeps.
template <typename Visit>
void each_unfitting_source(const History& h, Visit visit) {
  each_source(h, [&](const Source& source) {
    const auto* s = h.sure_settlement(source.child);
    if (!source.all_done || !s || s->cancelled()) return;
    visit(source, has_body(h, source.child) ? kept_message(h, source.child) : Message::none());
  });
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

}  // namespace gathercheck::spec::rules
