// SPDX-License-Identifier: MIT
#include "reference_adapter.hpp"

#include "gathercheck/reference/gather.hpp"
#include "play.hpp"

namespace gathercheck::conformance {
namespace {

reference::Future<ReferenceValue> gather(GatherCall call) {
  using reference::ReturnExceptions;
  return reference::gather_as<ReferenceValue>(
      std::move(call.arguments),
      call.return_exceptions ? ReturnExceptions::yes : ReturnExceptions::no);
}

}  // namespace

spec::Trace ReferenceAdapter::trace(const Scenario& scenario, spec::Edition edition) {
  return play(scenario, edition, gather);
}

}  // namespace gathercheck::conformance
