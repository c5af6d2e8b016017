// SPDX-License-Identifier: MIT
#include "ready_queue.hpp"

#include <algorithm>

#include "notices.hpp"

namespace gathercheck::spec::rules {
namespace {

class Places {
 public:
  explicit Places(const History& h)
      : h_(h), timeline_(timeline_of(h.trace())), places_(h.events().size()) {}

  std::vector<QueuePlace> find() {
    for (std::size_t n = 0; n < h_.trace().kinds.size(); ++n) first_step(static_cast<Name>(n));
    for (const Gathering& g : h_.gatherings()) first_steps(g);
    for (const Sleep& sleep : h_.sleeps()) wake_up(sleep);
    for (const Await& await : h_.awaits())
      if (!await.shield) notice(await.on, await.begin, await.end);
    for (const Callback& callback : h_.callbacks()) notify(callback);
    for (const Gathering& g : h_.gatherings()) collect(g);
    for (auto left = unseen_.begin(); left != unseen_.end();) left = place_turn(left);
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
    if (h_.trace().kind(n) == Kind::task) note(h_.start_of(n), {h_.birth_of(n), true, 0, 0});
  }

  void first_steps(const Gathering& g) {
    for (std::size_t i = 0; i < g.children.size(); ++i)
      if (h_.birth_of(g.children[i]) == g.call && h_.trace().kind(g.children[i]) == Kind::coroutine)
        note(h_.start_of(g.children[i]), {g.call, true, 0, i});
  }

  void wake_up(const Sleep& sleep) {
    if (sleep.end == nowhere) return;
    if (sleep.delay == 0) return note(sleep.end, {sleep.begin, true, 0, 0});
    if (h_.event(sleep.end).kind == EventKind::resumed) return timer(sleep);
    // A timer that has fired has queued the wake-up, whoever asks afterwards.
    if (sleep.doomed) return note(sleep.end, {sleep.begin, true, 0, 0});
    const auto requests = h_.requests();
    const auto first = std::ranges::find_if(requests, [&](const Request& r) {
      return r.target == sleep.script && r.event > sleep.begin && r.event < sleep.end;
    });
    if (first == requests.end() || !first->certain) return;
    const Event& request = h_.event(first->event);
    const bool fired = request.time == h_.event(sleep.begin).time + sleep.delay &&
                       request.turn == h_.event(sleep.end).turn;
    if (fired) return timer(sleep);
    note(sleep.end, {first->event, true, rank(first), 0});
  }

  /// Timers fire at the end of a turn, in the order of their creation if their deadlines are equal,
  /// as they are in one turn. So whatever else was queued in that turn runs before those whom they
  /// wake.
  void timer(const Sleep& sleep) {
    places_[sleep.end] = {begin_of(h_.event(sleep.end).turn), true, 0, sleep.begin};
  }

  /// A callback that came too late to be registered is queued at once.
  void notify(const Callback& callback) {
    if (callback.calls != 1) return;
    if (done_at(h_, callback.on, callback.registered))
      note(callback.called, {callback.registered, true, 0, 0});
    else
      notice(callback.on, callback.registered, callback.called);
  }

