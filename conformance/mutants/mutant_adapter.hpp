// SPDX-License-Identifier: MIT
#pragma once

#include "in_process_adapter.hpp"
#include "mutant.hpp"

namespace gathercheck::conformance {

/// A wrong gather under test, in the same process.
class MutantAdapter : public InProcessAdapter {
 public:
  explicit MutantAdapter(const Mutant& mutant) : MutantAdapter(mutant, mutant.edition) {}
  MutantAdapter(const Mutant& mutant, spec::Edition edition);

 private:
  spec::Trace trace_of(const Scenario& scenario) const override;

  const Mutant& mutant_;
};

}  // namespace gathercheck::conformance
