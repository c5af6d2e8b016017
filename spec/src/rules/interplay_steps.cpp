// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include "evidence.hpp"
#include "noted.hpp"
#include "rules.generated.hpp"

/// The rule of the family interplay about the steps of the loop: who runs when.
namespace gathercheck::spec::rules {
namespace {

/// Follows who runs, and finds what is done out of turn.
class Steps {
 public:
  Steps(const History& h, Judge& judge) : h_(h), judge_(judge), eager_(has_option(h, "eager")) {}

  void follow() {
    for (std::size_t i = 0; i < h_.events().size(); ++i) {
      const Name actor = actor_of(h_.event(i));
      if (actor != no_name) act(i, actor);
    }
  }

 private:
  struct Running {
    Name actor;
    std::int32_t turn;
    std::int64_t time;
  };

  /// Who does what the event reports; nobody if the loop or an object does.
  Name actor_of(const Event& e) const {
    switch (e.kind) {
      case EventKind::callback:
        return e.label;
      case EventKind::unhandled:
      case EventKind::final:
      case EventKind::logged:
      case EventKind::warned:
      case EventKind::escaped:
        return no_name;
      default: {
        const Name actor = e.by == no_name ? e.of : e.by;
        const bool silent = h_.trace().is_awaitable(actor) ? h_.trace().kind(actor) == Kind::object
                                                           : h_.name(actor) == "loop";
        return silent ? no_name : actor;
      }
    }
  }

  void act(std::size_t i, Name actor) {
    if (!is_script(h_, actor)) return act_from_outside(i, actor);
    if (begins(i) && !goes_on(i)) begin(i, actor);
    const bool runs = !running_.empty() && running_.back().actor == actor;
    expect(runs && is_now(i), i, actor, "was not running");
    if (suspends(i) && !(i + 1 < h_.events().size() && goes_on(i + 1)) && runs) running_.pop_back();
  }

  /// Callbacks and timers have no end of their own: the next to run takes over.
  void act_from_outside(std::size_t i, Name actor) {
    const bool here = !running_.empty() && running_.back().actor == actor && is_now(i);
    const bool called = h_.event(i).kind == EventKind::callback;
    if (here && !called) return expect(true, i, actor, "");
    expect(!a_script_runs(), i, actor, "came in between");
    expect(called || !is_label(actor), i, actor, "had not been called");
    running_.assign(1, {actor, h_.event(i).turn, h_.event(i).time});
  }

  /// An eager task has its first step inside of whoever makes it. A group whose first member fails
  /// there is over before it is awaited.
  void begin(std::size_t i, Name actor) {
    const Event& e = h_.event(i);
    if (eager_ && e.kind == EventKind::awaited && a_script_runs() && running_.back().actor == actor)
      return;
    const bool inside = eager_ && e.kind == EventKind::started && !running_.empty() && is_now(i) &&
                        actor != main_name;
    if (!inside) {
      expect(!a_script_runs(), i, actor, "came in between");
      running_.clear();
    }
    running_.push_back({actor, e.turn, e.time});
  }

  bool begins(std::size_t i) const {
    const auto kind = h_.event(i).kind;
    return kind == EventKind::started || kind == EventKind::resumed ||
           kind == EventKind::interrupted || kind == EventKind::awaited ||
           is_noted(h_, i, "acquired");
  }

  bool suspends(std::size_t i) const {
    const auto kind = h_.event(i).kind;
    return kind == EventKind::sleeping || kind == EventKind::awaiting || kind == EventKind::ended ||
           is_noted(h_, i, "acquire");
  }

  /// Whether the event ends an await, or an acquisition, that did not suspend.
  bool goes_on(std::size_t i) const {
    if (i == 0 || h_.event(i).of != h_.event(i - 1).of || h_.event(i).turn != h_.event(i - 1).turn)
      return false;
    const bool awaited =
        h_.event(i).kind == EventKind::awaited && h_.event(i - 1).kind == EventKind::awaiting;
    return awaited || (is_noted(h_, i, "acquired") && is_noted(h_, i - 1, "acquire"));
  }

  bool a_script_runs() const { return !running_.empty() && is_script(h_, running_.back().actor); }
  bool is_now(std::size_t i) const {
    return running_.back().turn == h_.event(i).turn && running_.back().time == h_.event(i).time;
  }
  bool is_label(Name actor) const { return !is_outside(h_, actor) && h_.name(actor) != "timeline"; }

  void expect(bool holds, std::size_t i, Name actor, const char* fault) {
    judge_.expect(holds, i, [&] {
      const auto other =
          a_script_runs() ? ", while " + who(h_, running_.back().actor) + " ran" : "";
      return who(h_, actor) + " acted " + when(h_, i) + ", yet it " + fault + other;
    });
  }

  const History& h_;
  Judge& judge_;
  bool eager_;
  std::vector<Running> running_;
};

}  // namespace

void play_21(const History& h, Judge& judge) {
  if (h.trace().python) Steps(h, judge).follow();
}

}  // namespace gathercheck::spec::rules
