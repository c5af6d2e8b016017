// SPDX-License-Identifier: MIT
#include "zoo.hpp"

#include <algorithm>

#include "themes.hpp"

namespace gathercheck::conformance {
namespace {

std::vector<Mutant> assembled() {
  std::vector<Mutant> zoo;
  for (const auto& theme : {wrong_about_nothing}) {
    const auto mutants = theme();
    zoo.insert(zoo.end(), mutants.begin(), mutants.end());
  }
  return zoo;
}

}  // namespace

std::span<const Mutant> zoo() {
  static const auto all = assembled();
  return all;
}

const Mutant* find_mutant(std::string_view name) {
  const auto found = std::ranges::find(zoo(), name, &Mutant::name);
  return found == zoo().end() ? nullptr : &*found;
}

}  // namespace gathercheck::conformance
