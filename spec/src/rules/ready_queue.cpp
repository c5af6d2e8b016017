// SPDX-License-Identifier: MIT
#include "ready_queue.hpp"

#include <algorithm>

#include "notices.hpp"

namespace gathercheck::spec::rules {
namespace {

class Places {
 public:
  explicit Places(const History& h) : h_(h), places_(h.events().size()) {}

  std::vector<QueuePlace> find() {
    for (std::size_t n = 0; n < h_.trace().kinds.size(); ++n) first_step(static_cast<Name>(n));
    for (const Gathering& g : h_.gatherings()) first_steps(g);
    for (const Sleep& sleep : h_.sleeps()) wake_up(sleep);
    for (const Await& await : h_.awaits())
      if (!await.shield) notice(await.on, await.begin, await.end);
    for (const Callback& callback : h_.callbacks()) notify(callback);
    return std::move(places_);
  }

 private:
  /// Notes that `effect` was queued at `place`; an effect that did not come in the next turn is
  /// judged elsewhere.
  void note(std::size_t effect, QueuePlace place) {
    if (effect == nowhere || !place.known()) return;
    if (h_.event(effect).turn == h_.event(place.cause).turn + 1) places_[effect] = place;
  }

  void first_step(Name n) {
    if (h_.trace().kind(n) == Kind::task) note(h_.start_of(n), {h_.birth_of(n), 0, 0});
  }

  void first_steps(const Gathering& g) {
    for (std::size_t i = 0; i < g.children.size(); ++i)
      if (h_.birth_of(g.children[i]) == g.call && h_.trace().kind(g.children[i]) == Kind::coroutine)
        note(h_.start_of(g.children[i]), {g.call, 0, i});
  }

  void wake_up(const Sleep& sleep) {
    if (sleep.end == nowhere) return;
    if (sleep.delay == 0) return note(sleep.end, {sleep.begin, 0, 0});
    if (h_.event(sleep.end).kind == EventKind::resumed) return timer(sleep);
    // Only a request that came before the timer fired is known to have queued the wake-up.
    if (sleep.doomed) return note(sleep.end, {sleep.begin, 0, 0});
    const auto requests = h_.requests();
    const auto first = std::ranges::find_if(requests, [&](const Request& r) {
      return r.target == sleep.script && r.event > sleep.begin && r.event < sleep.end;
    });
    if (first == requests.end() || !first->certain) return;
    if (h_.event(first->event).time >= h_.event(sleep.begin).time + sleep.delay) return;
    note(sleep.end, {first->event, rank(first), 0});
  }

  /// Timers fire at the end of a turn, in the order of their creation if their deadlines are equal,
  /// as they are in one turn. So whatever else was queued in that turn runs before those whom they
  /// wake.
  void timer(const Sleep& sleep) {
    const auto events = h_.events();
    const auto turn = h_.event(sleep.end).turn;
    const auto first = std::ranges::lower_bound(events, turn, {}, &Event::turn);
    const auto index = static_cast<std::size_t>(first - events.begin());
    places_[sleep.end] = {index, 0, sleep.begin};
  }

  /// A callback that came too late to be registered is queued at once.
  void notify(const Callback& callback) {
    if (callback.calls != 1) return;
    if (done_at(h_, callback.on, callback.registered))
      note(callback.called, {callback.registered, 0, 0});
    else
      notice(callback.on, callback.registered, callback.called);
  }

  /// The end of `on` queues those who are registered, in the order of registration.
  void notice(Name on, std::size_t registered, std::size_t given) {
    const auto* s = h_.sure_settlement(on);
    if (!s || s->event == nowhere || given == nowhere || s->event < registered) return;
    if (h_.gathering(on) && h_.settled_by_hand(on) != s->event) return;
    note(given, {s->event, request_of(on, s->event), registered});
  }

  std::size_t request_of(Name n, std::size_t event) const {
    const auto kind = h_.event(event).kind;
    if (kind != EventKind::cancel && kind != EventKind::awaiting) return 0;
    const auto requests = h_.requests();
    return rank(std::ranges::find_if(
        requests, [&](const Request& r) { return r.target == n && r.event == event; }));
  }

  std::size_t rank(std::span<const Request>::iterator request) const {
    return static_cast<std::size_t>(request - h_.requests().begin());
  }

  const History& h_;
  std::vector<QueuePlace> places_;
};

}  // namespace

std::vector<QueuePlace> queue_places(const History& h) {
  return Places(h).find();
}

}  // namespace gathercheck::spec::rules
