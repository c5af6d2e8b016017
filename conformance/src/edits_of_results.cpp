// SPDX-License-Identifier: MIT
#include <algorithm>

#include "edits.hpp"
#include "object_ids.hpp"

namespace gathercheck::conformance::edits {
namespace {

using spec::Error;
using spec::Gathering;
using spec::Kind;
using spec::ObjectId;
using spec::Outcome;
using spec::Value;

/// Calls `visit(list)` for every list of that identity that is seen, within others too.
template <typename Visit>
void each_list(Trace& trace, ObjectId id, Visit visit) {
  for (auto& e : trace.events)
    each_value(e, [&](Value& value) {
      auto* list = std::get_if<Value::List>(&value.data);
      if (list && list->id == id) visit(*list);
    });
}

/// A list that a gather gave, by what it was in the end.
struct Result {
  Name outer;
  ObjectId id;
  std::vector<Value> items;
};

template <typename Wanted>
std::optional<Result> choose_result(const Trace& trace, Choices& choices, Wanted is_wanted) {
  std::vector<Result> results;
  for (const Event& e : trace.events) {
    const auto* list =
        e.kind == EventKind::final && e.outcome.is_result() && trace.kind(e.of) == Kind::gather
            ? e.outcome.value.list()
            : nullptr;
    if (!list) continue;
    Result result{e.of, list->id, list->items};
    if (is_wanted(result)) results.push_back(std::move(result));
  }
  return choose(results, choices);
}

/// Shows the list everywhere with other entries.
void show(Trace& trace, const Result& result, const std::vector<Value>& items) {
  each_list(trace, result.id, [&](Value::List& list) { list.items = items; });
}

/// Calls `visit(outcome, is_state)` for everything that shows what the outer came to.
template <typename Visit>
void each_outcome(Trace& trace, Name outer, Visit visit) {
  for (auto& e : trace.events) {
    if (e.kind == EventKind::awaited && e.on == outer) visit(e.outcome, false);
    if (e.of != outer) continue;
    if (e.kind == EventKind::final || e.kind == EventKind::callback) visit(e.outcome, true);
    if (e.kind == EventKind::observed && e.done) visit(e.outcome, false);
  }
}

/// Puts an outcome in place of another one wherever that of the outer is seen.
void replace(Trace& trace, Name outer, const Outcome& old, const Outcome& replacement) {
  each_outcome(trace, outer, [&](Outcome& outcome, bool) {
    if (outcome == old) outcome = replacement;
  });
}

/// An outer that failed in the end.
struct Failed {
  Name outer;
  Outcome outcome;
};

std::optional<Failed> choose_failed(const Trace& trace, Choices& choices) {
  std::vector<Failed> failed;
  for (const Event& e : trace.events)
    if (e.kind == EventKind::final && trace.kind(e.of) == Kind::gather && e.outcome.is_error())
      failed.push_back({e.of, e.outcome});
  return choose(failed, choices);
}

/// What the bodies of the children came to, in the order of their ends, the same child once.
std::vector<Event> ends_of(const Trace& trace, Name outer) {
  const auto call = std::ranges::find_if(
      trace.events, [&](const Event& e) { return e.kind == EventKind::gather && e.of == outer; });
  std::vector<Event> ends;
  if (call == trace.events.end()) return ends;
  for (const Event& e : trace.events)
    if (e.kind == EventKind::ended &&
        std::ranges::find(call->children, e.of) != call->children.end())
      ends.push_back(e);
  return ends;
}

}  // namespace

bool reorder(Trace& trace, Choices& choices) {
  const auto is_mixed = [](const Result& r) {
    return std::ranges::adjacent_find(r.items, std::not_equal_to<>()) != r.items.end();
  };
  auto result = choose_result(trace, choices, is_mixed);
  if (!result) return false;
  const auto first = std::ranges::adjacent_find(result->items, std::not_equal_to<>());
  std::iter_swap(first, first + 1);
  show(trace, *result, result->items);
  return true;
}

bool order_of_completion(Trace& trace, Choices& choices) {
  auto result = choose_result(trace, choices, [](const Result& r) { return r.items.size() > 1; });
  if (!result) return false;
  std::vector<Value> items;
  for (const Event& end : ends_of(trace, result->outer)) items.push_back(end.outcome.value);
  if (items.size() != result->items.size() || items == result->items) return false;
  show(trace, *result, items);
  return true;
}

bool shorten(Trace& trace, Choices& choices) {
  auto result = choose_result(trace, choices, [](const Result& r) { return !r.items.empty(); });
  if (!result) return false;
  result->items.pop_back();
  show(trace, *result, result->items);
  return true;
}

bool lengthen(Trace& trace, Choices& choices) {
  auto result = choose_result(trace, choices, [](const Result& r) { return !r.items.empty(); });
  if (!result) return false;
  result->items.push_back(result->items.back());
  show(trace, *result, result->items);
  return true;
}

bool flatten(Trace& trace, Choices& choices) {
  const auto is_list = [](const Value& item) { return item.list() != nullptr; };
  auto result = choose_result(
      trace, choices, [&](const Result& r) { return std::ranges::any_of(r.items, is_list); });
  if (!result) return false;
  std::vector<Value> items;
  for (const Value& item : result->items) {
    if (const auto* list = item.list())
      items.insert(items.end(), list->items.begin(), list->items.end());
    else
      items.push_back(item);
  }
  show(trace, *result, items);
  return true;
}

namespace {

/// Lets an outer fail with the exception of another child than the one it has, which ended at the
/// same time as that or at another one.
bool blame(Trace& trace, Choices& choices, bool same_time) {
  const auto failed = choose_failed(trace, choices);
  if (!failed) return false;
  const auto ends = ends_of(trace, failed->outer);
  const auto own = std::ranges::find(ends, failed->outcome, &Event::outcome);
  if (own == ends.end()) return false;
  std::vector<Outcome> others;
  for (const Event& end : ends)
    if (end.outcome.is_error() && end.outcome != failed->outcome &&
        (end.time == own->time) == same_time)
      others.push_back(end.outcome);
  const auto other = choose(others, choices);
  if (other) replace(trace, failed->outer, failed->outcome, *other);
  return other.has_value();
}

}  // namespace

bool blame_another(Trace& trace, Choices& choices) {
  return blame(trace, choices, false);
}

bool blame_neighbour(Trace& trace, Choices& choices) {
  return blame(trace, choices, true);
}

bool list_instead(Trace& trace, Choices& choices) {
  const auto failed = choose_failed(trace, choices);
  if (!failed) return false;
  Value::List list;
  list.id = new_id(trace);
  for (const Event& end : ends_of(trace, failed->outer)) list.items.push_back(end.outcome.value);
  replace(trace, failed->outer, failed->outcome, Outcome::result({std::move(list)}));
  return true;
}

bool raise_instead(Trace& trace, Choices& choices) {
  const auto is_error = [](const Value& item) { return item.error() != nullptr; };
  const auto result = choose_result(
      trace, choices, [&](const Result& r) { return std::ranges::any_of(r.items, is_error); });
  if (!result) return false;
  const auto error = *std::ranges::find_if(result->items, is_error)->error();
  each_outcome(trace, result->outer, [&](Outcome& outcome, bool) {
    const auto* list = outcome.is_result() ? outcome.value.list() : nullptr;
    if (list && list->id == result->id) outcome = Outcome::failure(error);
  });
  return true;
}

bool cancelled_instead(Trace& trace, Choices& choices) {
  const auto failed = choose_failed(trace, choices);
  if (!failed || !failed->outcome.is_cancellation()) return false;
  each_outcome(trace, failed->outer, [&](Outcome& outcome, bool is_state) {
    if (is_state && outcome.is_cancellation()) outcome = Outcome::cancelled();
  });
  for (auto& e : trace.events) {
    if (e.kind != EventKind::observed || e.of != failed->outer || !e.done) continue;
    e.cancelled = true;
    e.exception = e.outcome;
  }
  return true;
}

}  // namespace gathercheck::conformance::edits
