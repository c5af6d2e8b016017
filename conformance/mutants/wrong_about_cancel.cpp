// SPDX-License-Identifier: MIT
#include <algorithm>

#include "plain_gather.hpp"
#include "themes.hpp"

namespace gathercheck::conformance {
namespace {

/// cancel() does not ask some of the children.
class SparesSome : public PlainGather {
  Future* next_to_cancel(std::size_t asked) override {
    if (asked == 0) position_ = 0;
    for (; Future* child = PlainGather::next_to_cancel(position_); ++position_) {
      if (is_spared(*child)) continue;
      ++position_;
      return child;
    }
    return nullptr;
  }
  virtual bool is_spared(Future& child) = 0;

  std::size_t position_ = 0;
};

class DoesNotPassCancelOn : public PlainGather {
  Future* next_to_cancel(std::size_t) override { return nullptr; }
};

class AsksUntilOneAccepts : public PlainGather {
  Future* next_to_cancel(std::size_t asked) override {
    if (asked == 0) was_pending_ = false;
    if (was_pending_) return nullptr;
    Future* child = PlainGather::next_to_cancel(asked);
    was_pending_ = child && !child->done();
    return child;
  }

  bool was_pending_ = false;
};

class AsksOnlyTheFirst : public PlainGather {
  Future* next_to_cancel(std::size_t asked) override {
    return asked == 0 ? PlainGather::next_to_cancel(0) : nullptr;
  }
};

class ForgetsTheLastChild : public PlainGather {
  Future* next_to_cancel(std::size_t asked) override {
    return asked + 1 < size() ? PlainGather::next_to_cancel(asked) : nullptr;
  }
};

class AsksFromTheLastToTheFirst : public PlainGather {
  Future* next_to_cancel(std::size_t asked) override {
    return asked < size() ? PlainGather::next_to_cancel(size() - 1 - asked) : nullptr;
  }
};

class AsksATurnLater : public PlainGather {
  Future* next_to_cancel(std::size_t) override { return nullptr; }
  bool end_cancel(bool) override {
    const bool any =
        std::ranges::any_of(children_, [](const Reference& child) { return !child->done(); });
    if (done() || !any) return false;
    cancel_requested_ = true;
    call_soon([children = children_] {
      for (const auto& child : children) child->cancel({});
    });
    return true;
  }
};

class AsksTwice : public PlainGather {
  Future* next_to_cancel(std::size_t asked) override {
    return asked < 2 * size() ? PlainGather::next_to_cancel(asked % size()) : nullptr;
  }
};

class AsksAgainUntilTheChildrenEnd : public PlainGather {
  bool end_cancel(bool accepted) override {
    if (accepted && !std::exchange(is_asking_, true)) ask_again(most_requests);
    return PlainGather::end_cancel(accepted);
  }
  void ask_again(int times) {
    call_soon([this, times] {
      bool any = false;
      for (const auto& child : distinct())
        if (is_task(*child) && !is_ready(*child)) any = child->cancel({}) || any;
      if (any && times > 0) ask_again(times - 1);
    });
  }

  static constexpr int most_requests = 20;
  bool is_asking_ = false;
};

class IsCancelledAtOnce : public PlainGather {
  bool end_cancel(bool accepted) override {
    if (accepted) cancel_future({});
    return accepted;
  }
};

class FailsAtOnceWhenCancelled : public PlainGather {
  bool end_cancel(bool accepted) override {
    if (accepted) settle(aio::raised(cancelled_error()));
    return accepted;
  }
};

class IsCancelledWithoutItsChildren : public PlainGather {
  Future* next_to_cancel(std::size_t) override { return nullptr; }
  bool end_cancel(bool) override { return cancel_future({}); }
};

class SaysNoToCancel : public PlainGather {
  bool end_cancel(bool accepted) override {
    PlainGather::end_cancel(accepted);
    return false;
  }
};

class SaysYesToEveryCancel : public PlainGather {
  bool end_cancel(bool accepted) override {
    PlainGather::end_cancel(accepted);
    return true;
  }
};

class RemembersACancelThatNobodyTook : public PlainGather {
  bool end_cancel(bool accepted) override {
    cancel_requested_ = true;
    return accepted;
  }
};

class AnswersForTheLastChild : public PlainGather {
  Future* next_to_cancel(std::size_t asked) override {
    Future* child = PlainGather::next_to_cancel(asked);
    if (child) last_was_done_ = child->done();
    return child;
  }
  bool end_cancel(bool accepted) override {
    return PlainGather::end_cancel(accepted && !last_was_done_);
  }