  /// The end of `on` queues those who are registered, in the order of registration.
  void notice(Name on, std::size_t registered, std::size_t given) {
    const auto* s = h_.sure_settlement(on);
    if (!s || s->event == nowhere || given == nowhere || s->event < registered) return;
    if (h_.gathering(on) && h_.settled_by_hand(on) != s->event) return;
    note(given, {s->event, true, request_of(on, s->event), registered});
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

  /// The callback that gather put on the child which decides it. No event shows it, but its place
  /// in the queue lies between two entries that are seen, and so does what it queues.
  struct Unseen {
    const Gathering* gathering;
    std::int32_t turn;  // in which it runs
    QueuePlace place;
    QueuePlace effect;  // what it queues; unknown if the trace leaves its place open
  };
  using Position = std::vector<Unseen>::iterator;

  void collect(const Gathering& g) {
    const auto* s = h_.sure_settlement(g.outer);
    if (!s || s->event != nowhere || h_.deciding_child(g) == no_name) return;
    const auto later = std::ranges::upper_bound(unseen_, s->turn, {}, &Unseen::turn);
    unseen_.insert(later, {&g, s->turn, {}, {}});
  }

  /// Places the unseen callbacks of one turn, from `first`; returns the first one of a later turn.
  Position place_turn(Position first) {
    const auto end =
        std::find_if(first, unseen_.end(), [&](const Unseen& u) { return u.turn != first->turn; });
    for (auto unseen = first; unseen != end; ++unseen) unseen->place = place_of(*unseen->gathering);
    std::sort(first, end, [](const Unseen& a, const Unseen& b) { return a.place < b.place; });
    for (auto unseen = first; unseen != end; ++unseen) {
      if (!unseen->place.known()) break;
      const auto next = entry_after(unseen->place, unseen->turn);
      if (next == nowhere) continue;
      unseen->effect = {next, false, static_cast<std::size_t>(unseen - first), 0};
      serve(*unseen);
    }
    return end;
  }

  QueuePlace place_of(const Gathering& g) const {
    const Name child = h_.deciding_child(g);
    if (done_at(h_, child, g.call)) {
      const auto position = std::ranges::find(g.children, child) - g.children.begin();
      return {g.call, true, 0, static_cast<std::size_t>(position)};
    }
    const auto* s = h_.sure_settlement(child);
    if (!s) return {};
    if (s->event != nowhere) return {s->event, true, request_of(child, s->event), g.call};
    const auto inner = std::ranges::find(unseen_, h_.gathering(child), &Unseen::gathering);
    if (inner == unseen_.end() || !inner->effect.known()) return {};
    QueuePlace place = inner->effect;
    place.rank = g.call;
    return place;
  }

  /// The event with which the first entry of the turn begins that runs after `place`: the beginning
  /// of the next turn if there is none, nowhere if the trace does not tell.
  std::size_t entry_after(const QueuePlace& place, std::int32_t turn) const {
    bool open = false;
    auto i = begin_of(turn);
    for (; i < places_.size() && h_.event(i).turn == turn; ++i) {
      if (h_.event(i).kind == EventKind::final) break;
      if (places_[i].known()) {
        if (places_[i] > place) return open ? nowhere : i;
        open = false;
      } else {
        open = open || begins_entry(i);
      }
    }
    return open ? nowhere : i;
  }

  /// Whether an event may be the first one of an entry of the queue that has no known place.
  bool begins_entry(std::size_t i) const {
    const Event& e = h_.event(i);
    switch (e.kind) {
      case EventKind::started:
      case EventKind::resumed:
      case EventKind::interrupted:
      case EventKind::callback:
        return true;
      case EventKind::awaited:
        return i == 0 || h_.event(i - 1).kind != EventKind::awaiting;
      default:
        return e.by != no_name && e.by == timeline_;
    }
  }

  /// Places those whom the outer of an unseen callback notifies.
  void serve(const Unseen& unseen) {
    each_notice(h_, unseen.gathering->outer, [&](const Notice& n) {
      if (n.given == nowhere || h_.event(n.given).turn != unseen.turn + 1) return;
      if (n.registered >= unseen.effect.cause) return;
      places_[n.given] = unseen.effect;
      places_[n.given].rank = n.registered;
    });
  }

  std::size_t begin_of(std::int32_t turn) const {
    const auto events = h_.events();
    const auto first = std::ranges::lower_bound(events, turn, {}, &Event::turn);
    return static_cast<std::size_t>(first - events.begin());
  }

  static Name timeline_of(const Trace& trace) {
    const auto found = std::ranges::find(trace.names, "timeline");
    return found == trace.names.end() ? no_name : static_cast<Name>(found - trace.names.begin());
  }

  const History& h_;
  const Name timeline_;
  std::vector<QueuePlace> places_;
  std::vector<Unseen> unseen_;  // in the order of their turns
};

}  // namespace

std::vector<QueuePlace> queue_places(const History& h) {
  return Places(h).find();
}

}  // namespace gathercheck::spec::rules
