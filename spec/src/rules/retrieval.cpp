// SPDX-License-Identifier: MIT
#include "retrieval.hpp"

#include <algorithm>

#include "evidence.hpp"

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

/// Whether a call that was refused had `n` as an argument: its callback may be there all the same.
bool is_in_refused_call(const History& h, Name n) {
  return std::ranges::any_of(h.raised_calls(), [&](std::size_t call) {
    return std::ranges::count(h.event(call).children, n) > 0;
  });
}

/// What the gathers that have `n` as a child did about its failure. The callbacks of what is of
/// another loop never run.
Retrieved by_gathers(const History& h, Name n) {
  if (!notes(h, "loop", n).empty()) return Retrieved::unknown;
  auto answer = is_in_refused_call(h, n) ? Retrieved::unknown : Retrieved::no;
  for (const Gathering& g : h.gatherings()) {
    if (!is_child(g, n)) continue;
    if (has_taken(h, g, n) || (!g.return_exceptions && has_called_back(h, n)))
      return Retrieved::yes;
    const auto* state = h.final_of(g.outer);
    const bool waits = g.return_exceptions && state && state->is_pending();
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

/// Whether asyncio.wait may have looked for exceptions.
bool is_exception_awaited(const History& h) {
  return std::ranges::any_of(notes(h, "until"), [&](std::size_t note) {
    return h.event(note).outcome.value == Value{std::string("FIRST_EXCEPTION")};
  });
}

/// What looked at `n` without awaiting it.
Retrieved by_looks(const History& h, Name n) {
  for (const auto i : h.of_kind(EventKind::observed))
    if (h.event(i).of == n && h.event(i).done) return Retrieved::yes;
  const auto names = [&](std::size_t note) { return names_it(h, note, n); };
  const bool perhaps = !notes(h, "same_error").empty() || !notes(h, "traceback", n).empty() ||
                       std::ranges::any_of(notes(h, "task_group"), names) || is_taken_out(h, n) ||
                       is_exception_awaited(h);
  return perhaps ? Retrieved::unknown : Retrieved::no;
}

/// What requests to cancel did to the mark of a failed task or future, which only a gather keeps:
/// a cancel() that comes too late takes it away.
Retrieved by_cancels(const History& h, Name n) {
  if (h.gathering(n)) return Retrieved::no;
  for (const auto i : h.cancels())
    if (h.event(i).of == n && !h.event(i).accepted) return Retrieved::yes;
  const bool perhaps = !h.cancels().empty() || !notes(h, "runner").empty() ||
                       !notes(h, "within").empty() || !notes(h, "timeout").empty() ||
                       !notes(h, "task_group").empty() || !notes(h, "cancel_takes_message").empty();
  return perhaps ? Retrieved::unknown : Retrieved::no;
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
