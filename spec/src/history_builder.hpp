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

 private:
  void sort_by_kind();
  void reserve();
  void join(std::size_t index);
  void call(std::size_t index);
  void replay();
  void replay(std::size_t index);
  void body_ended(std::size_t index);
  void asleep(std::size_t index, Sleep& sleep);
  void suspended(std::size_t index, std::size_t await);

  /// What cancel() returns; nothing where the trace leaves that in doubt.
  using Answer = std::optional<bool>;
  /// Asks `n` to cancel, as cancel() of CPython does; `certain` is whether the request gets that
  /// far.
  Answer ask(Name n, std::size_t event, bool handed_on, bool certain);
  Answer ask_future(Name n, std::size_t event, bool certain);
  Answer ask_gather(Name n, std::size_t event, bool certain);
  Answer ask_children(const Gathering& gathering, std::size_t event, bool certain);
  Answer ask_task(Name n, std::size_t event, bool certain);
  Answer ask_awaited(std::size_t await, std::size_t event, bool certain);
  /// The answer of something without children that is settled already.
  Answer refusal(const Settlement& settlement, std::size_t event) const;

  bool is_suspended(const Await& await) const;
  bool is_sleeping(Name script, std::size_t event) const;
  std::optional<bool> is_settled(const Gathering& gathering, std::size_t event) const;
  void settle(Name n, Settlement settlement);

  History& h_;
  /// What is told of nobody that the scenario knows: a wrong gather may call back with anything.
  Facts nobody_;
};

}  // namespace gathercheck::spec
