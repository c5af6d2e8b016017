// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

namespace gathercheck::spec {

/// A family of rules: what its file of the normative text says before the first rule.
struct Family {
  std::string_view name;      ///< of the file, as "errors"
  std::string_view title;     ///< as "Errors: a child fails and return_exceptions is false"
  std::string_view preamble;  ///< what all its rules presuppose; empty if that is nothing
};

/// Every family, in the order of the text.
std::span<const Family> families();

}  // namespace gathercheck::spec
