// SPDX-License-Identifier: MIT
#include "task_numbers.hpp"

#include <algorithm>

#include "noted.hpp"

namespace gathercheck::spec::rules {
namespace {

/// Whether a call of gather may have made tasks that have no script.
bool is_obscure(const History& h, const Event& call) {
  return call.outcome.is_error() || std::ranges::any_of(call.children, [&](Name child) {
           return h.trace().kind(child) == Kind::object;
         });
}

}  // namespace

TaskNumbers::TaskNumbers(const History& h) : numbers_(h.trace().kinds.size()) {
  for (std::size_t i = 0; i < h.events().size(); ++i) count(h, i);
}

std::optional<std::int64_t> TaskNumbers::of(Name task) const {
  const auto& mine = numbers_[static_cast<std::size_t>(task)];
  const auto& first = numbers_[main_name];
  if (!mine || !first) return std::nullopt;
  return *mine - *first;
}

/// An eager task has run its first step before the event that tells of its birth.
void TaskNumbers::count(const History& h, std::size_t event) {
  const Event& e = h.event(event);
  if (e.kind == EventKind::created || e.kind == EventKind::started) {
    count(e.of);
  } else if (is_noted(h, event, "is")) {
    lost_ = true;  // an eager one becomes a task before its call is told of
  } else if (e.kind == EventKind::gather) {
    lost_ = lost_ || is_obscure(h, e);
    for (const Name child : e.children)
      if (h.trace().kind(child) == Kind::coroutine) count(child);
  }
}

void TaskNumbers::count(Name task) {
  auto& number = numbers_[static_cast<std::size_t>(task)];
  if (!lost_ && !number) number = next_++;
}

}  // namespace gathercheck::spec::rules
