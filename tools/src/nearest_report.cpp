// SPDX-License-Identifier: MIT
#include "nearest_report.hpp"

#include <iostream>

#include "wrapped.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Nearest;

std::string agreement_of(const Nearest& nearest) {
  std::string text;
  for (const auto& each : nearest.agreement)
    text += std::string(text.empty() ? "it agrees in " : ", ") +
            std::string(to_string(each.profile)) + " " + each.percent();
  return text.empty() ? "" : text + "; ";
}

std::string alike_of(const Nearest& nearest) {
  std::string text;
  for (const auto& each : nearest.alike)
    text += (text.empty() ? "; nothing that was run tells it from " : ", ") + each;
  return text;
}

}  // namespace

void print_nearest(const std::optional<Nearest>& nearest, const Terminal& terminal) {
  if (!nearest) return;
  const auto satisfied =
      nearest->satisfied ? "it satisfies the profiles up to " + std::string(to_string(*nearest->satisfied))
                         : std::string("it satisfies no profile");
  std::cout << '\n'
            << terminal.bold("nearest:") << "  " << nearest->sentence() << "\n          "
            << wrapped(agreement_of(*nearest) + satisfied + alike_of(*nearest), 10, 100) << '\n';
}

}  // namespace gathercheck::tools
