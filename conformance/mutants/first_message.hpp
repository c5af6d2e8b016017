// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "gathercheck/conformance/failure.hpp"
#include "mutant.hpp"

namespace gathercheck::conformance {

/// The first failure that a trial of this wrong gather finds, by the whole law of its edition;
/// nothing if there is none.
std::optional<Failure> first_failure(const Mutant& mutant, std::uint64_t seed = 1,
                                     std::uint64_t cases = 2'000);

/// What is printed of it; empty if there is none.
std::string first_message(const Mutant& mutant);

}  // namespace gathercheck::conformance
