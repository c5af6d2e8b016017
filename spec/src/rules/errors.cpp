// SPDX-License-Identifier: MIT
#include "ending.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

/// A gathering without return_exceptions that is completed by a child that fails.
struct Failure {
  const Gathering& gathering;
  Name child;            ///< the one that decides
  const Settlement& at;  ///< its failure, which may have come before the call
  std::int64_t due;      ///< when the outer is to be completed
};

/// Calls `visit(failure)` for every gathering of that kind, if there is no doubt about the child.
template <typename Visit>
void each_failure(const History& h, Visit visit) {
  for (const auto& g : h.gatherings()) {
    const auto child = g.return_exceptions ? no_name : h.deciding_child(g);
    const auto* s = child == no_name ? nullptr : h.settlement(child);
    if (s && s->failed()) visit(Failure{g, child, *s, std::max(s->time, h.event(g.call).time)});
  }
}

std::string failed(const History& h, const Failure& failure) {
  return who(h, failure.child) + " failed with " + shown(h, failure.at.outcome) + " " +
         when(failure.at);
}

/// Whether the child ended with this error, or was cancelled and the error is a CancelledError.
bool explains(const Settlement& settlement, const Error& error) {
  if (settlement.cancelled()) return error.is_cancellation();
  return settlement.failed() && same_object(*settlement.outcome.error(), error);
}

/// Whether a child of those that `is_candidate(settlement)` ended with the error of the outcome.
template <typename Candidate>
bool comes_from(const History& h, const Gathering& g, const Outcome& outcome,
                Candidate is_candidate) {
  const auto* error = outcome.error();
  return error && std::ranges::any_of(g.children, [&](Name child) {
           const auto* s = h.settlement(child);
           return s && is_candidate(*s) && explains(*s, *error);
         });
}

/// Whether the outer failed as a child did when the failure was due. Within one instant any child
/// will do.
bool is_first_failure(const History& h, const Failure& failure, const Outcome& outcome) {
  return comes_from(h, failure.gathering, outcome,
                    [&](const Settlement& s) { return s.time <= failure.due; });
}

/// The number of children that failed in a way that `is_counted(settlement)`.
template <typename Counted>
auto count_failures(const History& h, const Gathering& g, Counted is_counted) {
  return std::ranges::count_if(g.children, [&](Name child) {
    const auto* s = h.sure_settlement(child);
    return s && s->failed() && is_counted(*s);
  });
}

/// Demands of every failure with an error of the wanted type that it is delivered at once and as it
/// is.
void expect_ordinary_failure(const History& h, Judge& judge, std::string_view type) {
  each_failure(h, [&](const Failure& failure) {
    if (failure.at.outcome.error()->type != type) return;
    each_ending(h, failure.gathering.outer, [&](const Ending& ending) {
      const bool ordinary =
          ending.is_timely(h, failure.due) && is_first_failure(h, failure, ending.outcome);
      judge.expect(ordinary, ending.event, [&] {
        return failed(h, failure) + ", yet " + shown(h, failure.gathering, ending);
      });
    });
  });
}

/// Whether an await ended as what it waited for did.
bool is_explained(const History& h, const Await& await) {
  if (await.end == nowhere || !h.event(await.end).outcome.is_cancellation()) return true;
  const auto* s = h.settlement(await.on);
  return s && (s->cancelled() || s->outcome.is_cancellation());
}

/// Where a script was stopped that should have gone on: an interruption, or a sleep without an end;
/// nowhere if there is no such place.
std::size_t stopped_at(const History& h, Name script) {
  for (const Sleep& sleep : h.sleeps()) {
    if (sleep.script != script) continue;
    if (sleep.end == nowhere) return sleep.begin;
    if (h.event(sleep.end).kind == EventKind::interrupted) return sleep.end;
  }
  for (const Await& await : h.awaits())
    if (await.awaiter == script && !is_explained(h, await)) return await.end;
  return nowhere;
}

/// Where a child was cancelled that nobody asked to cancel; nowhere if it was not.
std::size_t cancelled_at(const History& h, Name child) {
  const auto* state = h.final_of(child);
  switch (h.trace().kind(child)) {
    case Kind::gather:
      return nowhere;
    case Kind::future:
      return state && state->is_cancelled() ? h.final_event(child) : nowhere;
    default:
      break;
  }
  if (h.start_of(child) == nowhere) return h.birth_of(child);
  return stopped_at(h, child);
}

