// SPDX-License-Identifier: MIT
#include "ending.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

bool is_listing(const History& h, const Gathering& g) {
  return g.return_exceptions && !g.positions.empty() && is_natural(h, g);
}

/// Calls `visit(gathering, position, outcome)` for every child that did not succeed, of every
/// gathering with return_exceptions that is bound to end with a list.
template <typename Visit>
void each_listed(const History& h, Visit visit) {
  each_due_list(h, [&](const Gathering& g, const Settlement&) {
    if (!g.return_exceptions) return;
    for (std::size_t i = 0; i < g.positions.size(); ++i) {
      const auto* outcome = came_to(h, g.positions[i]);
      if (outcome && (outcome->is_error() || outcome->is_cancelled())) visit(g, i, *outcome);
    }
  });
}

std::string entry_reason(const History& h, const Gathering& g, std::size_t position,
                         const Outcome& outcome, const Ending& ending) {
  return who(h, g.positions[position]) + ", at position " + std::to_string(position) + " of " +
         who(h, g.outer) + ", ended with " + shown(h, outcome) + ", yet " + shown(h, g, ending);
}

/// Demands of the entries of children that ended in the wanted way that they are as
/// `is_right(entry, outcome)` says; no entry is wrong.
template <typename Wanted, typename Right>
void expect_entries(const History& h, Judge& judge, Wanted is_wanted, Right is_right) {
  each_listed(h, [&](const Gathering& g, std::size_t position, const Outcome& outcome) {
    if (!is_wanted(g.positions[position], outcome)) return;
    each_ending(h, g.outer, [&](const Ending& ending) {
      const auto* entry = ending.entry(position);
      judge.expect(entry && is_right(*entry, outcome), ending.event,
                   [&] { return entry_reason(h, g, position, outcome, ending); });
    });
  });
}

bool is_cancelled_error(const Value& entry) {
  return entry.error() && entry.error()->is_cancellation();
}

bool is_own_object(const Value& entry, const Outcome& outcome) {
  return entry.error() && same_object(*entry.error(), *outcome.error());
}

bool failed(const Outcome& outcome) {
  return outcome.is_error();
}

/// Demands of a gathering that the end of its children, or its being without one, shows in its
/// endings.
void expect_end(const History& h, Judge& judge, const Gathering& g, const Settlement* due) {
  each_ending(h, g.outer, [&](const Ending& ending) {
    const bool right = due ? ending.outcome.is_result() && ending.is_timely(h, due->time)
                           : ending.outcome.is_pending();
    judge.expect(right, ending.event, [&] {
      return "the children of " + who(h, g.outer) + " were " +
             (due ? "all done " + when(*due) : "never all done") + ", yet " + shown(h, g, ending);
    });
  });
}

bool has_failed_child(const History& h, const Gathering& g) {
  return std::ranges::any_of(g.children, [&](Name child) {
    const auto* s = h.sure_settlement(child);
    return s && s->failed();
  });
}

/// Whether another child of the gathering ended with this very exception object.
bool is_shared(const History& h, const Gathering& g, Name child, const Error& error) {
  return error.id != 0 && std::ranges::any_of(g.children, [&](Name other) {
           const auto* s = other == child ? nullptr : h.sure_settlement(other);
           return s && s->failed() && s->outcome.error()->id == error.id;
         });
}

/// Whether the child was cancelled and no message can have come with it.
bool has_no_message(const History& h, Name child) {
  const auto end = h.end_of(child);
  const auto* error = end == nowhere ? nullptr : h.event(end).outcome.error();
  if (error && error->message) return false;
  return std::ranges::none_of(h.requests(), [&](const Request& request) {
    const Event& e = h.event(request.event);
    return request.target == child && (e.kind != EventKind::cancel || e.message);
  });
}

}  // namespace

