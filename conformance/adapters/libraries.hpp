// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "gathercheck/conformance/library.hpp"

namespace gathercheck::conformance {

/// A C++ library that was found when this was built.
struct FoundLibrary {
  std::string_view name;  ///< as "boost.asio:wait_for_all"
  std::unique_ptr<Library> (*make)();
};

std::span<const FoundLibrary> found_libraries();

/// The one of this name; null if there is none.
const FoundLibrary* find_library(std::string_view name);

}  // namespace gathercheck::conformance
