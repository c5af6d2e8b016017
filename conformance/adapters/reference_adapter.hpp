// SPDX-License-Identifier: MIT
#pragma once

#include "gathercheck/conformance/implementation.hpp"

namespace gathercheck::conformance {

/// The reference implementation under test, in the same process: scripts are its coroutines, and
/// what they see is recorded from outside of it.
class ReferenceAdapter : public Implementation {
 public:
  explicit ReferenceAdapter(spec::Edition edition);

  const Identity& identity() const override { return identity_; }
  void run(std::span<const Scenario> scenarios, const Report& report) override;

  /// Runs one scenario in the given edition. Throws std::invalid_argument for one of the Python
  /// dialect; run() reports Trouble then.
  static spec::Trace trace(const Scenario& scenario, spec::Edition edition);

 private:
  Identity identity_;
};

}  // namespace gathercheck::conformance