/// Demands of the children that are at work at `time`, and that nobody asks to cancel, that they
/// run on.
void expect_survivors(const History& h, Judge& judge, const Failure& failure, std::int64_t time) {
  if (h.trace().end != Trace::End::idle) return;
  for (const Name child : failure.gathering.children) {
    const auto* s = h.settlement(child);
    if ((s && s->time <= time) || h.requested_before(child, h.events().size())) continue;
    const auto stop = cancelled_at(h, child);
    judge.expect(stop == nowhere, stop, [&] {
      return who(h, child) + " was stopped " + when(h, stop) +
             ", though nobody asked it to cancel: " + failed(h, failure) +
             ", which must not stop the other children of " + who(h, failure.gathering.outer);
    });
  }
}

/// Whether everything that the observation shows is that of a future that failed with `error`.
bool shows_failure(const Event& observed, const Error& error) {
  const auto* raised = observed.outcome.error();
  const auto* returned =
      observed.exception.is_result() ? observed.exception.value.error() : nullptr;
  return observed.done && !observed.cancelled && raised && same_object(*raised, error) &&
         returned && same_object(*returned, error);
}

bool shows_failure(const Outcome& state, const Error& error) {
  return state.is_error() && same_object(*state.error(), error);
}

}  // namespace

void err_1(const History& h, Judge& judge) {
  each_failure(h, [&](const Failure& failure) {
    each_ending(h, failure.gathering.outer, [&](const Ending& ending) {
      const bool at_once = !ending.outcome.is_pending() && ending.is_timely(h, failure.due);
      judge.expect(at_once, ending.event, [&] {
        return failed(h, failure) + ", yet " + shown(h, failure.gathering, ending);
      });
    });
  });
}

void err_2(const History& h, Judge& judge) {
  each_failure(h, [&](const Failure& failure) {
    each_ending(h, failure.gathering.outer, [&](const Ending& ending) {
      const bool own =
          comes_from(h, failure.gathering, ending.outcome, [](const Settlement&) { return true; });
      judge.expect(own, ending.event, [&] {
        return failed(h, failure) + ", yet " + shown(h, failure.gathering, ending) +
               ", which is not the exception object of a child";
      });
    });
  });
}

void err_3(const History& h, Judge& judge) {
  each_failure(h, [&](const Failure& failure) {
    const auto is_later = [&](const Settlement& s) { return s.time > failure.due; };
    if (count_failures(h, failure.gathering, is_later) == 0) return;
    each_ending(h, failure.gathering.outer, [&](const Ending& ending) {
      judge.expect(is_first_failure(h, failure, ending.outcome), ending.event, [&] {
        return failed(h, failure) + ", before others, yet " + shown(h, failure.gathering, ending);
      });
    });
  });
}

void err_4(const History& h, Judge& judge) {
  each_failure(h, [&](const Failure& failure) {
    const auto is_rival = [&](const Settlement& s) { return s.turn == failure.at.turn; };
    if (count_failures(h, failure.gathering, is_rival) < 2) return;
    if (h.settled_before(failure.child, failure.gathering.call) != false) return;
    each_ending(h, failure.gathering.outer, [&](const Ending& ending) {
      judge.expect(shows_failure(ending.outcome, *failure.at.outcome.error()), ending.event, [&] {
        return failed(h, failure) + ", first of several in that turn, yet " +
               shown(h, failure.gathering, ending);
      });
    });
  });
}

void err_5(const History& h, Judge& judge) {
  each_failure(h,
               [&](const Failure& failure) { expect_survivors(h, judge, failure, failure.due); });
}

void err_6(const History& h, Judge& judge) {
  each_failure(h, [&](const Failure& failure) {
    const auto outer = failure.gathering.outer;
    const Error& error = *failure.at.outcome.error();
    each_state(h, outer, [&](std::size_t event, const Outcome& state) {
      const Event& e = h.event(event);
      if (e.kind == EventKind::final || h.settled_before(outer, event) != true) return;
      const bool right =
          e.kind == EventKind::observed ? shows_failure(e, error) : shows_failure(state, error);
      judge.expect(right, event, [&] {
        return failed(h, failure) + ", yet " + when(h, event) + " " + who(h, outer) +
               " was seen as " + (e.done && !e.cancelled ? "done with " : "") + shown(h, state);
      });
    });
  });
}

