// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "gathercheck/conformance/failure.hpp"

namespace gathercheck::conformance {

/// What is told beside a failure.
struct Aside {
  std::optional<spec::Trace> expected;  ///< what gather does in the scenario, if that is known
  std::string expected_title;           ///< who does that, as "reference 3.13"
  std::string observed_title;           ///< who was seen to fail, as "my_gather 1.0"
  std::string hint;                     ///< where such a mistake was seen before; may be empty
  std::string options;                  ///< of `gathercheck check`, as "--edition 3.13"
  std::string adapter;                  ///< what `gathercheck check` is to be given to see it again
  std::string python;  ///< a program that shows what gather does in the scenario; may be empty
  std::string cpp;     ///< the same for the reference
};

/// The line of a shell that shows the failure again; empty if nobody knows how the implementation
/// is called.
std::string replay_line(const Failure& failure, const Aside& aside);

/// A failure in words, for people, in 80 columns but for the line that replays it: the rule and
/// what it says, what is wrong in the scenario, both traces side by side with the first difference
/// marked, a hint, which other rules are violated because of it, how to see it again, and where to
/// read on.
std::string failure_text(const Failure& failure, const Aside& aside);

}  // namespace gathercheck::conformance
