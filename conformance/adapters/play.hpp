// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <vector>

#include "gathercheck/conformance/scenario.hpp"
#include "gathercheck/reference/awaitable.hpp"
#include "gathercheck/spec/trace.hpp"
#include "reference_value.hpp"

namespace gathercheck::conformance {

/// One call of gather, as a scenario asks for it.
struct GatherCall {
  std::vector<reference::Awaitable<ReferenceValue>> arguments;
  bool return_exceptions = false;
  /// Another coroutine with the script of the coroutine at this position: what a gather would get
  /// that is given functions instead of coroutines.
  std::function<reference::Coroutine<ReferenceValue>(std::size_t)> another;
  /// Has the body of the coroutine at this position go no further than where it stands.
  std::function<void(std::size_t)> give_up;
};

/// What a gather throws out of a callback of its own, so that the trace can tell which it was.
struct Escaped {
  reference::AnyFuture outer;
  std::exception_ptr error;
};

/// A gather under test: what it throws is what the call raised.
using GatherFunction = std::function<reference::Future<ReferenceValue>(GatherCall)>;

/// Why a scenario of the Python dialect is refused.
inline constexpr auto no_python =
    "the scenario is of the Python dialect, and the reference is no Python";

/// Runs one scenario on the reference's loop, tasks and futures, with this gather. Scripts are
/// coroutines there, and what they see is recorded from outside. Throws std::invalid_argument for a
/// scenario of the Python dialect.
spec::Trace play(const Scenario& scenario, spec::Edition edition, const GatherFunction& gather);

}  // namespace gathercheck::conformance
