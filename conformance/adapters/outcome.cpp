// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/outcome.hpp"

#include "gathercheck/reference/errors.hpp"

namespace gathercheck::conformance {

Outcome Outcome::cancelled() {
  return {std::make_exception_ptr(Cancelled())};
}

Outcome Outcome::list_of(const std::vector<Outcome>& outcomes) {
  std::vector<Value> items;
  items.reserve(outcomes.size());
  for (const auto& outcome : outcomes)
    items.push_back(outcome.has_value() ? outcome.value() : Value(outcome.error()));
  return {Value(items)};
}

Outcome::Kind Outcome::kind() const {
  if (has_value()) return Kind::result;
  return reference::exception_as<Cancelled>(error()) ? Kind::cancelled : Kind::error;
}

const Value& Outcome::value() const {
  if (!has_value()) std::rethrow_exception(std::get<std::exception_ptr>(content_));
  return std::get<Value>(content_);
}

std::exception_ptr Outcome::error() const {
  return has_value() ? nullptr : std::get<std::exception_ptr>(content_);
}

}  // namespace gathercheck::conformance
