// SPDX-License-Identifier: MIT
#include "semantics_adapter.hpp"

#include "plain_gather.hpp"
#include "reference_adapter.hpp"

namespace gathercheck::conformance {

SemanticsAdapter::SemanticsAdapter(const Semantics& semantics, spec::Edition edition)
    : InProcessAdapter("semantics:" + std::string(semantics.name),
                       semantics.edition.value_or(edition)),
      semantics_(semantics) {}

spec::Trace SemanticsAdapter::trace(const Semantics& semantics, const Scenario& scenario,
                                    spec::Edition edition) {
  if (semantics.is_gather()) return ReferenceAdapter::trace(scenario, *semantics.edition);
  Past past;
  return play(scenario, edition, [&](GatherCall call) {
    return PlainGather::call(aio::detail::Ref<PlainGather>::adopt(semantics.make()),
                             std::move(call), past);
  });
}

spec::Trace SemanticsAdapter::trace_of(const Scenario& scenario) const {
  return trace(semantics_, scenario, identity().edition);
}

}  // namespace gathercheck::conformance
