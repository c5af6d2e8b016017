// SPDX-License-Identifier: MIT
#pragma once

#include "gathercheck/conformance/implementation.hpp"

namespace gathercheck::conformance {

/// A gather in the same process, on the reference's loop: the reference itself, or one that is
/// wrong on purpose.
class InProcessAdapter : public Implementation {
 public:
  const Identity& identity() const override { return identity_; }
  /// A scenario of the Python dialect is Trouble.
  void run(std::span<const Scenario> scenarios, const Report& report) override;

 protected:
  /// It claims everything but the Python dialect.
  InProcessAdapter(std::string name, spec::Edition edition);

 private:
  virtual spec::Trace trace_of(const Scenario& scenario) const = 0;

  Identity identity_;
};

}  // namespace gathercheck::conformance
