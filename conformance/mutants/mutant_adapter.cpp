// SPDX-License-Identifier: MIT
#include "mutant_adapter.hpp"

#include "plain_gather.hpp"

namespace gathercheck::conformance {

MutantAdapter::MutantAdapter(const Mutant& mutant, spec::Edition edition)
    : InProcessAdapter("mutant:" + std::string(mutant.name), edition), mutant_(mutant) {}

spec::Trace MutantAdapter::trace_of(const Scenario& scenario) const {
  Past past;
  return play(scenario, identity().edition, [&](GatherCall call) {
    return PlainGather::call(aio::detail::Ref<PlainGather>::adopt(mutant_.make()), std::move(call),
                             past);
  });
}

}  // namespace gathercheck::conformance
