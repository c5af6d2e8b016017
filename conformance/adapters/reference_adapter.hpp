// SPDX-License-Identifier: MIT
#pragma once

#include "in_process_adapter.hpp"

namespace gathercheck::conformance {

/// The reference implementation under test, in the same process: scripts are its coroutines, and
/// what they see is recorded from outside of it.
class ReferenceAdapter : public InProcessAdapter {
 public:
  explicit ReferenceAdapter(spec::Edition edition) : InProcessAdapter("reference", edition) {}

  /// Runs one scenario in the given edition. Throws std::invalid_argument for one of the Python
  /// dialect; run() reports Trouble then.
  static spec::Trace trace(const Scenario& scenario, spec::Edition edition);

 private:
  spec::Trace trace_of(const Scenario& scenario) const override {
    return trace(scenario, identity().edition);
  }
};

}  // namespace gathercheck::conformance
