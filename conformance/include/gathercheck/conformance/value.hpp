// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <memory>
#include <vector>

namespace gathercheck::conformance {

struct ReferenceValue;

/// What a child returns and a gather collects: the one type of result that a library under test is
/// instantiated with. A library hands values on and has no business with what is in them.
class Value {
 public:
  /// None.
  Value() = default;
  /// A list, as gather makes it.
  explicit Value(const std::vector<Value>& items);
  /// An exception in the place of a result, as `return_exceptions` puts it there.
  explicit Value(const std::exception_ptr& error);

  /// What is in it, for the suite's own use.
  explicit Value(ReferenceValue content);
  ReferenceValue content() const;

 private:
  std::shared_ptr<const ReferenceValue> content_;
};

}  // namespace gathercheck::conformance
