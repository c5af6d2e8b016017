// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/implementation.hpp"

#include <algorithm>
#include <optional>

namespace gathercheck::conformance {

std::string_view Identity::lacks(std::string_view needs) const {
  if (capabilities.contains("all")) return {};
  while (!needs.empty()) {
    const auto word = needs.substr(0, needs.find(' '));
    if (!word.empty() && !capabilities.contains(std::string(word))) return word;
    needs.remove_prefix(std::min(word.size() + 1, needs.size()));
  }
  return {};
}

Run Implementation::run_one(const Scenario& scenario) {
  std::optional<Run> found;
  run({&scenario, 1}, [&](std::size_t, Run run) { found = std::move(run); });
  return std::move(*found);
}

}  // namespace gathercheck::conformance
