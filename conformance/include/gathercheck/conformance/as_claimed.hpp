// SPDX-License-Identifier: MIT
#pragma once

#include "gathercheck/conformance/implementation.hpp"

namespace gathercheck::conformance {

/// An implementation that is asked for nothing but what it claims: of a scenario that needs more,
/// the run is trouble of the kind `unclaimed`, and nobody has run it.
class AsClaimed : public Implementation {
 public:
  explicit AsClaimed(Implementation& implementation);

  const Identity& identity() const override { return implementation_.identity(); }
  void run(std::span<const Scenario> scenarios, const Report& report) override;

  /// The first capability that the scenario needs and that is not claimed; empty if there is none.
  std::string lacks(const Scenario& scenario) const;

 private:
  Implementation& implementation_;
  bool claims_python_;
  bool claims_the_rest_;  ///< then no plain scenario has to be looked at
};

}  // namespace gathercheck::conformance
