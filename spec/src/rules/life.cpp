// SPDX-License-Identifier: MIT
#include "life.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "cancelling.hpp"
#include "retrieval.hpp"

namespace gathercheck::spec::rules {
namespace {

/// Whether the one event was two turns before the other, or earlier: what the loop was to do
/// because of it is done then, and it holds on to nothing for that any more.
bool is_long_before(const History& h, std::size_t event, std::size_t later) {
  return event != nowhere && h.event(event).turn + 2 <= h.event(later).turn;
}

/// Follows the references to an object at one event. `path_` is what is being followed already: a
/// cycle keeps nothing alive.
class Referrers {
 public:
  Referrers(const History& h, std::size_t event) : h_(h), event_(event) {}

  std::optional<bool> reach(Name n) {
    if (!is_forgotten_before(h_, n, event_) && h_.trace().kind(n) != Kind::coroutine) return true;
    if (std::ranges::count(path_, n) > 0) return false;
    path_.push_back(n);
    auto answer = held_by_loop(n);
    for (const Gathering& g : h_.gatherings())
      if (g.call < event_ && is_child(g, n)) add(answer, reach(g.outer));
    if (const auto* g = h_.gathering(n))
      for (const Name child : g->children) add(answer, reached_from(child));
    path_.pop_back();
    return answer;
  }

 private:
  /// One referrer is enough; one in doubt leaves the rest in doubt.
  static void add(std::optional<bool>& answer, std::optional<bool> other) {
    if (answer == true) return;
    if (other == true || !other) answer = other;
  }

  /// Whether a child leads to its gather: it does while its callback waits for it.
  std::optional<bool> reached_from(Name child) {
    const auto at = h_.gathering(child) ? nowhere : settled_at(h_, child);
    if (is_long_before(h_, at, event_)) return false;
    const auto alive = reach(child);
    if (alive == false) return false;
    return alive == true && is_pending(child, at) ? alive : std::nullopt;
  }

  bool is_pending(Name n, std::size_t at) const {
    if (at != nowhere) return at > event_;
    const auto* state = h_.final_of(n);
    if (state) return state->is_pending();
    return h_.cancels().empty() && !h_.gathering(n);
  }

  /// Whether the loop, or someone whom it runs, refers to it.
  std::optional<bool> held_by_loop(Name n) const {
    if (sleep_at(h_, n, event_) || is_new_body(n)) return true;
    if (is_awaited(n) || is_called_back(n) || is_disturbed()) return std::nullopt;
    if (h_.gathering(n) || h_.trace().kind(n) == Kind::future) {
      const auto at = h_.gathering(n) ? h_.gathering(n)->call : settled_at(h_, n);
      return at == nowhere || is_long_before(h_, at, event_) ? std::optional(false) : std::nullopt;
    }
    const auto end = h_.end_of(n);
    return is_long_before(h_, end, event_) ? std::optional(false) : std::nullopt;
  }

  /// Whether it is a task whose first step is in the queue of the loop.
  bool is_new_body(Name n) const {
    const auto birth = h_.birth_of(n);
    return has_body(h_, n) && birth != nowhere && birth < event_ && h_.start_of(n) > event_ &&
           h_.event(birth).turn == h_.event(event_).turn;
  }

  bool is_awaited(Name n) const {
    return std::ranges::any_of(h_.awaits(), [&](const Await& await) {
      return await.on == n && await.begin < event_ &&
             (await.end == nowhere || h_.event(await.end).turn >= h_.event(event_).turn);
    });
  }

  /// Whether a callback may be in the queue of the loop, which has the object with it.
  bool is_called_back(Name n) const {
    return std::ranges::any_of(h_.callbacks(), [&](const Callback& callback) {
      const bool called =
          callback.called != nowhere && !is_long_before(h_, callback.called, event_);
      return callback.on == n && (called || !is_long_before(h_, callback.registered, event_));
    });
  }

  /// Whether something was asked to cancel of late, or is wrapped into something else.
  bool is_disturbed() const {
    const auto recent = [&](std::size_t i) { return i < event_ && !is_long_before(h_, i, event_); };
    const auto wraps = [&](std::string_view word) { return !notes(h_, word).empty(); };
    return std::ranges::any_of(h_.cancels(), recent) || wraps("inner") || wraps("until") ||
           wraps("within") || wraps("timeout") || wraps("task_group");
  }

  const History& h_;
  const std::size_t event_;
  std::vector<Name> path_;
};

}  // namespace

std::optional<bool> is_alive(const History& h, Name n, std::size_t event) {
  return Referrers(h, event).reach(n);
}

bool is_forgotten_before(const History& h, Name n, std::size_t event) {
  const auto forgets = notes(h, "forgotten", n);
  return !forgets.empty() && forgets.front() <= event;
}

}  // namespace gathercheck::spec::rules
