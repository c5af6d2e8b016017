// SPDX-License-Identifier: MIT
#include "plain_gather.hpp"
#include "themes.hpp"

namespace gathercheck::conformance {
namespace {

class ForgetsThatItWasCancelled : public PlainGather {
  bool end_cancel(bool accepted) override { return accepted; }
};

class ListsInSpiteOfACancel : public PlainGather {
  void complete(Future& last) override {
    if (call_.return_exceptions) return settle(results());
    PlainGather::complete(last);
  }
};

class LosesACancelThatAllSwallow : public PlainGather {
  void complete(Future& last) override {
    if (!call_.return_exceptions) return settle(results());
    PlainGather::complete(last);
  }
};

class WaitsForAllWhenCancelled : public PlainGather {
  bool is_failure(Future& child) override {
    return PlainGather::is_failure(child) && !cancel_requested_;
  }
};

class HidesAConvertedCancellation : public PlainGather {
  std::exception_ptr error_of(Future& child) override {
    const bool hides = cancel_requested_ && !child.cancelled();
    return hides ? cancelled_error() : PlainGather::error_of(child);
  }
};

class RaisesAConvertedCancellation : public PlainGather {
  void complete(Future& last) override {
    for (const auto& child : children_)
      if (cancel_requested_ && child->has_exception()) return fail(*child);
    PlainGather::complete(last);
  }
};

class EndsAsCancelled : public PlainGather {
  void settle(const Outcome& outcome) override {
    if (cancel_requested_ && !outcome.has_value() && aio::is_cancelled_error(outcome.error()))
      cancel_future({});
    else
      PlainGather::settle(outcome);
  }
};

class DoesNotWaitForAllWhenCancelled : public PlainGather {
  bool is_failure(Future& child) override {
    return PlainGather::is_failure(child) || (cancel_requested_ && child.cancelled());
  }
};

class DoesNotWaitForAStubbornChild : public PlainGather {
  bool end_cancel(bool accepted) override {
    if (accepted) call_soon([this] { give_up(1); });
    return PlainGather::end_cancel(accepted);
  }
  void give_up(int turns) {
    if (turns > 0) return call_soon([this, turns] { give_up(turns - 1); });
    if (!done() && !call_.return_exceptions) settle(aio::raised(cancelled_error()));
  }
};

class OverridesAFailureThatIsOnItsWay : public PlainGather {
  std::exception_ptr error_of(Future& child) override {
    const bool was_too_late = cancel_requested_ && has_failed_before_cancel_ == &child;
    return was_too_late ? cancelled_error() : PlainGather::error_of(child);
  }
  bool end_cancel(bool accepted) override {
    for (const auto& child : children_)
      if (accepted && child->has_exception()) has_failed_before_cancel_ = child.get();
    return PlainGather::end_cancel(accepted);
  }

  const Future* has_failed_before_cancel_ = nullptr;
};

class AsksTheFirstArgumentForTheError : public PlainGather {
  std::exception_ptr error_of_cancellation() override {
    return children_.front()->make_cancelled_error();
  }
};

class AsksTheLastToEndForTheError : public PlainGather {
  void complete(Future& last) override {
    last_ = &last;
    PlainGather::complete(last);
  }
  std::exception_ptr error_of_cancellation() override { return last_->make_cancelled_error(); }

