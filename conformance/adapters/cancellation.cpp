// SPDX-License-Identifier: MIT
#include "cancellation.hpp"

#include "gathercheck/conformance/cancelled.hpp"
#include "gathercheck/reference/errors.hpp"

namespace gathercheck::conformance {

std::exception_ptr raised_as(const std::exception_ptr& error) {
  const auto* cancelled = reference::exception_as<Cancelled>(error);
  if (!cancelled) return error;
  if (cancelled->origin()) return cancelled->origin()->raised();
  return std::make_exception_ptr(reference::CancelledError());
}

std::exception_ptr listed_as(const std::exception_ptr& error) {
  const auto* cancelled = reference::exception_as<Cancelled>(error);
  return cancelled && cancelled->origin() ? cancelled->origin()->listed() : raised_as(error);
}

}  // namespace gathercheck::conformance
