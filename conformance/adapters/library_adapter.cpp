// SPDX-License-Identifier: MIT
#include "library_adapter.hpp"

#include "bridge.hpp"
#include "gathercheck/conformance/scenario_needs.hpp"

namespace gathercheck::conformance {

std::optional<Trouble> refusal(const Scenario& scenario, const Identity& identity) {
  if (scenario.python) return Trouble{Trouble::Kind::refused, no_python};
  const auto needs = needs_of(scenario);
  const auto lacking = identity.lacks(needs);
  if (lacking.empty()) return {};
  return Trouble{Trouble::Kind::unclaimed,
                 "needs " + std::string(lacking) + ", which " + identity.name + " does not claim"};
}

Run run_on(Library& library, const Scenario& scenario, spec::Edition edition) {
  Bridge bridge(library);
  auto trace =
      play(scenario, edition, [&](GatherCall call) { return bridge.gather(std::move(call)); });
  if (bridge.refusal()) return Run(Trouble{Trouble::Kind::unclaimed, *bridge.refusal()});
  return Run(std::move(trace));
}

void LibraryAdapter::run(std::span<const Scenario> scenarios, const Report& report) {
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    auto refused = refusal(scenarios[i], identity_);
    report(i,
           refused ? Run(*std::move(refused)) : run_on(*make_(), scenarios[i], identity_.edition));
  }
}

std::unique_ptr<Implementation> make_adapter(std::function<std::unique_ptr<Library>()> make) {
  return std::make_unique<LibraryAdapter>(std::move(make));
}

}  // namespace gathercheck::conformance