  bool last_was_done_ = false;
};

class CancelsTheChildrenOfADoneOuter : public PlainGather {
  Future* next_to_cancel(std::size_t asked) override {
    return asked < size() ? children_[asked].get() : nullptr;
  }
};

class RefusesASecondCancel : public PlainGather {
  Future* next_to_cancel(std::size_t asked) override {
    return cancel_requested_ ? nullptr : PlainGather::next_to_cancel(asked);
  }
};

class RefusesToBeCancelledAfterAFailure : public PlainGather {
  Future* next_to_cancel(std::size_t asked) override {
    for (const auto& child : children_)
      if (child->has_exception()) return nullptr;
    return PlainGather::next_to_cancel(asked);
  }
};

class SparesTasksThatItDidNotMake : public SparesSome {
  bool is_spared(Future& child) override {
    return is_task(child) && !call_.arguments[position_of(child)].is_coroutine();
  }
};

class SparesFutures : public SparesSome {
  bool is_spared(Future& child) override { return child.kind() == Kind::future; }
};

class SparesChildrenThatWaitForNothing : public SparesSome {
  bool is_spared(Future& child) override { return is_ready(child); }
};

class SparesChildrenAboutToResume : public SparesSome {
  bool is_spared(Future& child) override {
    return is_task(child) && !is_ready(child) && task(child).fut_waiter()->done();
  }
};

class SparesTheRunningChild : public SparesSome {
  bool is_spared(Future& child) override {
    const auto running = aio::current_task();
    return running && &running.state() == &child;
  }
};

class SparesChildrenOfOtherGathers : public SparesSome {
  void gather() override {
    PlainGather::gather();
    for (const auto& child : distinct()) past_->children.push_back(child.get());
  }
  bool is_spared(Future& child) override { return std::ranges::count(past_->children, &child) > 1; }
};

/// Asks each child itself, and not through the walk that has the message.
class ForgetsTheMessage : public PlainGather {
 protected:
  Future* next_to_cancel(std::size_t) override {
    if (is_asking_) return nullptr;
    is_asking_ = true;
    accepted_ = false;
    for (std::size_t i = 0; Future* child = PlainGather::next_to_cancel(i); ++i)
      accepted_ = child->cancel(message()) || accepted_;
    is_asking_ = false;
    return nullptr;
  }
  bool end_cancel(bool) override {
    return PlainGather::end_cancel(std::exchange(accepted_, false));
  }
  virtual aio::CancelMessage message() { return {}; }

  bool is_asking_ = false;
  bool accepted_ = false;
};

class GivesAMessageOfItsOwn : public ForgetsTheMessage {
  aio::CancelMessage message() override { return "the gather was cancelled"; }
};

class CancelsTheAwaiterToo : public PlainGather {
  bool end_cancel(bool accepted) override {
    if (accepted)
      for (const auto& waiting : running().all_tasks())
        if (task(waiting.state()).fut_waiter() == this) task(waiting.state()).request_cancel({});
    return PlainGather::end_cancel(accepted);
  }
};

class IsBypassedByATaskThatCancelsItself : public PlainGather {
  Future* next_to_cancel(std::size_t asked) override {
    const auto running = aio::current_task();
    const bool begins_to_wait = running && task(running.state()).fut_waiter() == this;
    if (!begins_to_wait || done()) return PlainGather::next_to_cancel(asked);
    is_bypassed_ = true;
    return nullptr;
  }
  bool end_cancel(bool accepted) override {
    return std::exchange(is_bypassed_, false) ? cancel_future({})
                                              : PlainGather::end_cancel(accepted);
  }

