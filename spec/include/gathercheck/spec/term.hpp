// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

namespace gathercheck::spec {

/// A word that the rules use in a sense of their own.
struct Term {
  std::string_view word;
  std::string_view meaning;
};

/// Every such word, in the order of spec/README.md.
std::span<const Term> glossary();

}  // namespace gathercheck::spec
