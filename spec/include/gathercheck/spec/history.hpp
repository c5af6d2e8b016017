// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "gathercheck/spec/trace.hpp"

namespace gathercheck::spec {

/// No event.
inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// When and how an awaitable was settled, as far as a trace tells: a task by the end of its body, a
/// future by whoever settled or cancelled it, a gather by its children.
struct Settlement {
  std::int64_t time = 0;
  std::int32_t turn = 0;
  std::size_t event = nowhere;  ///< where it is seen; nowhere if only the turn is known
  Outcome outcome;              ///< result, error or cancelled
  bool certain = true;          ///< whether the trace leaves no doubt about it
  bool timely = false;          ///< whether, if there is a doubt, there is none about the turn
  bool agreed = false;          ///< and none about the outcome, but for which object it is

  bool has_sure_turn() const { return certain || timely; }
  bool has_sure_outcome() const { return certain || agreed; }
  bool failed() const { return outcome.is_error(); }
  bool cancelled() const { return outcome.is_cancelled(); }
  bool succeeded() const { return outcome.is_result(); }
};

/// One call of gather that returned.
struct Gathering {
  Name outer = no_name;
  std::size_t call = 0;             ///< the event
  std::span<const Name> positions;  ///< the arguments in order
  std::vector<Name> children;       ///< the same without repetitions
  bool return_exceptions = false;
  Name decider = no_name;  ///< see History::deciding_child()

  bool has_duplicates() const { return children.size() < positions.size(); }
};

/// One await: from `awaiting` to `awaited`.
struct Await {
  Name awaiter = no_name;
  Name on = no_name;
  std::size_t begin = nowhere;
  std::size_t end = nowhere;  ///< nowhere if it never ended
  bool shield = false;
  /// Whether the awaiter was asked to cancel while it waited, or just before.
  bool disturbed = false;
  /// Whether such a request decides how this ends, since what is awaited did not take it (or that
  /// is in doubt). Otherwise the await brings what is awaited.
  bool overruled = false;
};

/// One sleep: from `sleeping` to `resumed` or `interrupted`.
struct Sleep {
  Name script = no_name;
  std::int64_t delay = 0;
  std::size_t begin = nowhere;
  std::size_t end = nowhere;
  bool doomed = false;  ///< whether the script had been asked to cancel before it began
};

/// One done callback: from its registration to its call.
struct Callback {
  Name on = no_name;  ///< what it was registered on
  Name label = no_name;
  std::size_t registered = nowhere;
  std::size_t called = nowhere;  ///< the first call
  int calls = 0;
};

/// One request to cancel that reached a task, coroutine or future: straight from a cancel() or
/// handed on by a gather or by a task that was awaiting.
struct Request {
  std::size_t event = nowhere;  ///< the cancel() it comes from
  Name target = no_name;
  bool handed_on = false;
  bool certain = true;
};

/// A trace, indexed for the rules: what belongs together is joined, and what follows from the
/// events without being an event itself (who was asked to cancel, when a gather is due) is worked
/// out once. It draws on the trace alone. Of a trace of the Python dialect only what belongs
/// together is joined.
class History {
 public:
  explicit History(const Trace& trace);

  const Trace& trace() const { return trace_; }
  const Event& event(std::size_t index) const { return trace_.events[index]; }
  std::span<const Event> events() const { return trace_.events; }
  const std::string& name(Name n) const { return trace_.name(n); }

  std::span<const Gathering> gatherings() const { return gatherings_; }
  /// The calls of gather that raised, as events.
  std::span<const std::size_t> raised_calls() const { return raised_calls_; }
  /// The `started` events of bodies that had started before.
  std::span<const std::size_t> restarts() const { return restarts_; }
  std::span<const Await> awaits() const { return awaits_; }
  std::span<const Sleep> sleeps() const { return sleeps_; }
  /// The sleeps that ended by themselves, as indices of sleeps(), in the order of their ends.
  std::span<const std::size_t> wakes() const { return wakes_; }
  std::span<const Callback> callbacks() const { return callbacks_; }
  std::span<const Request> requests() const { return requests_; }
  /// The events of one kind, in order.
  std::span<const std::size_t> of_kind(EventKind kind) const {
    const auto k = static_cast<std::size_t>(kind);
    return std::span(by_kind_).subspan(kind_begin_[k], kind_begin_[k + 1] - kind_begin_[k]);
  }
  /// The calls of cancel(), accepted or not, in order.
  std::span<const std::size_t> cancels() const { return of_kind(EventKind::cancel); }
  /// The events that tell the state of something (callback, observed, final), in order.
  std::span<const std::size_t> readings() const { return readings_; }

