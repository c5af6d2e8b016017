// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "gathercheck/conformance/scenario.hpp"

namespace gathercheck::tools {

/// What the things of a scenario are called in a program. Each keeps its name, unless that means
/// something else there: then it gets an underscore.
class ProgramNames {
 public:
  /// `reserved` are words that the program uses itself, separated by blanks.
  ProgramNames(const conformance::Scenario& scenario, std::string_view reserved);

  /// The name of an awaitable, a label or a shared error.
  const std::string& of(std::string_view name);
  /// A name that nothing else has: this one, if it is free.
  std::string fresh(std::string name);

 private:
  std::set<std::string, std::less<>> taken_;
  std::map<std::string, std::string, std::less<>> names_;
};

}  // namespace gathercheck::tools
