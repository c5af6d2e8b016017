// SPDX-License-Identifier: MIT
#include "pace.hpp"

#include "gathercheck/conformance/trial.hpp"

namespace gathercheck::conformance {

Pace pace_of(std::string_view implementation) {
  const auto kind = implementation.substr(0, implementation.find(':'));
  const TrialOptions trial;
  const Pace usual{trial.cases, trial.reach, trial.reach_of_python, 1};
  if (kind == "python") return {usual.cases, usual.reach, usual.reach_of_python, 2};
  if (kind == "pypy") return {2'000, 10, 2, 2};  // a collection takes milliseconds
  if (kind == "uvloop")
    return {usual.cases, 50, usual.reach_of_python, 8};  // it waits for its clock
  return usual;
}

}  // namespace gathercheck::conformance
