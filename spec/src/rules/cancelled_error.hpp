// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <optional>
#include <string>

#include "cancel_message.hpp"
#include "gathercheck/spec/verdict.hpp"

/// The CancelledErrors of a trace: who makes them, and who gets which.
namespace gathercheck::spec::rules {

/// How something came to be cancelled, which decides what it tells those who ask for its result.
enum class Cancelled : std::uint8_t {
  future,     ///< a plain future
  raised,     ///< a body that ended with a CancelledError
  unstarted,  ///< a body that never ran
  replaced,   ///< a body that returned although it had been asked to cancel
};

/// How `n`, which is no gather, was cancelled; nothing if it was not, or nobody knows for certain.
std::optional<Cancelled> how_cancelled(const History& h, Name n);
/// The CancelledError with which the body of `n` ended; null if it ended otherwise.
const Error* own_cancelled_error(const History& h, Name n);

/// The error of the event: what was raised by it, or in it; null if there is none.
const Error* error_of(const History& h, std::size_t event);
/// The CancelledError that the outer has failed with in the end; null if it ended otherwise.
const Error* cancelled_error_of(const History& h, Name outer);

/// Calls `visit(error)` for every exception in a value, or in an event.
template <std::invocable<const Error&> Visit>
void each_error(const Value& value, Visit visit) {
  if (const auto* error = value.error()) visit(*error);
  if (const auto* list = value.list())
    for (const auto& item : list->items) each_error(item, visit);
}
template <std::invocable<const Error&> Visit>
void each_error(const Event& event, Visit visit) {
  for (const auto* outcome : {&event.outcome, &event.exception})
    if (outcome->is_result() || outcome->is_error()) each_error(outcome->value, visit);
}

/// Calls `visit(event, error)` for everyone who looked at `n`, which is no gather, and got a
/// CancelledError: by an await without a shield, by result() and by exception().
template <std::invocable<std::size_t, const Error&> Visit>
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

/// Calls `visit(n)` for everything in the trace that is no gather.
template <std::invocable<Name> Visit>
void each_simple(const History& h, Visit visit) {
  for (Name n = 0; h.trace().is_awaitable(n); ++n)
    if (h.trace().kind(n) != Kind::gather) visit(n);
}

/// The message of the request that cancelled the plain future, for certain.
Message message_of_future(const History& h, Name future);

/// The first event that has the object; nowhere if its identity is unknown.
std::size_t first_sight(const History& h, const Error& error);
/// Whether no event before this one has the object.
bool is_new(const History& h, const Error& error, std::size_t event);

/// Where the CancelledError of an outer comes from.
struct Source {
  const Gathering& gathering;
  const Settlement& settlement;  ///< of the outer
  const Error& error;            ///< what the outer has failed with in the end
  Name child;
  bool all_done;  ///< whether it is asked as the last argument, when all children are done; else it
                  ///< is the first child that did not succeed
};

/// Whether the outer failed with a new object and not with the one that its child ended with.
bool is_new(const History& h, const Source& source);
/// Whether someone else may have asked the child of the source for its result.
bool is_asked_by_others(const History& h, const Source& source);
/// "outer failed with CancelledError('enough'), which t gave".
std::string told(const History& h, const Source& source);

/// Calls `visit(source)` for every outer that has failed with a CancelledError because of its
/// children or a request to cancel it, if it is certain which child gave that.
template <std::invocable<const Source&> Visit>
void each_source(const History& h, Visit visit) {
  for (const Gathering& g : h.gatherings()) {
    const auto* s = h.sure_settlement(g.outer);
    const auto* error = s ? cancelled_error_of(h, g.outer) : nullptr;
    if (!error || g.positions.empty() || h.settled_by_hand(g.outer) != nowhere) continue;
    const auto* decided = g.decider == no_name ? nullptr : h.settlement(g.decider);
    if (!g.return_exceptions && decided && !decided->succeeded())
      visit(Source{g, *s, *error, g.decider, false});
    else if ((g.return_exceptions || decided) && h.cancel_requested(g.outer) != nowhere &&
             s->outcome.is_cancellation())
      visit(Source{g, *s, *error, g.positions.back(), true});
  }
}

}  // namespace gathercheck::spec::rules
