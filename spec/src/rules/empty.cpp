// SPDX-License-Identifier: MIT
#include "evidence.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

template <typename Visit>
void each_empty(const History& h, Visit visit) {
  for (const auto& g : h.gatherings())
    if (g.children.empty()) visit(g);
}

bool is_empty_list(const Outcome& outcome) {
  const auto* list = outcome.is_result() ? outcome.value.list() : nullptr;
  return list && list->items.empty();
}

}  // namespace

void empty_1(const History& h, Judge& judge) {
  each_empty(h, [&](const Gathering& g) {
    judge.expect(h.event(g.call).done, g.call, [&] {
      return who(h, g.outer) + " has no children, and it was not done when gather returned";
    });
    const auto expect = [&](std::size_t event, const Outcome& outcome) {
      judge.expect(is_empty_list(outcome), event, [&] {
        return who(h, g.outer) + " has no children, and it came to " + shown(h, outcome) +
               " instead of []";
      });
    };
    each_state(h, g.outer, expect);
    each_delivery(h, g.outer, [&](const Await& a) { expect(a.end, h.event(a.end).outcome); });
  });
}

void empty_2(const History& h, Judge& judge) {
  each_empty(h, [&](const Gathering& g) {
    for (const auto i : h.cancels()) {
      const Event& e = h.event(i);
      if (i < g.call || e.of != g.outer) continue;
      judge.expect(!e.accepted, i, [&] {
        return who(h, e.of) + " has no children and is done, yet it accepted a cancel() " +
               when(h, i);
      });
    }
  });
}

void empty_3(const History& h, Judge& judge) {
  const auto list_of = [&](const Gathering& g) {
    const auto* end = g.children.empty() ? h.final_of(g.outer) : nullptr;
    return end && is_empty_list(*end) ? end->value.list() : nullptr;
  };
  const auto all = h.gatherings();
  for (auto g = all.begin(); g != all.end(); ++g) {
    const auto* mine = list_of(*g);
    if (!mine || mine->id == 0) continue;
    for (auto earlier = all.begin(); earlier != g; ++earlier) {
      const auto* theirs = list_of(*earlier);
      if (!theirs) continue;
      judge.expect(theirs->id != mine->id, h.final_event(g->outer), [&] {
        return who(h, earlier->outer) + " and " + who(h, g->outer) + " share one empty list";
      });
    }
  }
}

void empty_4(const History& h, Judge& judge) {
  each_empty(h, [&](const Gathering& g) {
    for (const Await& a : h.awaits()) {
      if (a.on != g.outer || a.shield) continue;
      judge.expect(a.end == a.begin + 1, a.end == nowhere ? a.begin : a.end, [&] {
        return who(h, g.outer) + " has no children, and awaiting it suspended " +
               who(h, a.awaiter) + " " + when(h, a.begin);
      });
    }
  });
}

}  // namespace gathercheck::spec::rules
