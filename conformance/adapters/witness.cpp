// SPDX-License-Identifier: MIT
#include "witness.hpp"

#include "make_implementation.hpp"
#include "reference_adapter.hpp"

namespace gathercheck::conformance {

std::optional<Testimony> Witness::testify(const Scenario& scenario) {
  if (scenario.python) return ask_python(scenario);
  return Testimony{ReferenceAdapter::trace(scenario, edition_), "reference " + to_string(edition_)};
}

std::optional<Testimony> Witness::ask_python(const Scenario& scenario) {
  try {
    if (!looked_for_python_) {
      looked_for_python_ = true;
      python_ = make_implementation("python:" + to_string(edition_));
    }
    if (!python_) return {};
    auto run = python_->run_one(scenario);
    if (run.trouble()) return {};
    return Testimony{run.take_trace(), python_->identity().title() + ", the witness"};
  } catch (const Unavailable&) {
    return {};
  }
}

}  // namespace gathercheck::conformance
