// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/implementation.hpp"

#include <algorithm>
#include <optional>

namespace gathercheck::conformance {

bool Identity::supports(std::string_view needs) const {
  if (capabilities.contains("all")) return true;
  while (!needs.empty()) {
    const auto end = std::min(needs.find(' '), needs.size());
    if (end > 0 && !capabilities.contains(std::string(needs.substr(0, end)))) return false;
    needs.remove_prefix(std::min(end + 1, needs.size()));
  }
  return true;
}

Run Implementation::run_one(const Scenario& scenario) {
  std::optional<Run> found;
  run({&scenario, 1}, [&](std::size_t, Run run) { found = std::move(run); });
  return std::move(*found);
}

}  // namespace gathercheck::conformance
