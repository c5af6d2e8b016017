// SPDX-License-Identifier: MIT
#include "program_names.hpp"

#include <sstream>

namespace gathercheck::tools {

ProgramNames::ProgramNames(const conformance::Scenario& scenario, std::string_view reserved) {
  std::istringstream words{std::string(reserved)};
  for (std::string word; words >> word;) taken_.insert(word);
  for (const auto& awaitable : scenario.awaitables) of(awaitable.name);
}

const std::string& ProgramNames::of(std::string_view name) {
  const auto known = names_.find(name);
  if (known != names_.end()) return known->second;
  return names_[std::string(name)] = fresh(std::string(name));
}

std::string ProgramNames::fresh(std::string name) {
  while (!taken_.insert(name).second) name += '_';
  return name;
}

}  // namespace gathercheck::tools
