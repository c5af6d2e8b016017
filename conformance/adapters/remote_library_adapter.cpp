// SPDX-License-Identifier: MIT
#include "remote_library_adapter.hpp"

#include "library_adapter.hpp"
#include "remote_library.hpp"

namespace gathercheck::conformance {

void RemoteLibraryAdapter::run(std::span<const Scenario> scenarios, const Report& report) {
  for (std::size_t i = 0; i < scenarios.size(); ++i) report(i, run_of(scenarios[i]));
}

Run RemoteLibraryAdapter::run_of(const Scenario& scenario) {
  if (auto refused = refusal(scenario, identity())) return Run(*std::move(refused));
  RemoteLibrary library(process_);
  auto run = run_on(library, scenario, identity().edition);
  auto trouble = library.trouble();
  if (trouble && trouble->kind != Trouble::Kind::refused)
    process_.give_up_on(*trouble);
  else
    process_.has_answered();
  return trouble ? Run(*std::move(trouble)) : std::move(run);
}

}  // namespace gathercheck::conformance
