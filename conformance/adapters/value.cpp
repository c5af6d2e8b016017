// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/value.hpp"

#include "cancellation.hpp"
#include "reference_value.hpp"

namespace gathercheck::conformance {

Value::Value(ReferenceValue content)
    : content_(std::make_shared<const ReferenceValue>(std::move(content))) {}

Value::Value(const std::vector<Value>& items) {
  auto list = std::make_shared<ReferenceValue::List>();
  list->reserve(items.size());
  for (const auto& item : items) list->push_back(item.content());
  *this = Value(ReferenceValue(std::shared_ptr<const ReferenceValue::List>(std::move(list))));
}

Value::Value(const std::exception_ptr& error) : Value(ReferenceValue(listed_as(error))) {}

ReferenceValue Value::content() const {
  return content_ ? *content_ : ReferenceValue();
}

}  // namespace gathercheck::conformance
