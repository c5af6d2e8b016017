// SPDX-License-Identifier: MIT
#pragma once

#include "in_process_adapter.hpp"
#include "semantics.hpp"

namespace gathercheck::conformance {

/// A known behaviour as an implementation, in the same process. gather's own is that of its
/// edition; the others run on the loop of the edition that they are given.
class SemanticsAdapter : public InProcessAdapter {
 public:
  explicit SemanticsAdapter(const Semantics& semantics,
                            spec::Edition edition = spec::newest_edition);

  /// What it does in one scenario.
  static spec::Trace trace(const Semantics& semantics, const Scenario& scenario,
                           spec::Edition edition);

 private:
  spec::Trace trace_of(const Scenario& scenario) const override;

  const Semantics& semantics_;
};

}  // namespace gathercheck::conformance
