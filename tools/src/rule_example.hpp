// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "gathercheck/spec/rule.hpp"
#include "gathercheck/spec/trace.hpp"

namespace gathercheck::tools {

/// What there is to show of the example of a rule.
struct RuleExample {
  /// In the newest edition in which the rule holds; a recorded one, if only a Python can run it.
  spec::Trace trace;
  std::string run;  ///< the line of a shell that shows this trace
};

RuleExample example_of(const spec::Rule& rule);

}  // namespace gathercheck::tools
