// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "evidence.hpp"
#include "gather_call.hpp"
#include "python_run.hpp"

/// How gatherings of the Python dialect were seen to end, where nothing is replayed.
namespace gathercheck::spec::rules {

/// The gatherings of a trace in the light of their calls and of the run.
struct GatheringView {
  explicit GatheringView(const History& history) : h(history), calls(history), run(history) {}

  const History& h;
  GatherCalls calls;
  PythonRun run;

  /// Whether `n` is an object of one of the words.
  bool is_one_of(std::initializer_list<std::string_view> words, Name n) const {
    return std::ranges::find(words, calls.word(n)) != words.end();
  }
  /// Whether user code settled the outer.
  bool is_settled_by_hand(Name outer) const {
    return std::ranges::any_of(h.of_kind(EventKind::settle), [&](std::size_t i) {
      return h.event(i).of == outer && h.event(i).accepted;
    });
  }
  /// How the outer ended, or that it did not, if nothing but its one child can have decided that;
  /// null otherwise.
  const Outcome* end_by_child(const Gathering& g) const {
    const bool alone = g.children.size() == 1 && run.uncancelled && run.whole;
    return alone && !is_settled_by_hand(g.outer) ? h.final_of(g.outer) : nullptr;
  }
  /// Calls `visit(event, list)` whenever a list is seen that the outer gave.
  template <typename Visit>
  void each_list(Name outer, Visit visit) const {
    const auto look = [&](std::size_t event, const Outcome& outcome) {
      const auto* list = outcome.is_result() ? outcome.value.list() : nullptr;
      if (list) visit(event, *list);
    };
    each_state(h, outer, look);
    for (const Await& await : h.awaits())
      if (await.on == outer && await.end != nowhere) look(await.end, h.event(await.end).outcome);
  }
};

}  // namespace gathercheck::spec::rules
