// SPDX-License-Identifier: MIT
#include "gathercheck/spec/verdict.hpp"

#include <array>

namespace gathercheck::spec {

std::string_view to_string(Verdict verdict) {
  static constexpr std::array<std::string_view, 3> words{"vacuous", "holds", "violated"};
  return words[static_cast<std::size_t>(verdict)];
}

}  // namespace gathercheck::spec
