// SPDX-License-Identifier: MIT
#include "failing_together.hpp"
#include "families.hpp"
#include "zoo.hpp"

namespace gathercheck::conformance {
namespace {

/// A cancelled child stops the siblings and is no failure: an error beats it.
class JoinsSenders : public CancelsTheSiblingsAndWaits {
  void complete(Future& last) override {
    if (!failed_.empty() && chosen().cancelled()) {
      cancel_future({});
      return;
    }
    CancelsTheSiblingsAndWaits::complete(last);
  }
  Future& chosen() override {
    for (const auto& child : failed_)
      if (child->has_exception()) return *child;
    return *failed_.front();
  }
};

/// Raises the errors together. A cancelled child hurts nobody, until it is asked for its result.
class TaskGroup : public CancelsTheSiblingsAndWaits {
  bool is_failure(Future& child) override {
    return CancelsTheSiblingsAndWaits::is_failure(child) && !child.cancelled();
  }
  void complete(Future& last) override {
    if (failed_.empty() && !call_.return_exceptions && !cancel_requested_)
      for (const auto& child : children_)
        if (child->cancelled()) return PlainGather::fail(*child);
    CancelsTheSiblingsAndWaits::complete(last);
  }
  std::exception_ptr error_of(Future& child) override {
    if (child.cancelled()) return CancelsTheSiblingsAndWaits::error_of(child);
    return std::make_exception_ptr(ExceptionGroup("unhandled errors in a TaskGroup"));
  }
};

/// There is nothing left of a child that nobody waits for.
class DestroysTheSiblings : public FreezesTheSiblingsOnFailure {
  Future* next_to_cancel(std::size_t) override { return nullptr; }
  bool end_cancel(bool) override {
    if (done()) return false;
    for (const auto& child : distinct()) freeze(*child);
    return cancel_future({});
  }
};

}  // namespace

std::vector<Semantics> structured() {
  return {
      {.name = "cancel_siblings",
       .title = "a gather that cancels the siblings",
       .meaning = "A failure is told at once and the siblings are asked to cancel; nobody waits "
                  "for them.",
       .found = "what many believe of gather; JavaScript with an AbortController",
       .like = "gather_3.14",
       .differs = "a failure cancels the siblings",
       .make = find_mutant("cancels_the_siblings_on_failure")->make},
      {.name = "structured_concurrency",
       .title = "structured concurrency",
       .meaning = "A failure cancels the siblings and waits for them; then it is told.",
       .found = "Cobalt's join, folly's collectAllRange, Asio with wait_for_one_error, Kotlin's "
                "coroutineScope, Go's errgroup, Swift's task groups",
       .like = "cancel_siblings",
       .differs = "a failure is told when all have ended",
       .make = find_mutant("cancels_the_siblings_and_waits")->make},
      {.name = "structured_senders",
       .title = "structured concurrency of senders",
       .meaning = "A failure or a cancelled child cancels the siblings and waits for them; being "
                  "cancelled is no error, and an error comes before it.",
       .found = "stdexec's when_all, libunifex, corral's allOf",
       .like = "structured_concurrency",
       .differs = "with a cancelled child it is cancelled itself, unless there is an error",
       .make = make<JoinsSenders>},
      {.name = "task_group",
       .title = "a task group",
       .meaning = "A failure cancels the siblings and waits for them; the errors are raised as an "
                  "ExceptionGroup. A child that was cancelled by others is no failure.",
       .found = "asyncio.TaskGroup, anyio, trio's nursery",
       .like = "structured_concurrency",
       .differs = "errors come in a group, and a cancelled child does not cancel the siblings",
       .make = make<TaskGroup>},
      {.name = "destroy_siblings",
       .title = "a join that destroys the siblings",
       .meaning = "A failure is told at once and the siblings are no more; so are all of them if "
                  "it is cancelled.",
       .found = "Rust's try_join!, netcan's gather",
       .like = "cancel_siblings",
       .differs = "the siblings end without a word: there is nothing that they could catch",
       .make = make<DestroysTheSiblings>},
  };
}

}  // namespace gathercheck::conformance
