// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>

namespace gathercheck::conformance {

/// Calls work(0) to work(count - 1), in this order but two at a time, as long as `go_on` says so.
/// What one of them throws is thrown when the others have ended.
void two_at_a_time(std::size_t count, const std::function<void(std::size_t)>& work,
                   const std::function<bool()>& go_on = {});

}  // namespace gathercheck::conformance
