// SPDX-License-Identifier: MIT
#include "history_due.hpp"

#include <algorithm>
#include <iterator>

namespace gathercheck::spec {
namespace {

constexpr Edition inline_callbacks{12};  // gh-104144: children done at the call are not deferred

/// When the done callback that gather puts on a child runs.
struct CallbackTurn {
  std::int32_t turn = 0;
  std::size_t cause =
      nowhere;           // the event it follows from; nowhere if it has no place in the trace
  std::size_t rank = 0;  // among those that follow from the same event

  bool known() const { return cause != nowhere; }
  auto operator<=>(const CallbackTurn&) const = default;
};

/// Which of the objects that one cancel() reached this one is.
std::size_t rank_of_request(const History& h, Name n, std::size_t event) {
  const auto requests = h.requests();
  const auto found = std::ranges::find_if(
      requests, [&](const Request& r) { return r.target == n && r.event == event; });
  return static_cast<std::size_t>(found - requests.begin());
}

/// A settled child as its gather sees it.
struct Child {
  Name name;
  const Settlement& settlement;
  CallbackTurn at;
  std::int64_t time;
  bool certain;
  bool timely;
  bool agreed;
};

}  // namespace

/// Takes the children of one gathering one after the other.
class History::Due::FromChildren {
 public:
  FromChildren(const History& h, const Gathering& gathering)
      : h_(h),
        gathering_(gathering),
        call_(h.event(gathering.call)),
        inlined_(h.trace().edition >= inline_callbacks) {
    last_.settlement = {call_.time, call_.turn, gathering.call, {}, true, true};
  }

  void add(Name name, const Settlement& s) {
    ++settled_;
    const auto before = is_before(s, gathering_.call, h_.trace());
    const Child child{name,
                      s,
                      callback_turn(name, s, before.value_or(false)),
                      std::max(s.time, call_.time),
                      s.certain && before.has_value(),
                      s.has_sure_turn() && before.has_value(),
                      s.has_sure_outcome() && before.has_value()};
    // One that may have been done at the call may have decided there and then.
    const bool late = before.has_value() && !h_.gathering(name);
    if (!child.timely) doubtful_since_ = std::min(doubtful_since_, late ? s.turn : call_.turn - 2);
    note_last(child);
    if (!gathering_.return_exceptions && !s.succeeded()) note_failure(child);
  }

  std::optional<Due> result() {
    if (failure_.decider != no_name) {
      // What is in doubt may have come earlier, and decided, or in the same turn.
      auto& due = failure_.settlement;
      due.timely = sure_turn_ == failed_at_.turn && doubtful_since_ + 1 >= failed_at_.turn;
      due.agreed = due.timely && doubtful_since_ + 1 > failed_at_.turn && !mixed_;
      due.certain = due.certain && doubtful_since_ + 1 > failed_at_.turn && !tied_;
      failure_.sure_child = !tied_;
      return failure_;
    }
    if (settled_ < gathering_.children.size()) return std::nullopt;
    const auto& facts = h_.facts(gathering_.outer);
    last_.settlement.outcome = facts.cancel_requested == nowhere
                                   ? Outcome::result({})
                                   : Outcome::failure({"CancelledError", {}, 0});
    last_.settlement.certain = last_.settlement.certain && facts.cancel_certain;
    last_.settlement.timely = last_.settlement.timely && facts.cancel_certain;
    return last_;
  }

 private:
  CallbackTurn callback_turn(Name name, const Settlement& s, bool done_at_call) const {
    // Children that were done at the call are served in the order of the arguments.
    if (done_at_call) return {inlined_ ? call_.turn : call_.turn + 1, gathering_.call, settled_};
    if (s.event == nowhere && !h_.gathering(name)) return first_step_turn(name, s);
    const bool asked =
        s.event != nowhere && s.cancelled() && h_.event(s.event).kind != EventKind::ended;
    return {s.turn + 1, s.event, asked ? rank_of_request(h_, name, s.event) : 0};
  }

  /// The first steps of the coroutines that one call wraps follow one another in the queue, and so
  /// does that of one that was cancelled before: its place is before the next one or after the one
  /// before, if such a one is seen.
  CallbackTurn first_step_turn(Name name, const Settlement& s) const {
    const auto birth = h_.facts(name).birth;
    const auto* call = birth == nowhere ? nullptr : h_.gathering(h_.event(birth).of);
    if (!call || call->call != birth) return {s.turn + 1, nowhere, 0};
    const auto& siblings = call->children;
    const auto own = std::ranges::find(siblings, name);
    const auto is_seen = [&](Name sibling) {
      const auto start = h_.facts(sibling).start;
      return h_.facts(sibling).birth == birth && start != nowhere && h_.event(start).turn == s.turn;
    };
    const auto next = std::find_if(own, siblings.end(), is_seen);
    if (next != siblings.end()) return {s.turn + 1, h_.facts(*next).start, 0};
    const auto before = std::find_if(std::make_reverse_iterator(own), siblings.rend(), is_seen);
    if (before == siblings.rend()) return {s.turn + 1, nowhere, 0};
    return {s.turn + 1, last_of_step(*before), 1};
  }