void ret_1(const History& h, Judge& judge) {
  for (const Gathering& g : h.gatherings()) {
    if (!is_listing(h, g) || !has_failed_child(h, g)) continue;
    const auto* due = h.settlement(g.outer);
    if (!due || (due->certain && due->succeeded())) expect_end(h, judge, g, due);
  }
  const auto any = [](Name, const Outcome& outcome) { return failed(outcome); };
  expect_entries(h, judge, any, [](const Value& entry, const Outcome& outcome) {
    return same_content(entry, outcome.value);
  });
}

void ret_2(const History& h, Judge& judge) {
  expect_entries(
      h, judge, [](Name, const Outcome& outcome) { return failed(outcome); }, is_own_object);
}

void ret_3(const History& h, Judge& judge) {
  each_due_list(h, [&](const Gathering& g, const Settlement& due) {
    const auto succeeded = [&](Name child) {
      const auto* s = h.sure_settlement(child);
      return !s || s->succeeded();
    };
    if (g.return_exceptions && std::ranges::none_of(g.children, succeeded))
      expect_end(h, judge, g, &due);
  });
}

void ret_4(const History& h, Judge& judge) {
  const auto cancelled = [](Name, const Outcome& outcome) { return outcome.is_cancelled(); };
  expect_entries(h, judge, cancelled,
                 [](const Value& entry, const Outcome&) { return is_cancelled_error(entry); });
}

void ret_5(const History& h, Judge& judge) {
  each_due_list(h, [&](const Gathering& g, const Settlement&) {
    if (g.return_exceptions && has_failed_child(h, g)) expect_unreported(h, judge, g);
  });
}

void ret_6(const History& h, Judge& judge) {
  const auto base = [](Name, const Outcome& outcome) {
    return outcome.is_error() && outcome.error()->type == "BaseError";
  };
  expect_entries(h, judge, base, [](const Value& entry, const Outcome& outcome) {
    return same_content(entry, outcome.value);
  });
}

void ret_7(const History& h, Judge& judge) {
  const auto by_itself = [&](Name child, const Outcome& outcome) {
    const auto end = h.end_of(child);
    return outcome.is_cancelled() && end != nowhere && !h.requested_before(child, end);
  };
  expect_entries(h, judge, by_itself,
                 [](const Value& entry, const Outcome&) { return is_cancelled_error(entry); });
}

void ret_8(const History& h, Judge& judge) {
  each_listed(h, [&](const Gathering& g, std::size_t position, const Outcome& outcome) {
    const Name child = g.positions[position];
    if (!failed(outcome) || !is_shared(h, g, child, *outcome.error())) return;
    each_ending(h, g.outer, [&](const Ending& ending) {
      const auto* entry = ending.entry(position);
      judge.expect(entry && is_own_object(*entry, outcome), ending.event, [&] {
        return entry_reason(h, g, position, outcome, ending) + ", without that object in its place";
      });
    });
  });
}

void ret_9(const History& h, Judge& judge) {
  const auto silently = [&](Name child, const Outcome& outcome) {
    return outcome.is_cancelled() && has_no_message(h, child);
  };
  expect_entries(h, judge, silently, [](const Value& entry, const Outcome&) {
    return is_cancelled_error(entry) && entry.error()->message == "";
  });
}

void ret_10(const History& h, Judge& judge) {
  const auto cancelled = [](Name, const Outcome& outcome) { return outcome.is_cancelled(); };
  expect_entries(h, judge, cancelled, [](const Value& entry, const Outcome&) {
    return is_cancelled_error(entry) && !entry.error()->message;
  });
}

void ret_11(const History& h, Judge& judge) {
  for (const Gathering& g : h.gatherings()) {
    const auto* state = h.final_of(g.outer);
    if (!is_listing(h, g) || !state || h.cancel_requested(g.outer) != nowhere) continue;
    judge.expect(state->is_result() || state->is_pending(), h.final_event(g.outer), [&] {
      return who(h, g.outer) +
             " has return_exceptions and nobody asked it to cancel, yet it ended " + "with " +
             shown(h, *state);
    });
  }
}

}  // namespace gathercheck::spec::rules
