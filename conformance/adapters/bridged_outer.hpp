// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include "bridge.hpp"
#include "gathercheck/reference/asyncio.hpp"
#include "gathercheck/reference/detail/group_future.hpp"

namespace gathercheck::conformance {

/// The future that stands for a group of a library under test.
class BridgedOuter final
    : public reference::detail::WithResult<ReferenceValue, reference::detail::GroupFuture> {
 public:
  explicit BridgedOuter(Bridge& bridge)
      : bridge_(bridge), self_(std::make_shared<BridgedOuter*>(this)) {}

  /// Calls the library's gather.
  void begin(std::vector<Child> children, bool return_exceptions);

 private:
  ~BridgedOuter() { let_go(); }
  void settle(const Outcome& outcome);
  void let_go() noexcept;

  FutureBase* next_to_cancel(std::size_t) override { return nullptr; }
  bool end_cancel(bool accepted) override;
  void abandon() noexcept override;
  void destroy() noexcept override { delete this; }

  Bridge& bridge_;
  std::unique_ptr<Group> group_;
  std::shared_ptr<BridgedOuter*> self_;  // for the library to find it; null when it is gone
  bool is_cancelling_ = false;
};

}  // namespace gathercheck::conformance
