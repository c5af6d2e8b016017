// SPDX-License-Identifier: MIT
#include "decisive_failure.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace gathercheck::spec::rules {
namespace {

constexpr std::array<std::string_view, 4> limits{"within", "timeout", "until", "task_group"};

bool is_limit(const History& h, std::size_t event) {
  return h.event(event).kind == EventKind::noted &&
         std::ranges::find(limits, h.name(h.event(event).label)) != limits.end();
}

/// Whether the child has failed by the event, or may have done so unseen.
bool may_have_failed(const History& h, Name child, std::size_t event) {
  const Kind kind = h.trace().kind(child);
  if (kind == Kind::gather || kind == Kind::object) return true;
  return std::ranges::any_of(h.events().first(event), [&](const Event& e) {
    const bool over = e.kind == EventKind::ended || (e.kind == EventKind::settle && e.accepted);
    return over && e.of == child && e.outcome.is_error();
  });
}

}  // namespace

bool is_limited(const History& h, const Await& await) {
  if (await.begin == 0 || !is_limit(h, await.begin - 1)) return false;
  const Event& before = h.event(await.begin - 1);
  return before.by == await.awaiter && before.of == await.on;
}

bool nobody_cancels(const History& h) {
  const auto& kinds = h.trace().kinds;
  if (!h.cancels().empty() || std::ranges::find(kinds, Kind::object) != kinds.end()) return false;
  return std::ranges::none_of(h.of_kind(EventKind::noted), [&](std::size_t i) {
    return is_limit(h, i) || is_note(h, i, "cancel_takes_message");
  });
}

bool is_done_before(const History& h, Name child, std::size_t event) {
  return std::ranges::any_of(h.events().first(event), [&](const Event& e) {
    const bool over = e.kind == EventKind::ended || (e.kind == EventKind::settle && e.accepted);
    return over && e.of == child;
  });
}

bool is_first_failure(const History& h, const Gathering& g, std::size_t end) {
  if (h.event(g.call).done || is_settled_by_hand(h, g.outer)) return false;
  return std::ranges::none_of(g.children,
                              [&](Name child) { return may_have_failed(h, child, end); });
}

}  // namespace gathercheck::spec::rules
