// SPDX-License-Identifier: MIT
#include "time_limit.hpp"

namespace gathercheck::spec::rules {

bool is_quiet(const History& h, std::size_t before) {
  return !any_cancel(h, before) && !any_noted(h, "task_group") &&
         h.of_kind(EventKind::escaped).empty();
}

bool is_timeout(const History& h, const Outcome& outcome) {
  const auto* error = outcome.error();
  const auto* text = error ? h.trace().text_of(*error) : nullptr;
  return error && error->type == "TimeoutError" && text && text->empty();
}

}  // namespace gathercheck::spec::rules