  Future* last_ = nullptr;
};

class AsksACancelledChildForTheError : public PlainGather {
  std::exception_ptr error_of_cancellation() override {
    for (const auto& child : children_)
      if (child->cancelled()) return child->make_cancelled_error();
    return PlainGather::error_of_cancellation();
  }
};

class RaisesAnErrorOfItsOwn : public PlainGather {
  std::exception_ptr error_of_cancellation() override { return cancelled_error(); }
};

class SaysThatItWasCancelled : public PlainGather {
  std::exception_ptr error_of_cancellation() override {
    return cancelled_error("the gather was cancelled");
  }
};

class AddsAMessage : public PlainGather {
  void settle(const Outcome& outcome) override {
    if (!outcome.has_value() && aio::is_cancelled_error(outcome.error()))
      PlainGather::settle(aio::raised(cancelled_error("cancelled")));
    else
      PlainGather::settle(outcome);
  }
};

class LeavesTheCancellationToTheNext : public PlainGather {
  void gather() override {
    PlainGather::gather();
    cancel_requested_ = past_->was_cancelled;
  }
  bool end_cancel(bool accepted) override {
    past_->was_cancelled = past_->was_cancelled || accepted;
    return PlainGather::end_cancel(accepted);
  }
};

class AnnouncesTheCancellationATurnLater : public PlainGather {
  void settle(const Outcome& outcome) override {
    if (outcome.has_value() || !cancel_requested_) return PlainGather::settle(outcome);
    call_soon([this, outcome] {
      if (!done()) PlainGather::settle(outcome);
    });
  }
};

}  // namespace

std::vector<Mutant> wrong_about_cancelled_outers() {
  return {
      {.name = "forgets_that_it_was_cancelled",
       .story = "no flag: the children are asked, and what they make of it is the outcome",
       .expect = "CANCEL-7 CANCEL-13",
       .make = make<ForgetsThatItWasCancelled>},
      {.name = "lists_in_spite_of_a_cancel",
       .story =
           "CPython before bpo-32684; every C++ library with a list of outcomes: Asio, Cobalt's "
           "gather, folly's Try form, async_simple",
       .expect = "CANCEL-7",
       .make = make<ListsInSpiteOfACancel>},
      {.name = "loses_a_cancel_that_all_swallow",
       .story = "the flag is looked at where exceptions are returned only",
       .expect = "CANCEL-13",
       .make = make<LosesACancelThatAllSwallow>},
      {.name = "waits_for_all_when_cancelled",
       .story =
           "all thirteen C++ libraries that were tried: the cleanup of the slowest child counts",
       .expect = "CANCEL-6",
       .make = make<WaitsForAllWhenCancelled>},
      {.name = "hides_a_converted_cancellation",
       .story = "stdexec and others: who was stopped has stopped, whatever it raised",
       .expect = "CANCEL-14",
       .make = make<HidesAConvertedCancellation>},
      {.name = "raises_a_converted_cancellation",
       .story = "an error beats a cancellation, as in stdexec's when_all",
       .expect = "CANCEL-15 CANCEL-7",
       .make = make<RaisesAConvertedCancellation>},
      {.name = "ends_as_cancelled",
       .story = "what gh-85071 asks for: cancelled() of a cancelled gather",
       .expect = "CANCEL-4",
       .make = make<EndsAsCancelled>},
      {.name = "does_not_wait_for_all_when_cancelled",
       .story = "one way for both modes: the first cancelled child ends the gather",
       .expect = "CANCEL-7",
       .make = make<DoesNotWaitForAllWhenCancelled>},
      {.name = "does_not_wait_for_a_stubborn_child",
       .story = "asyncio.wait_for before 3.7 (bpo-32751), which went on without the cleanup",
       .expect = "CANCEL-16",
       .make = make<DoesNotWaitForAStubbornChild>},
      {.name = "overrides_a_failure_that_is_on_its_way",
       .story = "a flag that is looked at before the error",
       .expect = "CANCEL-24",
       .make = make<OverridesAFailureThatIsOnItsWay>},
      {.name = "asks_the_first_argument_for_the_error",
       .story = "children[0] instead of the variable left over from the loop (gh-97907)",
       .expect = "MSG-12",
       .make = make<AsksTheFirstArgumentForTheError>},
      {.name = "asks_the_last_to_end_for_the_error",
       .story = "the child of the callback, before the loop over the children overwrites its name "
                "(gh-97907)",
       .expect = "MSG-12 MSG-15",
       .make = make<AsksTheLastToEndForTheError>},
      {.name = "asks_a_cancelled_child_for_the_error",
       .story = "what gh-97907 asks for: the message of a child that was cancelled",
       .expect = "MSG-15 MSG-12",
       .make = make<AsksACancelledChildForTheError>},
      {.name = "raises_an_error_of_its_own",
       .story = "CPython 3.8, and a plain CancelledError() in many ports",
       .expect = "MSG-12",
       .make = make<RaisesAnErrorOfItsOwn>},
      {.name = "says_that_it_was_cancelled",
       .story = "a helpful message that replaces the one of the caller",
       .expect = "MSG-12 MSG-15",
       .make = make<SaysThatItWasCancelled>},
      {.name = "adds_a_message_in_3_8",
       .story = "messages ported back to a Python that has none",
       .expect = "MSG-2 MSG-5",
       .make = make<AddsAMessage>,
       .edition = spec::Edition{8}},
      {.name = "adds_a_message_in_3_10",
       .story = "the message that gh-112534 misses, in an edition that loses it",
       .expect = "MSG-4 MSG-13",
       .make = make<AddsAMessage>,
       .edition = spec::Edition{10}},
      {.name = "leaves_the_cancellation_to_the_next",
       .story = "a flag that belongs to the module and not to the call",
       .expect = "RET-1",
       .make = make<LeavesTheCancellationToTheNext>,
       .roundabout = "what one gather leaves behind for the next takes two of them"},
      {.name = "announces_the_cancellation_a_turn_later",
       .story = "a cancellation that goes through call_soon once more than any other end",
       .expect = "CANCEL-25 TURN-9 TURN-8",
       .make = make<AnnouncesTheCancellationATurnLater>},
  };
}

}  // namespace gathercheck::conformance
