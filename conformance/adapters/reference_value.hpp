// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "gathercheck/reference/outcome.hpp"
#include "gathercheck/spec/value.hpp"

namespace gathercheck::conformance {

/// The one type of result that scripts return and gather collects. A list is an object of its own,
/// so that it can be seen to be the same one.
struct ReferenceValue {
  using List = std::vector<ReferenceValue>;

  ReferenceValue() = default;
  template <typename T>
    requires std::is_constructible_v<
        std::variant<std::monostate, std::int64_t, std::string, std::shared_ptr<const List>,
                     std::exception_ptr, spec::Name>,
        T>
  explicit ReferenceValue(T content) : data(std::move(content)) {}
  /// What gather makes of its children.
  explicit ReferenceValue(std::vector<reference::Outcome<ReferenceValue>> outcomes);

  std::variant<std::monostate, std::int64_t, std::string, std::shared_ptr<const List>,
               std::exception_ptr, spec::Name>
      data;
};

}  // namespace gathercheck::conformance
