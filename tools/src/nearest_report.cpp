// SPDX-License-Identifier: MIT
#include "nearest_report.hpp"

#include <iostream>

#include "gathercheck/conformance/wrapped.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Nearest;

/// "it agrees in values 100 %, cancellation 97.3 %"; nothing if nothing was run.
std::string agreement_of(const Nearest& nearest) {
  std::string text;
  for (const auto& each : nearest.agreement)
    text += std::string(text.empty() ? "          it agrees in " : ", ") +
            std::string(to_string(each.profile)) + " " + each.percent();
  return text.empty() ? "" : text + "\n";
}

std::string alike_of(const Nearest& nearest) {
  std::string text;
  for (const auto& each : nearest.alike)
    text += (text.empty() ? "; nothing that was run tells it from " : ", ") + each;
  return text;
}

/// "nearly as near: promise_all 54.4 %"; nothing if there is none.
std::string nearly_of(const Nearest& nearest) {
  std::string text;
  for (const auto& each : nearest.nearly)
    text += (text.empty() ? "nearly as near in cancellation: " : ", ") + each.semantics + " " +
            each.agreement.percent();
  return text.empty() ? "" : "          " + text + "\n";
}

}  // namespace

void print_nearest(const std::optional<Nearest>& nearest, const Terminal& terminal) {
  if (!nearest) return;
  const auto satisfied = nearest->satisfied ? "in full it satisfies the profile " +
                                                  std::string(to_string(*nearest->satisfied))
                                            : std::string("it satisfies no profile in full");
  std::cout << '\n'
            << terminal.bold("nearest:") << "  " << nearest->sentence() << '\n'
            << agreement_of(*nearest) << nearly_of(*nearest) << "          "
            << conformance::wrapped(satisfied + alike_of(*nearest), 10, 100) << '\n';
}

}  // namespace gathercheck::tools
