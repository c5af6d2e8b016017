// SPDX-License-Identifier: MIT
#include "retrieval.hpp"

#include <algorithm>

#include "evidence.hpp"
#include "gather_call.hpp"
#include "noted.hpp"
#include "run_options.hpp"

namespace gathercheck::spec::rules {
namespace {

/// Whether the names that a note gives, separated by blanks, have this one.
bool names_it(const History& h, std::size_t note, Name n) {
  const auto* text = std::get_if<std::string>(&h.event(note).outcome.value.data);
  return text && (" " + *text + " ").find(" " + h.name(n) + " ") != std::string::npos;
}

bool is_made_of(const History& h, std::size_t inner, Name n) {
  const auto* of = std::get_if<Value::Awaitable>(&h.event(inner).outcome.value.data);
  return of && of->name == n;
}

/// Whether the callbacks of `n` have run: there was a turn after the one in which it was settled.
bool has_called_back(const History& h, Name n) {
  const auto at = settled_at(h, n);
  return is_quiet(h) && at != nowhere && h.event(at).turn < h.events().back().turn;
}

/// Whether the gather has listed its children's exceptions, or failed with the one of `n`.
bool has_taken(const History& h, const Gathering& g, Name n) {
  const auto* state = h.final_of(g.outer);
  if (!state || h.settled_by_hand(g.outer) != nowhere) return false;
  if (g.return_exceptions) return state->is_result();
  const auto* mine = failure_of(h, n);
  const auto same = [&](Name child) {
    const auto* error = failure_of(h, child);
    return error && error->id == mine->id;
  };
  return mine && mine->id != 0 && state->is_error() && state->error()->id == mine->id &&
         std::ranges::count_if(g.children, same) == 1;
}

/// Whether a call asks the children that are done there and then, and has no callback put on them.
bool asks_at_once(const History& h) {
  constexpr Edition inline_callbacks{12};  // gh-104144
  return h.trace().edition >= inline_callbacks;
}

bool is_foreign(const History& h, Name n) {
  return !notes(h, "loop", n).empty();
}

/// Whether the call was refused because its arguments are of two loops, and that was plain before
/// it came to the one at `end`. What hangs on the loop of a gather or an object is in doubt.
bool is_refused_before(const History& h, std::span<const Name> arguments, std::ptrdiff_t end) {
  bool own = false;
  bool other = false;
  for (const Name n : arguments.first(static_cast<std::size_t>(end))) {
    if (h.trace().kind(n) == Kind::gather || h.trace().kind(n) == Kind::object) return false;
    own = own || h.trace().kind(n) == Kind::task;
    own = own || (h.trace().kind(n) == Kind::future && !is_foreign(h, n));
    other = other || is_foreign(h, n);
  }
  return own && other;
}

/// Whether gather came to `n` before it refused the call, as far as anyone can tell.
bool may_have_come_to(const History& h, const GatherCalls& calls, const GatherCall& call, Name n) {
  const auto refusal = calls.refusal(call, h.trace().edition);
  const auto place = std::ranges::find(call.positions, n) - call.positions.begin();
  if (refusal.reason == Refusal::Reason::unknown)
    return !is_refused_before(h, call.positions, place);
  return refusal.reason == Refusal::Reason::none ||
         place < static_cast<std::ptrdiff_t>(refusal.position);
}

/// What the calls that were refused did, which had `n` as an argument: where it stands before the
/// one that was refused, it has a callback all the same, which asks it if that knows that there may
/// be no outer.
Retrieved by_refused_calls(const History& h, Name n) {
  constexpr Edition careful{9};  // bpo-46672
  if (h.raised_calls().empty() || is_foreign(h, n) || h.trace().edition < careful)
    return Retrieved::no;
  const GatherCalls calls(h);
  const auto settled = settled_at(h, n);
  const auto may_call_back = [&](const GatherCall& call) {
    const bool is_done = settled != nowhere && settled < call.event;
    return raised(h, call) && std::ranges::count(call.positions, n) > 0 &&
           !(asks_at_once(h) && is_done) && may_have_come_to(h, calls, call, n);
  };
  return std::ranges::any_of(calls.all(), may_call_back) ? Retrieved::unknown : Retrieved::no;
}

/// Whether the callback that the gather has put on `n` never ran: the loop is another one, or did
/// not go on.
bool is_never_called_back(const History& h, const Gathering& g, Name n) {
  const auto settled = settled_at(h, n);
  if (settled == nowhere || (asks_at_once(h) && settled < g.call)) return false;
  const bool last = std::max(h.event(settled).turn, h.event(g.call).turn) == h.events().back().turn;
  const bool in_run = !is_outside(h, h.event(settled).by) && run_options(h).runner != Runner::run;
  return is_foreign(h, n) || (last && in_run);
}

/// Whether a child is of a foreign class, which may fail the gather while it makes its list.
bool has_duck_future(const History& h, const Gathering& g) {
  return std::ranges::any_of(notes(h, "is"), [&](std::size_t note) {
    return is_child(g, h.event(note).of) &&
           h.event(note).outcome.value == Value{std::string("duck_future")};
  });
}

/// What the gathers that have `n` as a child did about its failure.
Retrieved by_gathers(const History& h, Name n) {
  auto answer = by_refused_calls(h, n);
  for (const Gathering& g : h.gatherings()) {
    if (!is_child(g, n) || is_never_called_back(h, g, n)) continue;
    if (is_foreign(h, n)) return Retrieved::unknown;
    if (has_taken(h, g, n) || (!g.return_exceptions && has_called_back(h, n)))
      return Retrieved::yes;
    const auto* state = h.final_of(g.outer);
    const bool waits =
        g.return_exceptions && state && state->is_pending() && !has_duck_future(h, g);
    if (!waits) answer = Retrieved::unknown;
  }
  return answer;
}

/// What the awaits of `n` did, those through wait_for and the like only if `wrapped`.
Retrieved by_awaits(const History& h, Name n, bool wrapped) {
  auto answer = Retrieved::no;
  for (const Await& await : h.awaits()) {
    if (await.on != n) continue;
    const auto note = wrapping(h, await);
    const auto word = note == nowhere ? "" : h.name(h.event(note).label);
    if (word == "until" || (!wrapped && word != "")) continue;  // see by_looks()
    if (word == "" && !await.shield && await.end != nowhere) return Retrieved::yes;
    answer = Retrieved::unknown;
  }
  return answer;
}

/// Whether asyncio.wait may have asked `n` for its exception: it does if it waits for the first,
/// and not for `n` alone.
bool is_exception_awaited(const History& h, Name n) {
  return std::ranges::any_of(notes(h, "until"), [&](std::size_t note) {
    const auto among = note - 1;
    return h.event(note).outcome.value == Value{std::string("FIRST_EXCEPTION")} &&
           names_it(h, among, n) && h.event(among).outcome.value != Value{h.name(n)};
  });
}

/// Whether its `exception()` was compared with another one.
bool is_compared(const History& h, Name n) {
  return std::ranges::any_of(notes(h, "same_error"), [&](std::size_t note) {
    return h.event(note).of == n || h.event(note).on == n;
  });
}

/// What looked at `n` without awaiting it.
Retrieved by_looks(const History& h, Name n) {
  for (const auto i : h.of_kind(EventKind::observed))
    if (h.event(i).of == n && h.event(i).done) return Retrieved::yes;
  const auto names = [&](std::size_t note) { return names_it(h, note, n); };
  const bool perhaps = is_compared(h, n) || !notes(h, "traceback", n).empty() ||
                       std::ranges::any_of(notes(h, "task_group"), names) || is_taken_out(h, n) ||
                       is_exception_awaited(h, n);
  return perhaps ? Retrieved::unknown : Retrieved::no;
}

/// Whether a request to cancel something else may be handed on to `n`.
bool is_within_reach(const History& h, Name n) {
  const auto has = [&](const Gathering& g) { return is_child(g, n); };
  const auto awaits = [&](const Await& await) { return await.on == n; };
  return std::ranges::any_of(h.gatherings(), has) || std::ranges::any_of(h.awaits(), awaits);
}

/// What requests to cancel did to the mark of a failed task or future, which only a gather keeps:
/// a cancel() that comes too late takes it away.
Retrieved by_cancels(const History& h, Name n) {
  if (h.gathering(n)) return Retrieved::no;
  const auto failed = settled_at(h, n);
  const auto late = [&](std::size_t i) { return failed == nowhere || i > failed; };
  for (const auto i : h.cancels())
    if (h.event(i).of == n && !h.event(i).accepted) return Retrieved::yes;
  const auto runner = run_options(h).runner;
  if (runner == Runner::run || (n == main_name && runner != Runner::forever))
    return Retrieved::unknown;
  if (std::ranges::any_of(notes(h, "cancel_takes_message", n), late)) return Retrieved::unknown;
  const bool perhaps = std::ranges::any_of(h.cancels(), late) || !notes(h, "within").empty() ||
                       !notes(h, "timeout").empty() || !notes(h, "task_group").empty() ||
                       std::ranges::any_of(notes(h, "cancel_takes_message"), late);
  return perhaps && is_within_reach(h, n) ? Retrieved::unknown : Retrieved::no;
}

Retrieved any_of(std::initializer_list<Retrieved> answers) {
  if (std::ranges::count(answers, Retrieved::yes) > 0) return Retrieved::yes;
  return std::ranges::count(answers, Retrieved::unknown) > 0 ? Retrieved::unknown : Retrieved::no;
}

/// Whether nothing but its children can decide how the gather ends, and the trace shows all that
/// these do.
bool is_simple(const History& h, const Gathering& g) {
  const auto shows = [&](Name child) {
    const auto kind = h.trace().kind(child);
    const auto* state = h.gathering(child) ? h.final_of(child) : nullptr;
    return kind == Kind::gather ? state && !state->is_error() : kind != Kind::object;
  };
  const auto accepted = [&](std::size_t event) { return h.event(event).accepted; };
  return is_quiet(h) && std::ranges::none_of(h.cancels(), accepted) &&
         std::ranges::all_of(g.children, shows) && h.settled_by_hand(g.outer) == nowhere &&
         notes(h, "within").empty() && notes(h, "timeout").empty() && notes(h, "eager").empty() &&
         notes(h, "task_group").empty() && notes(h, "cancel_takes_message").empty();
}

/// The error of the child that failed first after the call; null if none did.
const Error* first_failure(const History& h, const Gathering& g) {
  std::size_t first = nowhere;
  for (const Name child : g.children) {
    const auto at = settled_at(h, child);
    if (at != nowhere && h.event(at).outcome.is_error()) first = std::min(first, at);
  }
  if (first == nowhere || first < g.call) return nullptr;
  const bool heard = h.event(first).turn < h.events().back().turn;
  return heard ? h.event(first).outcome.error() : nullptr;
}

}  // namespace

Retrieved retrieved(const History& h, Name n) {
  return any_of({by_gathers(h, n), by_awaits(h, n, true), by_looks(h, n), by_cancels(h, n)});
}

Retrieved retrieved_otherwise(const History& h, Name n) {
  return any_of({by_gathers(h, n), by_awaits(h, n, false), by_looks(h, n), by_cancels(h, n)});
}

const Error* failure_of(const History& h, Name n) {
  if (const auto* state = h.final_of(n)) return state->error();
  const auto* g = h.gathering(n);
  if (!g || g->return_exceptions || !is_forgotten(h, n) || !is_simple(h, *g)) return nullptr;
  const auto* error = first_failure(h, *g);
  const bool changes = error && (error->is_cancellation() || error->type == "StopIteration");
  return changes ? nullptr : error;
}

bool is_taken_out(const History& h, Name n) {
  return std::ranges::any_of(notes(h, "inner"),
                             [&](std::size_t note) { return is_made_of(h, note, n); });
}

std::size_t settled_at(const History& h, Name n) {
  if (h.end_of(n) != nowhere) return h.end_of(n);
  for (const auto i : h.of_kind(EventKind::settle))
    if (h.event(i).of == n && h.event(i).accepted) return i;
  return nowhere;
}

bool is_quiet(const History& h) {
  return h.trace().end == Trace::End::idle && h.of_kind(EventKind::escaped).empty() &&
         notes(h, "runner").empty();
}

bool is_forgotten(const History& h, Name n) {
  return !notes(h, "forgotten", n).empty();
}

std::size_t wrapping(const History& h, const Await& await) {
  for (auto i = await.begin; i > 0; --i) {
    const Event& e = h.event(i - 1);
    if (e.kind == EventKind::created && e.by == await.awaiter) continue;  // by a task group
    const bool about = e.kind == EventKind::noted && e.by == await.awaiter && e.of == await.on;
    const auto word = about ? h.name(e.label) : std::string();
    const bool wraps =
        word == "within" || word == "timeout" || word == "until" || word == "task_group";
    return wraps ? i - 1 : nowhere;
  }
  return nowhere;
}

std::vector<std::size_t> notes(const History& h, std::string_view word, Name n) {
  std::vector<std::size_t> found;
  for (const auto i : h.of_kind(EventKind::noted)) {
    const Event& e = h.event(i);
    if (h.name(e.label) == word && (n == no_name || e.of == n)) found.push_back(i);
  }
  return found;
}

std::vector<std::size_t> reports_of(const History& h, Name n) {
  std::vector<std::size_t> found;
  for (const auto i : h.of_kind(EventKind::logged)) {
    const Event& e = h.event(i);
    const std::string report = e.message.value_or("");
    if (e.of == n && (report.ends_with(" exception was never retrieved") ||
                      report == "Task was destroyed but it is pending!"))
      found.push_back(i);
  }
  return found;
}

}  // namespace gathercheck::spec::rules
