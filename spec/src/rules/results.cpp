// SPDX-License-Identifier: MIT
#include <algorithm>

#include "ending.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

/// Calls `visit(gathering, ending)` for every list, or other result, that a gathering with children
/// was seen to deliver.
template <typename Visit>
void each_result(const History& h, Visit visit) {
  for (const Gathering& g : h.gatherings()) {
    if (g.positions.empty() || !is_natural(h, g)) continue;
    each_ending(h, g.outer, [&](const Ending& ending) {
      if (ending.outcome.is_result()) visit(g, ending);
    });
  }
}

/// Calls `visit(gathering, ending, position, value, entry)` for every entry, of a child that
/// succeeded with `value` for certain, in a list that was delivered.
template <typename Visit>
void each_result_entry(const History& h, Visit visit) {
  each_result(h, [&](const Gathering& g, const Ending& ending) {
    for (std::size_t i = 0; i < g.positions.size(); ++i) {
      const auto* outcome = came_to(h, g.positions[i]);
      const auto* entry = ending.entry(i);
      if (outcome && outcome->is_result() && entry) visit(g, ending, i, outcome->value, *entry);
    }
  });
}

std::string entry_reason(const History& h, const Gathering& g, const Ending& ending,
                         std::size_t position, const Value& value) {
  return who(h, g.positions[position]) + ", at position " + std::to_string(position) + " of " +
         who(h, g.outer) + ", returned " + shown(h, value) + ", yet " + shown(h, g, ending);
}

/// The identity of a list or an exception object; 0 for other values.
ObjectId identity(const Value& value) {
  if (const auto* list = value.list()) return list->id;
  const auto* error = value.error();
  return error ? error->id : 0;
}

/// Whether both values are of a kind that has an identity in the trace.
bool have_identity(const Value& a, const Value& b) {
  return identity(a) != 0 && identity(b) != 0;
}

/// Demands of every child whose value is of the wanted sort that the outer, bound to succeed,
/// delivers just that value in its place.
template <typename Wanted>
void expect_plain_value(const History& h, Judge& judge, Wanted is_wanted) {
  each_due_entry(h, [&](const Gathering& g, std::size_t position, const Outcome& outcome) {
    if (!outcome.is_result() || !is_wanted(outcome.value)) return;
    each_ending(h, g.outer, [&](const Ending& ending) {
      const auto* entry = ending.entry(position);
      judge.expect(entry && same_content(*entry, outcome.value), ending.event,
                   [&] { return entry_reason(h, g, ending, position, outcome.value); });
    });
  });
}

}  // namespace

void res_1(const History& h, Judge& judge) {
  each_result_entry(h, [&](const Gathering& g, const Ending& ending, std::size_t i,
                           const Value& value, const Value& entry) {
    judge.expect(same_content(entry, value), ending.event,
                 [&] { return entry_reason(h, g, ending, i, value); });
  });
}

void res_2(const History& h, Judge& judge) {
  each_result(h, [&](const Gathering& g, const Ending& ending) {
    const auto* list = ending.outcome.value.list();
    judge.expect(list && list->items.size() == g.positions.size(), ending.event, [&] {
      return who(h, g.outer) + " has " + std::to_string(g.positions.size()) + " arguments, yet " +
             shown(h, g, ending);
    });
  });
}

void res_3(const History& h, Judge& judge) {
  each_result_entry(h, [&](const Gathering& g, const Ending& ending, std::size_t i,
                           const Value& value, const Value& entry) {
    if (!value.is_none()) return;
    judge.expect(entry.is_none(), ending.event,
                 [&] { return entry_reason(h, g, ending, i, value); });
  });
}

void res_4(const History& h, Judge& judge) {
  each_result_entry(h, [&](const Gathering& g, const Ending& ending, std::size_t i,
                           const Value& value, const Value& entry) {
    if (!have_identity(value, entry)) return;
    judge.expect(identity(value) == identity(entry), ending.event, [&] {
      return "entry " + std::to_string(i) + " of " + who(h, g.outer) + " is not the object that " +
             who(h, g.positions[i]) + " returned, but another " + shown(h, entry);
    });
  });
}

void res_5(const History& h, Judge& judge) {
  for (const Gathering& g : h.gatherings()) {
    const auto* last = h.final_of(g.outer);
    const auto* list = last && last->is_result() ? last->value.list() : nullptr;
    if (!list || !is_natural(h, g)) continue;
    const auto look = [&](std::size_t event, const Outcome& outcome) {
      if (event == h.final_event(g.outer) || !outcome.is_result()) return;
      judge.expect(identity(outcome.value) == list->id, event, [&] {
        return "the result of " + who(h, g.outer) + " seen " + when(h, event) +
               " is not the object that it holds in the end";
      });
    };
    each_state(h, g.outer, look);
    for (const Await& await : h.awaits())
      if (await.on == g.outer && await.end != nowhere) look(await.end, h.event(await.end).outcome);
  }
}

void res_6(const History& h, Judge& judge) {
  expect_plain_value(h, judge, [](const Value& value) { return value.error() != nullptr; });
}

void res_7(const History& h, Judge& judge) {
  expect_plain_value(h, judge, [](const Value& value) {
    return std::holds_alternative<Value::Awaitable>(value.data);
  });
}

namespace {

/// What an object was seen as, by its identity.
struct Sight {
  ObjectId id;
  const Value* value;
  std::size_t event;
};
using Sights = std::vector<Sight>;

/// Demands of the value, and of everything in it, that it looks as it did before.
void expect_as_before(const History& h, Judge& judge, Sights& sights, std::size_t event,
                      const Value& value) {
  if (const auto id = identity(value); id != 0) {
    const auto known = std::ranges::find(sights, id, &Sight::id);
    if (known == sights.end())
      sights.push_back({id, &value, event});
    else
      judge.expect(same_object(*known->value, value), event, [&] {
        return "what was " + shown(h, *known->value) + " " + when(h, known->event) + " is " +
               shown(h, value) + " " + when(h, event) + ", yet it is one object";
      });
  }
  if (const auto* list = value.list())
    for (const auto& item : list->items) expect_as_before(h, judge, sights, event, item);
}

}  // namespace

void res_8(const History& h, Judge& judge) {
  Sights sights;
  for (std::size_t i = 0; i < h.events().size(); ++i) {
    const Event& e = h.event(i);
    for (const auto* outcome : {&e.outcome, &e.exception})
      if (outcome->is_result() || outcome->is_error())
        expect_as_before(h, judge, sights, i, outcome->value);
  }
}

}  // namespace gathercheck::spec::rules
