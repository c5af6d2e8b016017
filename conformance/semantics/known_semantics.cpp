// SPDX-License-Identifier: MIT
#include "known_semantics.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "families.hpp"

namespace gathercheck::conformance {
namespace {

std::vector<Semantics> assembled() {
  std::vector<Semantics> all;
  for (const auto family : {editions_of_gather, starts, promises, collections, structured, latches})
    std::ranges::move(family(), std::back_inserter(all));
  return all;
}

}  // namespace

std::span<const Semantics> known_semantics() {
  static const auto all = assembled();
  return all;
}

const Semantics* find_semantics(std::string_view name) {
  const auto found = std::ranges::find(known_semantics(), name, &Semantics::name);
  return found == known_semantics().end() ? nullptr : &*found;
}

const Semantics& gather_of(spec::Edition edition) {
  return *std::ranges::find(known_semantics(), std::optional(edition), &Semantics::edition);
}

}  // namespace gathercheck::conformance