void err_7(const History& h, Judge& judge) {
  each_failure(h, [&](const Failure& failure) {
    const auto is_later = [&](const Settlement& s) { return s.time > failure.due; };
    if (count_failures(h, failure.gathering, is_later) == 0) return;
    const auto* state = h.final_of(failure.gathering.outer);
    if (!state || h.trace().end != Trace::End::idle) return;
    judge.expect(is_first_failure(h, failure, *state), h.final_event(failure.gathering.outer), [&] {
      return failed(h, failure) + ", others later, yet " + who(h, failure.gathering.outer) +
             " was in the end " + shown(h, *state);
    });
    expect_unreported(h, judge, failure.gathering);
  });
}

void err_8(const History& h, Judge& judge) {
  if (h.cancels().empty()) return;
  each_failure(h, [&](const Failure& failure) {
    for (const auto i : h.cancels()) {
      const Event& e = h.event(i);
      if (i < failure.gathering.call || e.of != failure.gathering.outer || e.time <= failure.due)
        continue;
      judge.expect(!e.accepted, i, [&] {
        return failed(h, failure) + ", yet cancel() of " + who(h, e.of) + " " + when(h, i) +
               " returned True";
      });
      expect_survivors(h, judge, failure, e.time);
    }
  });
}

void err_9(const History& h, Judge& judge) {
  const auto fails = [&](Name child) {
    return h.settlement(child) && h.settlement(child)->failed();
  };
  for (const Gathering& g : h.gatherings())
    if (std::ranges::any_of(g.children, fails))
      judge.expect(true, g.call, [] { return std::string(); });
  for (const auto call : h.raised_calls())
    judge.expect(false, call, [&] {
      return "the call of " + who(h, h.event(call).of) + " raised " +
             shown(h, h.event(call).outcome);
    });
}

void err_10(const History& h, Judge& judge) {
  expect_ordinary_failure(h, judge, "BaseError");
}

void err_11(const History& h, Judge& judge) {
  each_failure(h, [&](const Failure& failure) {
    const auto any = [](const Settlement&) { return true; };
    if (count_failures(h, failure.gathering, any) < 2) return;
    each_ending(h, failure.gathering.outer, [&](const Ending& ending) {
      if (!ending.outcome.is_error()) return;
      judge.expect(comes_from(h, failure.gathering, ending.outcome, any), ending.event, [&] {
        return "several children failed, and " + shown(h, failure.gathering, ending) +
               ", which is the exception of none of them";
      });
    });
  });
}

void err_12(const History& h, Judge& judge) {
  expect_ordinary_failure(h, judge, "TimeoutError");
}

void err_13(const History& h, Judge& judge) {
  each_failure(h, [&](const Failure& failure) {
    for (const Await& await : h.awaits()) {
      if (await.on != failure.gathering.outer || await.shield) continue;
      if (h.settled_before(await.on, await.begin) != true) continue;
      const bool right = await.end == await.begin + 1 &&
                         shows_failure(h.event(await.end).outcome, *failure.at.outcome.error());
      judge.expect(right, await.begin, [&] {
        return who(h, await.on) + " had failed with " + shown(h, failure.at.outcome) + ", yet " +
               who(h, await.awaiter) + ", which awaited it " + when(h, await.begin) + ", " +
               (await.end == nowhere
                    ? "waits for ever"
                    : "got " + shown(h, h.event(await.end).outcome) + " " + when(h, await.end));
      });
    }
  });
}

void err_14(const History& h, Judge& judge) {
  each_failure(h, [&](const Failure& failure) {
    if (h.settled_before(failure.child, failure.gathering.call) != false) return;
    each_ending(h, failure.gathering.outer, [&](const Ending& ending) {
      if (!ending.await || h.settled_before(failure.gathering.outer, ending.await->begin) != false)
        return;
      const bool prompt =
          ending.await->end != nowhere && h.event(ending.event).turn == failure.at.turn + 2;
      judge.expect(prompt, ending.event, [&] {
        return failed(h, failure) + ", yet " + shown(h, failure.gathering, ending) +
               ", not two turns later";
      });
    });
  });
}

}  // namespace gathercheck::spec::rules
