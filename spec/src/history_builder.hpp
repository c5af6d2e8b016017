// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "gathercheck/spec/history.hpp"

namespace gathercheck::spec {

/// Fills a History: first joins events that belong together, then replays the events to find out
/// whom each cancel() reached and when each awaitable was settled.
class History::Builder {
 public:
  explicit Builder(History& history) : h_(history) {}

  void build();

  /// What the children make of a gathering, and through which of them.
  struct Due {
    Settlement settlement;
    Name child = no_name;
  };
  /// Nothing while the gathering is pending.
  static std::optional<Due> due(const History& history, const Gathering& gathering);

  /// Whether the settlement came before the event; nothing if both are of one turn and it has no
  /// place.
  static std::optional<bool> is_before(const Settlement& s, std::size_t event, const Trace& trace);

 private:
  void join();
  void join(std::size_t index);
  void call(std::size_t index);
  void replay();
  void replay(std::size_t index);
  void body_ended(std::size_t index);
  void suspended(std::size_t index, std::size_t await);

  /// What cancel() returns; nothing where the trace leaves that in doubt.
  using Answer = std::optional<bool>;
  /// Asks `n` to cancel, as cancel() of CPython does; `certain` is whether the request gets that
  /// far.
  Answer ask(Name n, std::size_t event, bool handed_on, bool certain);
  Answer ask_future(Name n, std::size_t event, bool certain);
  Answer ask_gather(Name n, std::size_t event, bool certain);
  Answer ask_task(Name n, std::size_t event, bool certain);
  Answer ask_awaited(Name n, std::size_t event, bool certain);
  /// The answer of something without children that is settled already.
  static Answer refusal(const Settlement& settlement, std::size_t event, const Trace& trace);

  bool is_suspended(const Await& await) const;
  std::optional<bool> is_settled(const Gathering& gathering, std::size_t event) const;
  void settle(Name n, Settlement settlement);

  History& h_;
};

}  // namespace gathercheck::spec