  /// The last event of the first step of a body.
  std::size_t last_of_step(Name body) const {
    auto last = h_.facts(body).start;
    for (auto i = last; i < h_.events().size() && h_.event(i).turn == h_.event(last).turn; ++i) {
      const Event& e = h_.event(i);
      if ((e.by == no_name ? e.of : e.by) != body) break;
      last = i;
    }
    return last;
  }

  /// The event at which an outer is settled: the call itself, or none that a trace has.
  std::size_t place(const CallbackTurn& at) const {
    return inlined_ && at.cause == gathering_.call ? gathering_.call : nowhere;
  }

  void note_last(const Child& child) {
    last_.settlement.certain = last_.settlement.certain && child.certain;
    last_.settlement.timely = last_.settlement.timely && child.timely;
    const bool tie = last_.decider != no_name && child.at.turn == last_at_.turn;
    if (tie) last_.sure_child = last_.sure_child && last_at_.known() && child.at.known();
    if (last_.decider != no_name && child.at < last_at_) return;
    if (!tie) last_.sure_child = true;
    last_at_ = child.at;
    last_.decider = child.name;
    last_.settlement.time = child.time;
    last_.settlement.turn = child.at.turn;
    last_.settlement.event = place(child.at);
  }

  void note_failure(const Child& child) {
    if (child.timely) sure_turn_ = std::min(sure_turn_, child.at.turn);
    const bool none_yet = failure_.decider == no_name;
    const bool same_turn = !none_yet && child.at.turn == failed_at_.turn;
    const bool earlier = none_yet || child.at < failed_at_;
    const bool ordered = child.at.known() && failed_at_.known();
    tied_ = same_turn ? tied_ || !ordered : tied_ && !earlier;
    if (same_turn)
      mixed_ = mixed_ || !child.agreed || !is_like(child.settlement);
    else if (earlier)
      mixed_ = !child.agreed;
    if (!earlier) return;
    failed_at_ = child.at;
    failure_.decider = child.name;
    failure_.settlement = {child.time, child.at.turn, place(child.at), child.settlement.outcome,
                           child.certain};
    if (child.settlement.cancelled())
      failure_.settlement.outcome = Outcome::failure({"CancelledError", {}, 0});
  }

  /// Whether the child ended as the one did that fails the gathering so far.
  bool is_like(const Settlement& s) const {
    const Error& error = *failure_.settlement.outcome.error();
    if (error.is_cancellation() || s.cancelled())
      return error.is_cancellation() && (s.cancelled() || s.outcome.is_cancellation());
    return error.id != 0 && error == *s.outcome.error();
  }

  const History& h_;
  const Gathering& gathering_;
  const Event& call_;
  const bool inlined_;
  std::size_t settled_ = 0;
  Due last_;
  CallbackTurn last_at_;
  Due failure_;
  CallbackTurn failed_at_;
  bool tied_ = false;   // whether the order of the failures of that turn is in doubt
  bool mixed_ = false;  // whether they are not all alike
  std::int32_t sure_turn_ = std::numeric_limits<std::int32_t>::max();  // of a sure failure
  std::int32_t doubtful_since_ = std::numeric_limits<std::int32_t>::max() - 1;
};

std::optional<History::Due> History::Due::of(const History& h, const Gathering& gathering) {
  auto due = by_children(h, gathering);
  const auto by_hand = h.settled_by_hand(gathering.outer);
  if (by_hand == nowhere) return due;
  // An outer that was done already cannot be settled by hand, whatever the call said.
  if (due && due->settlement.certain &&
      is_before(due->settlement, by_hand, h.trace()).value_or(false))
    return due;
  const Event& e = h.event(by_hand);
  Due by_user;
  by_user.settlement = {e.time, e.turn, by_hand, e.outcome, true};
  return by_user;
}

std::optional<History::Due> History::Due::by_children(const History& h,
                                                      const Gathering& gathering) {
  FromChildren children(h, gathering);
  for (const Name child : gathering.children) {
    if (const auto* s = h.settlement(child)) {
      children.add(child, *s);
    } else if (const auto* inner = h.gathering(child)) {
      if (const auto due = of(h, *inner)) children.add(child, due->settlement);
    }
  }
  return children.result();
}

std::optional<bool> History::Due::is_before(const Settlement& s, std::size_t event,
                                            const Trace& trace) {
  if (s.event != nowhere) return s.event < event;
  const auto turn = trace.events[event].turn;
  if (s.turn == turn) return std::nullopt;
  return s.turn < turn;
}

}  // namespace gathercheck::spec
