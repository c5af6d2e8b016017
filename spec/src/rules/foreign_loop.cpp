// SPDX-License-Identifier: MIT
#include "foreign_loop.hpp"

#include <algorithm>

namespace gathercheck::spec::rules {
namespace {

/// Whether the object is made of something that belongs to the second loop. What it is made of is
/// older than the object, and that than the call.
bool is_made_elsewhere(const History& h, Name object, std::size_t call) {
  bool found = false;
  each_noted(h, "inner", [&](std::size_t i) {
    const auto* inner = std::get_if<Value::Awaitable>(&h.event(i).outcome.value.data);
    if (h.event(i).of == object && inner && i < call)
      found = found || belongs_elsewhere(h, std::span(&inner->name, 1), i);
  });
  return found;
}

}  // namespace

bool belongs_elsewhere(const History& h, std::span<const Name> arguments, std::size_t call) {
  if (!any_noted(h, "loop")) return false;
  return std::ranges::any_of(arguments, [&](Name n) {
    const auto* gathering = h.gathering(n);
    if (gathering && gathering->call < call)
      return belongs_elsewhere(h, gathering->positions, gathering->call);
    return h.trace().kind(n) == Kind::object ? is_made_elsewhere(h, n, call)
                                             : is_of_another_loop(h, n);
  });
}

}  // namespace gathercheck::spec::rules
