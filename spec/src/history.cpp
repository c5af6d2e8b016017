// SPDX-License-Identifier: MIT
#include "gathercheck/spec/history.hpp"

#include <algorithm>

#include "history_builder.hpp"
#include "history_due.hpp"

namespace gathercheck::spec {

History::History(const Trace& trace) : trace_(trace), facts_(trace.names.size()) {
  Builder(*this).build();
}

std::optional<bool> History::settled_before(Name n, std::size_t event) const {
  const auto* found = settlement(n);
  if (!found) return false;
  return Due::is_before(*found, event, trace_);
}

bool History::requested_before(Name n, std::size_t event) const {
  return requested_between(n, 0, event);
}

bool History::requested_between(Name n, std::size_t from, std::size_t to) const {
  return std::ranges::any_of(requests_, [&](const Request& request) {
    return request.target == n && request.event >= from && request.event < to;
  });
}

}  // namespace gathercheck::spec
