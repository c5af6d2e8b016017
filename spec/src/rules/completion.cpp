// SPDX-License-Identifier: MIT
#include "completion.hpp"

#include <algorithm>

#include "evidence.hpp"
#include "foreign_loop.hpp"
#include "noted.hpp"

namespace gathercheck::spec::rules {
namespace {

constexpr Edition counts_done_children{12};

bool is_exit(const Outcome& outcome) {
  const auto* error = outcome.error();
  return error && (error->type == "KeyboardInterrupt" || error->type == "SystemExit");
}

/// An exit leaves the rest of its turn to the next one.
bool runs_steadily(const History& h) {
  const auto escaped = h.of_kind(EventKind::escaped);
  return h.trace().end == Trace::End::idle && h.restarts().empty() && h.raised_calls().empty() &&
         std::ranges::none_of(escaped, [&](auto i) { return is_exit(h.event(i).outcome); });
}

/// Whether something else than its body has a hand in the end of the script.
bool is_cancelled_by_itself(const History& h, Name script, std::int32_t turn) {
  bool found = false;
  each_cancel_before(h, nowhere, [&](std::size_t i) {
    found = found || (h.event(i).by == script && h.event(i).turn == turn);
  });
  return found;
}

/// Whether nothing but the children completes the gathering.
bool is_natural(const History& h, const Gathering& g) {
  const auto settles = h.of_kind(EventKind::settle);
  return !is_outside(h, h.event(g.call).by) && std::ranges::none_of(settles, [&](std::size_t i) {
    return h.event(i).of == g.outer && h.event(i).accepted;
  });
}

Completion done_at(const Event& e, std::size_t event, bool failed) {
  return {Completion::Kind::done, e.time, e.turn, failed, event};
}

constexpr Completion never{Completion::Kind::never, 0, 0, false, nowhere};

}  // namespace

std::optional<bool> Completion::before(const History& h, std::size_t index) const {
  if (kind == Kind::never) return false;
  if (kind == Kind::unknown) return std::nullopt;
  if (event != nowhere) return event < index;
  if (turn != h.event(index).turn) return turn < h.event(index).turn;
  return std::nullopt;
}

bool main_is_left_alone(const History& h, std::size_t before) {
  const auto end = h.end_of(main_name);
  const auto* own = end == nowhere ? nullptr : h.event(end).outcome.error();
  const auto is_foreign = [&](std::size_t i) {
    return !own || !h.event(i).outcome.is_error() ||
           !same_object(*own, *h.event(i).outcome.error());
  };
  bool cancelled = false;
  each_cancel_before(h, before,
                     [&](std::size_t i) { cancelled = cancelled || h.event(i).of == main_name; });
  return !cancelled && std::ranges::none_of(h.of_kind(EventKind::escaped), is_foreign);
}

Completions::Completions(const History& h)
    : h_(h),
      steady_(runs_steadily(h)),
      eager_(has_option(h, "eager")),
      found_(h.trace().kinds.size()) {}

const Completion& Completions::of(Name n) {
  auto& found = found_[static_cast<std::size_t>(n)];
  if (!found) {
    found = Completion{};  // a gather that is asked for while it is worked out
    const auto completion = steady_ ? find(n) : Completion{};
    found_[static_cast<std::size_t>(n)] = completion;
  }
  return *found_[static_cast<std::size_t>(n)];
}

Completion Completions::find(Name n) {
  if (is_script(h_, n)) return of_script(n);
  if (h_.trace().kind(n) == Kind::future) return of_future(n);
  const auto* gathering = h_.gathering(n);
  return gathering ? of_gather(*gathering) : Completion{};
}

/// A task that is cancelled before its first step is done in the turn of that step.
Completion Completions::of_script(Name n) const {
  const auto end = h_.end_of(n);
  if (end != nowhere) {
    const Event& e = h_.event(end);
    if (is_cancelled_by_itself(h_, n, e.turn)) return {};
    return done_at(e, end, e.outcome.is_error());
  }
  if (h_.start_of(n) != nowhere) return never;
  const auto birth = h_.birth_of(n);
  if (n == main_name || birth == nowhere || eager_ || is_outside(h_, h_.event(birth).by)) return {};
  if (h_.event(birth).turn >= h_.events().back().turn) return {};
  return {Completion::Kind::done, h_.event(birth).time, h_.event(birth).turn + 1, true, nowhere};
}

Completion Completions::of_future(Name n) const {
  if (is_of_another_loop(h_, n)) return {};
  for (std::size_t i = 0; i < h_.events().size(); ++i) {
    const Event& e = h_.event(i);
    if (e.of != n || !e.accepted) continue;
    if (e.kind == EventKind::settle) return done_at(e, i, e.outcome.is_error());
    if (e.kind == EventKind::cancel) return done_at(e, i, true);
  }
  const auto* state = h_.final_of(n);
  return state && state->is_pending() ? never : Completion{};
}

Completion Completions::of_gather(const Gathering& g) {
  const Event& call = h_.event(g.call);
  if (!is_natural(h_, g)) return {};
  if (g.positions.empty()) return done_at(call, g.call, false);
  std::optional<Completion> first_failure;
  Completion last = done_at(call, g.call, false);
  for (const Name child : g.children) {
    const auto c = heard(g, child);
    if (!c.is_known()) return {};
    if (c.is_done() && c.failed && (!first_failure || c.turn < first_failure->turn))
      first_failure = c;
    if (!c.is_done())
      last = never;
    else if (last.is_done() && c.turn > last.turn)
      last = c;
  }
  auto found = first_failure && !g.return_exceptions ? *first_failure : last;
  const auto* state = h_.final_of(g.outer);
  if (!state || state->is_pending() == found.is_done()) return {};
  found.failed = !state->is_result();
  return found;
}

/// Up to 3.11 what is done at the call is heard in the next turn, as everything else is.
Completion Completions::heard(const Gathering& g, Name child) {
  auto c = of(child);
  if (!c.is_done()) return c;
  const Event& call = h_.event(g.call);
  const auto early = c.before(h_, g.call);
  if (!early) return {};
  if (!*early) {
    ++c.turn;
    c.event = nowhere;
    return c;
  }
  const bool settled_inside =
      eager_ && h_.trace().kind(child) == Kind::future && c.turn == call.turn;
  if (settled_inside) return {};
  auto heard = done_at(call, g.call, c.failed);
  if (h_.trace().edition >= counts_done_children) return heard;
  ++heard.turn;
  heard.event = nowhere;
  return heard;
}

}  // namespace gathercheck::spec::rules
