// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gathercheck::conformance {

/// How much of an implementation can be asked in half a minute.
struct Pace {
  std::uint64_t cases;            ///< random scenarios
  std::uint64_t reach;            ///< how often each rule is to be reached
  std::uint64_t reach_of_python;  ///< likewise, of the rules that only a Python can show
  std::size_t jobs;               ///< processes that run at the same time
};

/// The pace of what is known to be slow, and the usual one of everything else.
Pace pace_of(std::string_view implementation);

}  // namespace gathercheck::conformance
