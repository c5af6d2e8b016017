// SPDX-License-Identifier: MIT
#include "library_adapter.hpp"

#include "bridge.hpp"
#include "gathercheck/conformance/scenario_needs.hpp"

namespace gathercheck::conformance {
namespace {

Run unclaimed(const std::string& what) {
  return Run(Trouble{Trouble::Kind::unclaimed, what});
}

}  // namespace

void LibraryAdapter::run(std::span<const Scenario> scenarios, const Report& report) {
  for (std::size_t i = 0; i < scenarios.size(); ++i) report(i, run_of(scenarios[i]));
}

Run LibraryAdapter::run_of(const Scenario& scenario) const {
  if (scenario.python) return Run(Trouble{Trouble::Kind::refused, no_python});
  const auto needs = needs_of(scenario);
  if (const auto lacking = identity_.lacks(needs); !lacking.empty())
    return unclaimed("needs " + std::string(lacking) + ", which " + identity_.name +
                     " does not claim");
  const auto library = make_();
  Bridge bridge(*library);
  auto trace = play(scenario, identity_.edition,
                    [&](GatherCall call) { return bridge.gather(std::move(call)); });
  if (bridge.refusal()) return unclaimed(*bridge.refusal());
  return Run(std::move(trace));
}

std::unique_ptr<Implementation> make_adapter(std::function<std::unique_ptr<Library>()> make) {
  return std::make_unique<LibraryAdapter>(std::move(make));
}

}  // namespace gathercheck::conformance
