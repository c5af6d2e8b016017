// SPDX-License-Identifier: MIT
#include "plain_gather.hpp"
#include "themes.hpp"

namespace gathercheck::conformance {
namespace {

class ListsNoneForACancelledChild : public PlainGather {
  bool is_failure(Future& child) override {
    return PlainGather::is_failure(child) && !child.cancelled();
  }
  Outcome entry(Future& child) override {
    return child.cancelled() ? Outcome(ReferenceValue()) : PlainGather::entry(child);
  }
};

class HangsAfterACancelledChild : public PlainGather {
  void child_done(Future& child) override {
    child.exception();  // raises CancelledError
    PlainGather::child_done(child);
  }
};

class CancelsTheSiblingsOfACancelledChild : public PlainGather {
  void fail(Future& child) override {
    PlainGather::fail(child);
    if (!child.cancelled()) return;
    for (const auto& sibling : siblings(child)) sibling->cancel({});
  }
};

class IsCancelledWithAChild : public PlainGather {
  void fail(Future& child) override {
    if (!child.cancelled()) return PlainGather::fail(child);
    cancel_future({});
  }
};

class WaitsForAllAfterACancelledChild : public PlainGather {
  bool is_failure(Future& child) override {
    return PlainGather::is_failure(child) && (!child.cancelled() || are_all_done());
  }
  void complete(Future& last) override {
    for (const auto& child : children_)
      if (child->cancelled() && !call_.return_exceptions) return fail(*child);
    PlainGather::complete(last);
  }
};

class IgnoresACancelledFuture : public PlainGather {
  bool is_failure(Future& child) override {
    return PlainGather::is_failure(child) && (!child.cancelled() || is_task(child));
  }
};

class WaitsForTheLastCancelledChild : public PlainGather {
  bool is_failure(Future& child) override {
    return PlainGather::is_failure(child) && !(child.cancelled() && expects_another(child));
  }
  bool expects_another(const Future& child) {
    for (const auto& each : siblings(child))
      if (!each->done() && is_task(*each) && task(*each).num_cancels_requested() > 0) return true;
    return false;
  }
};

class TakesARefusalForACancellation : public PlainGather {
  bool was_asked(Future& child) {
    return is_task(child) && task(child).num_cancels_requested() > 0 && child.has_result();
  }
  bool is_failure(Future& child) override {
    return PlainGather::is_failure(child) || (!call_.return_exceptions && was_asked(child));
  }
  std::exception_ptr error_of(Future& child) override {
    return was_asked(child) ? cancelled_error() : PlainGather::error_of(child);
  }
};

class RestartsACancelledChild : public PlainGather {
  void child_done(Future& child) override {
    if (child.cancelled() && is_task(child) && exists_ && !done() && !cancel_requested_)
      running().create_task(call_.another(position_of(child)));
    PlainGather::child_done(child);
  }
};

class FailsWhenAChildIsAskedToCancel : public PlainGather {
  void child_done(Future& child) override {
    PlainGather::child_done(child);
    for (const auto& each : distinct())
      if (!done() && !cancel_requested_ && !each->done() && is_task(*each) &&
          task(*each).num_cancels_requested() > 0)
        settle(aio::raised(cancelled_error()));
  }
};

class RaisesAnotherCancelledError : public PlainGather {
  std::exception_ptr error_of(Future& child) override {
    static const ErrorSpec another{.type = ErrorType::cancelled_error, .message = {}, .object = {}};
    return child.cancelled() ? std::make_exception_ptr(ScriptError(another))
                             : PlainGather::error_of(child);
  }
};

class WrapsTheCancellationOfAChild : public PlainGather {
  std::exception_ptr error_of(Future& child) override {
    return child.cancelled() ? std::make_exception_ptr(aio::RuntimeError("a child was cancelled"))
                             : PlainGather::error_of(child);
  }
};

class MakesANewCancelledError : public PlainGather {
  std::exception_ptr error_of(Future& child) override {
    return child.cancelled() ? cancelled_error() : PlainGather::error_of(child);
  }
};

class SaysWhyInItsOwnWords : public PlainGather {
  std::exception_ptr error_of(Future& child) override {
    return child.cancelled() ? cancelled_error("a child was cancelled")
                             : PlainGather::error_of(child);
  }
};

class WritesIntoTheCancelledError : public PlainGather {
  std::exception_ptr error_of(Future& child) override {
    auto error = PlainGather::error_of(child);
    if (const auto* cancelled = aio::exception_as<aio::CancelledError>(error))
      const_cast<aio::CancelledError&>(*cancelled) = aio::CancelledError("in a gather");
    return error;
  }
};

class LeavesAMessageOnCancelledChildren : public PlainGather {
  void child_done(Future& child) override {
    if (child.cancelled() && is_task(child)) task(child).request_cancel("in a gather");
    PlainGather::child_done(child);
  }
};

}  // namespace

std::vector<Mutant> wrong_about_cancelled_children() {
  return {
      {.name = "lists_none_for_a_cancelled_child",
       .story = "corral and libunifex: a cancelled child is no error and has no value",
       .expect = "CHILD-1 RET-4",
       .make = make<ListsNoneForACancelledChild>},
      {.name = "hangs_after_a_cancelled_child",
       .story = "fut.exception() in the done callback, which raises for a cancelled future",
       .expect = "CHILD-1 CHILD-11",
       .make = make<HangsAfterACancelledChild>},
      {.name = "cancels_the_siblings_of_a_cancelled_child",
       .story = "Asio, Cobalt's join, folly, stdexec, corral",
       .expect = "CHILD-3",
       .make = make<CancelsTheSiblingsOfACancelledChild>},
      {.name = "is_cancelled_with_a_child",
       .story = "corral's allOf, stdexec: one stopped child stops the whole",
       .expect = "CHILD-2 CANCEL-4",
       .make = make<IsCancelledWithAChild>},
      {.name = "waits_for_all_after_a_cancelled_child",
       .story = "Qt's whenAll, async_simple: a cancelled child is told of at the end",
       .expect = "CHILD-1",
       .make = make<WaitsForAllAfterACancelledChild>},
      {.name = "ignores_a_cancelled_future",
       .story = "libraries in which only tasks can be cancelled",
       .expect = "CHILD-6",
       .make = make<IgnoresACancelledFuture>},
      {.name = "waits_for_the_last_cancelled_child",
       .story = "a gather that lets every cleanup end before it tells",
       .expect = "CHILD-10 CANCEL-6",
       .make = make<WaitsForTheLastCancelledChild>},
      {.name = "takes_a_refusal_for_a_cancellation",
       .story = "task.cancelling() taken for task.cancelled(), from Python 3.11 on",
       .expect = "CHILD-9",
       .make = make<TakesARefusalForACancellation>},
      {.name = "restarts_a_cancelled_child",
       .story = "supervisors that replace a worker that was killed",
       .expect = "CHILD-7 RUN-7",
       .make = make<RestartsACancelledChild>},
      {.name = "does_not_wait_for_a_child_that_was_asked",
       .story = "a request that is taken for its fulfilment",
       .expect = "CHILD-9 RET-4",
       .make = make<FailsWhenAChildIsAskedToCancel>,
       .roundabout = "a child that is asked, heard of and not waited for is one of an inner gather "
                     "that others have as well"},
      {.name = "raises_another_cancelled_error",
       .story = "Python up to 3.7, where asyncio and concurrent.futures had CancelledErrors that "
                "were no BaseException; two classes of one name",
       .expect = "CHILD-4",
       .make = make<RaisesAnotherCancelledError>},
      {.name = "wraps_the_cancellation_of_a_child",
       .story = "libraries that turn a cancelled child into an error: operation_aborted in Asio, "
                "OperationCancelled in folly",
       .expect = "CHILD-1 CHILD-11",
       .make = make<WrapsTheCancellationOfAChild>},
      {.name = "makes_a_new_cancelled_error",
       .story = "CPython 3.9 and 3.10 lost the message on its way up (gh-112534)",
       .expect = "MSG-3",
       .make = make<MakesANewCancelledError>},
      {.name = "says_why_in_its_own_words",
       .story = "a helpful message that replaces the one of the caller",
       .expect = "MSG-3",
       .make = make<SaysWhyInItsOwnWords>},
      {.name = "writes_into_the_cancelled_error",
       .story =
           "exc.args = (...,), or add_note() from Python 3.11 on: every holder of it sees that",
       .expect = "RES-8 MSG-23",
       .make = make<WritesIntoTheCancelledError>},
      {.name = "leaves_a_message_on_cancelled_children_in_3_10",
       .story = "a cure for gh-112534 that writes _cancel_message of the child",
       .expect = "MSG-21 MSG-4",
       .make = make<LeavesAMessageOnCancelledChildren>,
       .edition = spec::Edition{10}},
  };
}

}  // namespace gathercheck::conformance
