// SPDX-License-Identifier: MIT
#include "failing_together.hpp"
#include "themes.hpp"

namespace gathercheck::conformance {
namespace {

class WaitsForAllAndTheLowestIndexWins : public WaitsForAllBeforeFailing {
  Future& chosen() override {
    for (const auto& child : children_)
      if (is_failure(*child)) return *child;
    return *failed_.front();
  }
};

class WaitsForAllAndTheLastFailureWins : public WaitsForAllBeforeFailing {
  Future& chosen() override { return *failed_.back(); }
};

class AwaitsTheChildrenOneByOne : public WaitsForAllBeforeFailing {
  void child_done(Future& child) override {
    PlainGather::child_done(child);
    if (done()) return;
    for (const auto& each : children_) {
      if (!each->done()) return;
      if (is_failure(*each)) return settle(aio::raised(error_of(*each)));
    }
  }
};

class HearsOnlyOfTheFirstArgumentsFailure : public WaitsForAllBeforeFailing {
  void fail(Future& child) override {
    if (&child == children_.front().get()) return PlainGather::fail(child);
    WaitsForAllBeforeFailing::fail(child);
  }
};

class LowestIndexOfWhatHasFailedWins : public PlainGather {
  void fail(Future& child) override {
    for (const auto& each : children_)
      if (each->done() && is_failure(*each)) return PlainGather::fail(*each);
    PlainGather::fail(child);
  }
};

class LastFailureReplacesTheFirst : public PlainGather {
  void too_late(Future& child) override {
    if (has_exception() && is_failure(child)) trouble().exception = error_of(child);
  }
};

class CancelsTheSiblingsOnFailure : public PlainGather {
  void fail(Future& child) override {
    PlainGather::fail(child);
    for (const auto& sibling : siblings(child)) sibling->cancel({});
  }
};

class GroupsFailures : public PlainGather {
  std::exception_ptr error_of(Future& child) override {
    if (child.cancelled()) return PlainGather::error_of(child);
    return std::make_exception_ptr(aio::RuntimeError("unhandled errors in a gather"));
  }
};

class GroupsSeveralFailures : public WaitsForAllBeforeFailing {
  std::exception_ptr error_of(Future& child) override {
    if (failed_.size() == 1 || child.cancelled()) return PlainGather::error_of(child);
    return std::make_exception_ptr(aio::RuntimeError("unhandled errors in a gather"));
  }
};

class CopiesTheException : public PlainGather {
  std::exception_ptr error_of(Future& child) override {
    return copy_of(PlainGather::error_of(child));
  }
};

class HangsAfterAnErrorOutsideOfException : public PlainGather {
  void child_done(Future& child) override {
    const auto* error = script_error(child);
    if (!error || error->type() != "BaseError") PlainGather::child_done(child);
  }
};

class TakesATimeoutForACancellation : public PlainGather {
  std::exception_ptr error_of(Future& child) override {
    const auto* error = script_error(child);
    return error && error->type() == "TimeoutError" ? cancelled_error()
                                                    : PlainGather::error_of(child);
  }
};

class RaisesAtTheCall : public PlainGather {
  void gather() override {
    PlainGather::gather();
    if (has_exception()) std::rethrow_exception(stored_exception());
  }
};

class SettlesTwice : public PlainGather {
  void too_late(Future& child) override {
    if (is_failure(child)) fail(child);
  }
};

class ReportsLaterFailures : public PlainGather {
  void too_late(Future& child) override {
    if (child.has_exception()) std::rethrow_exception(child.stored_exception());
  }
};

class IsCancelledByAFailure : public PlainGather {
  void fail(Future&) override { cancel_future({}); }
};

class ListsFailuresAlways : public PlainGather {
  bool is_failure(Future&) override { return false; }
};

class HangsAfterAFailure : public PlainGather {
  void fail(Future&) override { --nfinished_; }
};

class ListsAFailureThatComesLast : public PlainGather {
  bool is_failure(Future& child) override {
    return PlainGather::is_failure(child) && !are_all_done();
  }
};

}  // namespace

std::vector<Mutant> wrong_about_errors() {
  return {
      {.name = "waits_for_all_before_failing",
       .story = "Asio's parallel_group with wait_for_all, async_simple's collectAll, Qt's whenAll",
       .expect = "ERR-1",
       .make = make<WaitsForAllBeforeFailing>},
      {.name = "waits_for_all_and_the_lowest_index_wins",
       .story = "when_all of libcoro, cppcoro and concurrencpp",
       .expect = "ERR-1 ERR-3",
       .make = make<WaitsForAllAndTheLowestIndexWins>},
      {.name = "waits_for_all_and_the_last_failure_wins",
       .story = "a variable for the error that every failing child writes",
       .expect = "ERR-1 ERR-3",
       .make = make<WaitsForAllAndTheLastFailureWins>},
      {.name = "awaits_the_children_one_by_one",
       .story = "MicroPython until 1.18: a loop that awaits each argument in turn",
       .expect = "ERR-1",
       .make = make<AwaitsTheChildrenOneByOne>},
      {.name = "hears_only_of_the_first_arguments_failure",
       .story = "MicroPython until 1.18 (pull request 8459): it ended early only if the first "
                "sub-task raised",
       .expect = "ERR-1",
       .make = make<HearsOnlyOfTheFirstArgumentsFailure>},
      {.name = "lowest_index_of_what_has_failed_wins",
       .story = "a callback that looks for the failed child instead of taking the one it was "
                "called with",
       .expect = "ERR-4",
       .make = make<LowestIndexOfWhatHasFailedWins>},
      {.name = "last_failure_replaces_the_first",
       .story = "an exception slot that is written without asking whether the future is done",
       .expect = "FUT-7 ERR-3",
       .make = make<LastFailureReplacesTheFirst>},
      {.name = "cancels_the_siblings_on_failure",
       .story = "what many believe of gather, and what asyncio.TaskGroup does",
       .expect = "ERR-5 BODY-4",
       .make = make<CancelsTheSiblingsOnFailure>},
      {.name = "cancels_the_siblings_and_waits",
       .story =
           "structured concurrency: Asio with wait_for_one_error, Cobalt's join, folly, corral, "
           "stdexec, libunifex, trio's nursery",
       .expect = "ERR-1 ERR-5 BODY-4",
       .make = make<CancelsTheSiblingsAndWaits>},
      {.name = "freezes_the_siblings_on_failure",
       .story = "netcan's gather, which destroys the other coroutines as the awaiter unwinds",
       .expect = "ERR-5",
       .make = make<FreezesTheSiblingsOnFailure>},
      {.name = "wraps_a_failure",
       .story = "task groups of asyncio, anyio and trio, which raise an ExceptionGroup",
       .expect = "ERR-2",
       .make = make<GroupsFailures>},
      {.name = "groups_several_failures",
       .story = "JavaScript's AggregateError; a group only where there is more than one failure",
       .expect = "ERR-1 ERR-11 ERR-2",
       .make = make<GroupsSeveralFailures>},
      {.name = "copies_the_exception",
       .story = "C++ libraries that throw a copy to the awaiter",
       .expect = "ERR-2",
       .make = make<CopiesTheException>},
      {.name = "hangs_after_an_error_outside_of_exception",
       .story =
           "CPython 3.6 and 3.7: except Exception in the step of a task, so that the awaiter was "
           "never resumed",
       .expect = "ERR-10 RET-6",
       .make = make<HangsAfterAnErrorOutsideOfException>},
      {.name = "takes_a_timeout_for_a_cancellation",
       .story = "libraries in which a timeout is a cancellation: corral, Asio's cancel_after",
       .expect = "ERR-12",
       .make = make<TakesATimeoutForACancellation>},
      {.name = "raises_at_the_call",
       .story = "an eager check of the arguments",
       .expect = "ERR-9",
       .make = make<RaisesAtTheCall>},
      {.name = "settles_twice",
       .story = "netcan's gather, which queues its continuation again at the second failure; in "
                "asyncio it would be an InvalidStateError in the handler of the loop",
       .expect = "ERR-7",
       .make = make<SettlesTwice>},
      {.name = "reports_later_failures",
       .story = "a done callback that does not mark the exception as retrieved and raises it",
       .expect = "ERR-7",
       .make = make<ReportsLaterFailures>},
      {.name = "is_cancelled_by_a_failure",
       .story = "groups whose failure is a cancellation with a cause, as Kotlin's scopes",
       .expect = "ERR-6 ERR-2",
       .make = make<IsCancelledByAFailure>},
      {.name = "lists_failures_always",
       .story =
           "Cobalt's gather, JavaScript's Promise.allSettled: return_exceptions and no other way",
       .expect = "ERR-1 ERR-2",
       .make = make<ListsFailuresAlways>},
      {.name = "hangs_after_a_failure",
       .story = "a counter that counts successes only",
       .expect = "ERR-1 ERR-2",
       .make = make<HangsAfterAFailure>},
      {.name = "lists_a_failure_that_comes_last",
       .story = "the check for the last child before the check for a failure",
       .expect = "ERR-1 ERR-2",
       .make = make<ListsAFailureThatComesLast>},
  };
}

}  // namespace gathercheck::conformance
