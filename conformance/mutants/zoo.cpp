// SPDX-License-Identifier: MIT
#include "zoo.hpp"

#include <algorithm>

#include "themes.hpp"

namespace gathercheck::conformance {
namespace {

struct Theme {
  std::string_view name;
  std::vector<Mutant> (*mutants)();
};

constexpr Theme themes[] = {
    {"nothing", wrong_about_nothing},
    {"results", wrong_about_results},
    {"errors", wrong_about_errors},
    {"return_exceptions", wrong_about_return_exceptions},
    {"cancelled children", wrong_about_cancelled_children},
    {"cancel()", wrong_about_cancel},
    {"cancelled outers", wrong_about_cancelled_outers},
    {"duplicates", wrong_about_duplicates},
    {"empty gathers", wrong_about_empty},
    {"done children", wrong_about_done_children},
    {"turns", wrong_about_turns},
    {"the outer", wrong_about_the_outer},
    {"scheduling", wrong_about_scheduling},
    {"nesting", wrong_about_nesting},
};

std::vector<Mutant> assembled() {
  std::vector<Mutant> zoo;
  for (const auto& theme : themes)
    for (auto& mutant : theme.mutants()) {
      mutant.theme = theme.name;
      zoo.push_back(mutant);
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
