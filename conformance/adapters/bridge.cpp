// SPDX-License-Identifier: MIT
#include "bridge.hpp"

#include <utility>

#include "bridged_child.hpp"
#include "bridged_outer.hpp"

namespace gathercheck::conformance {
namespace {

namespace aio = gathercheck::reference;

/// The children of a call, a repeated argument as the same child.
std::vector<Child> children_of(const GatherCall& call, Bridge& bridge) {
  std::vector<Child> children;
  children.reserve(call.arguments.size());
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    std::size_t first = 0;
    while (call.arguments[first].future() != call.arguments[i].future()) ++first;
    if (first < i)
      children.push_back(Child(children[first]));
    else
      children.emplace_back(std::make_shared<BridgedChild>(
          call.arguments[i], [give_up = call.give_up, i] { give_up(i); }, bridge));
  }
  return children;
}

}  // namespace

aio::Future<ReferenceValue> Bridge::gather(GatherCall call) {
  const auto outer = aio::detail::Ref<BridgedOuter>::adopt(new BridgedOuter(*this));
  outer->attach(aio::EventLoop::running());
  outer->begin(children_of(call, *this), call.return_exceptions);
  return aio::Future<ReferenceValue>(outer);
}

void Bridge::drain() {
  if (depth_ > 1) return;
  while (std::exchange(has_news_, false)) library_.drain();
}

}  // namespace gathercheck::conformance
