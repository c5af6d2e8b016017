// SPDX-License-Identifier: MIT
#include "gathercheck/spec/value.hpp"

#include <algorithm>

namespace gathercheck::spec {

bool same_content(const Value& a, const Value& b) {
  if (a.data.index() != b.data.index()) return false;
  if (const auto* list = a.list())
    return std::ranges::equal(list->items, b.list()->items, same_content);
  if (const auto* error = a.error())
    return error->type == b.error()->type && error->message == b.error()->message;
  return a == b;
}

}  // namespace gathercheck::spec
