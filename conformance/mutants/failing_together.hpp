// SPDX-License-Identifier: MIT
#pragma once

#include "plain_gather.hpp"

namespace gathercheck::conformance {

// What a failure can mean for the siblings: mistakes, if a gather makes them, and what libraries of
// another mind do on purpose (known_semantics.hpp).

/// Lets all children end before it fails.
class WaitsForAllBeforeFailing : public PlainGather {
 protected:
  void fail(Future& child) override {
    failed_.emplace_back(&child);
    if (are_all_done()) complete(child);
  }
  void complete(Future& last) override {
    if (failed_.empty()) return PlainGather::complete(last);
    settle(aio::raised(error_of(chosen())));
  }
  virtual Future& chosen() { return *failed_.front(); }

  std::vector<Reference> failed_;
};

/// Asks the siblings to cancel, and lets all end before it fails.
class CancelsTheSiblingsAndWaits : public WaitsForAllBeforeFailing {
 protected:
  void fail(Future& child) override {
    WaitsForAllBeforeFailing::fail(child);
    if (failed_.size() > 1) return;
    for (const auto& sibling : siblings(child)) sibling->cancel({});
  }
};

/// What a child waits for in a sleep forgets it.
class FreezesTheSiblingsOnFailure : public PlainGather {
 protected:
  void fail(Future& child) override {
    PlainGather::fail(child);
    for (const auto& sibling : siblings(child)) freeze(*sibling);
  }
  static void freeze(Future& child) {
    Future* waited_for = is_task(child) ? task(child).fut_waiter() : nullptr;
    if (dynamic_cast<aio::detail::FutureState<void>*>(waited_for)) waited_for->abandon();
  }
};

}  // namespace gathercheck::conformance