  /// The gathering whose outer is `n`; null if `n` is something else.
  const Gathering* gathering(Name n) const {
    const auto index = facts(n).gathering;
    return index == nowhere ? nullptr : &gatherings_[index];
  }
  /// The first step of a body; nowhere if it never ran.
  std::size_t start_of(Name script) const { return facts(script).start; }
  /// The end of a body; nowhere if it never came.
  std::size_t end_of(Name script) const { return facts(script).end; }
  /// The event that brought a task or a bare coroutine into the loop: `created` or the call of its
  /// gather (for main: nowhere).
  std::size_t birth_of(Name n) const { return facts(n).birth; }
  /// The state after the run; null if the trace has none.
  const Outcome* final_of(Name n) const {
    const auto index = facts(n).final_event;
    return index == nowhere ? nullptr : &trace_.events[index].outcome;
  }
  /// The event of final_of(); nowhere if the trace has none.
  std::size_t final_event(Name n) const { return facts(n).final_event; }
  /// When and how `n` was settled; null if it was not, or the trace cannot tell.
  const Settlement* settlement(Name n) const {
    return facts(n).settled ? &facts(n).settlement : nullptr;
  }
  /// settlement(), if it is certain.
  const Settlement* sure_settlement(Name n) const {
    const auto* found = settlement(n);
    return found && found->certain ? found : nullptr;
  }
  /// Whether `n` was settled before the event: unknown if both fall into one turn and their order
  /// is not seen.
  std::optional<bool> settled_before(Name n, std::size_t event) const;
  /// Whether anyone asked `n` to cancel (also through a gather or an await) before the event.
  bool requested_before(Name n, std::size_t event) const;
  /// The requests to `n` that came in [from, to).
  bool requested_between(Name n, std::size_t from, std::size_t to) const;
  /// The first accepted cancel() that reached the gather `n`, directly or handed on; nowhere if
  /// none did.
  std::size_t cancel_requested(Name n) const { return facts(n).cancel_requested; }
  /// The accepted set_result or set_exception on a gather by user code; nowhere if there was none.
  std::size_t settled_by_hand(Name n) const { return facts(n).settled_by_hand; }
  /// The child whose callback settles the gathering, if that is certain; no_name otherwise.
  Name deciding_child(const Gathering& gathering) const { return gathering.decider; }

 private:
  struct Facts {
    std::size_t birth = nowhere;
    std::size_t start = nowhere;
    std::size_t end = nowhere;
    std::size_t final_event = nowhere;
    std::size_t settled_by_hand = nowhere;
    std::size_t cancel_requested = nowhere;
    std::size_t await = nowhere;  // index of the await it is suspended in
    std::size_t sleep = nowhere;  // index of the sleep it is suspended in
    std::size_t gathering = nowhere;
    bool cancel_certain = true;    // whether cancel_requested is
    bool request_pending = false;  // asked to cancel while running: due at the next suspension
    bool pending_certain = true;   // whether that request is
    bool settled = false;
    bool asking = false;  // on the path of the request that is being handed on
    Settlement settlement;
  };
  class Builder;
  class Due;

  const Facts& facts(Name n) const { return facts_[static_cast<std::size_t>(n)]; }
  Facts& facts(Name n) { return facts_[static_cast<std::size_t>(n)]; }

  const Trace& trace_;
  std::vector<Facts> facts_;
  std::vector<Gathering> gatherings_;
  std::vector<std::size_t> raised_calls_;
  std::vector<std::size_t> restarts_;
  std::vector<Await> awaits_;
  std::vector<Sleep> sleeps_;
  std::vector<std::size_t> wakes_;
  std::vector<Callback> callbacks_;
  std::vector<Request> requests_;
  std::vector<std::size_t> by_kind_;
  std::array<std::size_t, event_kind_count + 1> kind_begin_{};
  std::vector<std::size_t> readings_;
};

}  // namespace gathercheck::spec
