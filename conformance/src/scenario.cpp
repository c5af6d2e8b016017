// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/scenario.hpp"

namespace gathercheck::conformance {

spec::Trace empty_trace(const Scenario& scenario, spec::Edition edition) {
  spec::Trace trace;
  trace.edition = edition;
  trace.names.reserve(scenario.awaitables.size() + 4);
  trace.kinds.reserve(scenario.awaitables.size() + 1);
  trace.names.emplace_back("main");
  trace.kinds.push_back(spec::Kind::task);
  for (const auto& awaitable : scenario.awaitables) {
    trace.names.push_back(awaitable.name);
    trace.kinds.push_back(awaitable.kind);
  }
  return trace;
}

}  // namespace gathercheck::conformance
