// SPDX-License-Identifier: MIT
#include <algorithm>

#include "families.hpp"
#include "starts_later.hpp"
#include "zoo.hpp"

namespace gathercheck::conformance {
namespace {

/// for each in awaitables: results.append(await each)
class OneAfterAnother : public StartsLater {
  void gather() override {
    StartsLater::gather();
    if (!done()) advance();
  }
  void put_off(Future& child) override { waiting_.emplace_back(&child); }
  void child_done(Future&) override {
    if (exists_ && !done()) advance();
  }
  /// Goes on from the awaited child as far as there is nothing to wait for.
  void advance() {
    for (; awaited_ < size(); ++awaited_) {
      Future& child = *children_[awaited_];
      if (std::erase(waiting_, Reference(&child)) > 0) start(child);
      if (!child.done()) return;
      if (is_failure(child) || (cancel_requested_ && child.cancelled())) return fail(child);
      cancel_requested_ = false;  // the child did not mind
    }
    settle(results());
  }
  Future* next_to_cancel(std::size_t asked) override {
    return asked == 0 ? StartsLater::next_to_cancel(awaited_) : nullptr;
  }

  std::vector<Reference> waiting_;
  std::size_t awaited_ = 0;
};

}  // namespace

std::vector<Semantics> latches() {
  return {
      {.name = "wait_for_all",
       .title = "wait for all, first failure",
       .meaning = "It waits for all; then the failure that came first is told.",
       .found = "Asio with wait_for_all, Dart's Future.wait",
       .like = "gather_3.14",
       .differs = "a failure is told when all have ended",
       .make = find_mutant("waits_for_all_before_failing")->make},
      {.name = "wait_for_all_by_index",
       .title = "wait for all, first by index",
       .meaning = "It waits for all; then the failure of the first argument that failed is told.",
       .found = "when_all of libcoro, cppcoro and concurrencpp, C#'s Task.WhenAll",
       .like = "wait_for_all",
       .differs = "of several failures that of the lowest index is told",
       .make = find_mutant("waits_for_all_and_the_lowest_index_wins")->make},
      {.name = "await_one_by_one",
       .title = "await one by one",
       .meaning = "All run at once and are awaited in the order of the arguments: a failure is "
                  "told when all before it have ended.",
       .found = "MicroPython's gather until 1.18, Scala's Future.sequence, for task in tasks: "
                "await task",
       .like = "wait_for_all_by_index",
       .differs = "it does not wait for what comes after the failure",
       .make = find_mutant("awaits_the_children_one_by_one")->make},
      {.name = "one_after_another",
       .title = "one after another",
       .meaning = "Each coroutine starts when the one before has ended; after a failure the others "
                  "never start.",
       .found = "for coroutine in coroutines: await coroutine; await in a loop of JavaScript",
       .like = "await_one_by_one",
       .differs = "a coroutine starts only when all before it have ended",
       .make = make<OneAfterAnother>},
  };
}

}  // namespace gathercheck::conformance