  bool is_bypassed_ = false;
};

class TakesResultsBackOnCancel : public PlainGather {
  bool end_cancel(bool accepted) override {
    if (accepted)
      for (const auto& child : distinct())
        if (child->has_result()) result_of(*child) = {};
    return PlainGather::end_cancel(accepted);
  }
};

}  // namespace

std::vector<Mutant> wrong_about_cancel() {
  return {
      {.name = "does_not_pass_cancel_on",
       .story = "Qt's whenAll: cancelling the group does not reach the children",
       .expect = "CANCEL-2 CANCEL-5",
       .make = make<DoesNotPassCancelOn>},
      {.name = "asks_until_one_accepts",
       .story = "any(child.cancel() for child in children), which stops at the first True",
       .expect = "CANCEL-1",
       .make = make<AsksUntilOneAccepts>},
      {.name = "asks_only_the_first",
       .story =
           "MicroPython until 1.18 (issues 5798, 7901): cancelling a gather cancels one sub-task",
       .expect = "CANCEL-1",
       .make = make<AsksOnlyTheFirst>},
      {.name = "forgets_the_last_child",
       .story = "a loop that ends one too early",
       .expect = "CANCEL-1",
       .make = make<ForgetsTheLastChild>},
      {.name = "asks_from_the_last_to_the_first",
       .story = "cleanup in the reverse order of construction, as C++ and trio have it",
       .expect = "CANCEL-18",
       .make = make<AsksFromTheLastToTheFirst>},
      {.name = "asks_a_turn_later",
       .story = "a cancel() that goes through call_soon so as not to run inside the caller",
       .expect = "TURN-9 CANCEL-17",
       .make = make<AsksATurnLater>},
      {.name = "asks_twice",
       .story = "a gather whose children know it and are told both by it and by its awaiter",
       .expect = "MSG-19",
       .make = make<AsksTwice>},
      {.name = "asks_again_until_the_children_end",
       .story = "the cancel scopes of trio and anyio, which cancel again at each await",
       .expect = "CANCEL-27",
       .make = make<AsksAgainUntilTheChildrenEnd>},
      {.name = "is_cancelled_at_once",
       .story =
           "Future.cancel() after the children were asked; what cancelled() leads one to expect",
       .expect = "CANCEL-3 CANCEL-4",
       .make = make<IsCancelledAtOnce>},
      {.name = "fails_at_once_when_cancelled",
       .story = "netcan's gather, whose awaiter does not wait for the children",
       .expect = "CANCEL-3 CANCEL-7 TURN-8",
       .make = make<FailsAtOnceWhenCancelled>},
      {.name = "is_cancelled_without_its_children",
       .story = "a plain Future as the outer: the first mistake of every port",
       .expect = "CANCEL-1 CANCEL-3",
       .make = make<IsCancelledWithoutItsChildren>},
      {.name = "says_no_to_cancel",
       .story = "a cancel() that forgets to return what it found out",
       .expect = "CANCEL-2",
       .make = make<SaysNoToCancel>},
      {.name = "says_yes_to_every_cancel",
       .story = "a request that is taken for granted, as a stop token's",
       .expect = "CANCEL-10 EMPTY-2 DONE-9",
       .make = make<SaysYesToEveryCancel>},
      {.name = "remembers_a_cancel_that_nobody_took",
       .story = "CPython before bpo-26923: the flag was set whatever the children answered",
       .expect = "CANCEL-21 CANCEL-8",
       .make = make<RemembersACancelThatNobodyTook>},
      {.name = "answers_for_the_last_child",
       .story = "ret = child.cancel() in the loop, where it has to be ret = ret or ...",
       .expect = "CANCEL-2",
       .make = make<AnswersForTheLastChild>},
      {.name = "cancels_the_children_of_a_done_outer",
       .story = "a cancel() that forgets to ask whether there is anything to cancel",
       .expect = "ERR-8",
       .make = make<CancelsTheChildrenOfADoneOuter>},
      {.name = "refuses_a_second_cancel",
       .story = "stop tokens, which can be used once",
       .expect = "CANCEL-11",
       .make = make<RefusesASecondCancel>},
      {.name = "refuses_to_be_cancelled_after_a_failure",
       .story = "an outer that counts as failed before its callback has run",
       .expect = "CANCEL-29 NEST-3",
       .make = make<RefusesToBeCancelledAfterAFailure>},
      {.name = "spares_tasks_that_it_did_not_make",
       .story = "ownership: what somebody else started is not for gather to stop",
       .expect = "CANCEL-1",
       .make = make<SparesTasksThatItDidNotMake>},
      {.name = "spares_futures",
       .story = "libraries in which only tasks can be cancelled",
       .expect = "CANCEL-1 NEST-3",
       .make = make<SparesFutures>},
      {.name = "spares_children_that_wait_for_nothing",
       .story = "a cancel() that only breaks waits and does not remember",
       .expect = "CANCEL-17",
       .make = make<SparesChildrenThatWaitForNothing>},
      {.name = "spares_children_about_to_resume",
       .story = "a lost request: the wait is over, so there is nothing to break",
       .expect = "CANCEL-23 CANCEL-11",
       .make = make<SparesChildrenAboutToResume>},
      {.name = "spares_the_running_child",
       .story = "a guard against a child that cancels itself",
       .expect = "SELF-1",
       .make = make<SparesTheRunningChild>},
      {.name = "spares_children_of_other_gathers",
       .story = "reference counts: the last one who waits may cancel, as dropped futures in Rust",
       .expect = "CANCEL-1 NEST-10",
       .make = make<SparesChildrenOfOtherGathers>},
      {.name = "forgets_the_message",
       .story = "child.cancel() instead of child.cancel(msg=msg)",
       .expect = "MSG-1",
       .make = make<ForgetsTheMessage>},
      {.name = "gives_the_children_a_message_of_its_own",
       .story = "TaskGroup and timeout(), which cancel with words of their own",
       .expect = "MSG-1",
       .make = make<GivesAMessageOfItsOwn>},
      {.name = "cancels_the_awaiter_too",
       .story = "structured concurrency, where a group and the task that waits for it are one",
       .expect = "AWAIT-6 CANCEL-14",
       .make = make<CancelsTheAwaiterToo>},
      {.name = "is_bypassed_by_a_task_that_cancels_itself",
       .story = "CPython's C accelerator before bpo-34872: the cancel() of Future instead of the "
                "gather's own",
       .expect = "CANCEL-4 NEST-10",
       .make = make<IsBypassedByATaskThatCancelsItself>},
      {.name = "takes_results_back_on_cancel",
       .story = "a cancelled group that frees all that it holds",
       .expect = "CANCEL-28",
       .make = make<TakesResultsBackOnCancel>},
  };
}

}  // namespace gathercheck::conformance
