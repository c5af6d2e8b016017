// SPDX-License-Identifier: MIT
#include "plain_gather.hpp"
#include "themes.hpp"

namespace gathercheck::conformance {
namespace {

class ReturnsNothing : public PlainGather {
  aio::Future<ReferenceValue> returned() override { return {}; }
};

class IsDoneAtTheCall : public PlainGather {
  void gather() override {
    PlainGather::gather();
    if (!done()) settle(ReferenceValue());
  }
};

class ReplacesAResultSetByHand : public PlainGather {
  void settle(const Outcome& outcome) override {
    has_settled_ = true;
    PlainGather::settle(outcome);
  }
  void too_late(Future&) override {
    if (!has_settled_ && has_result() && are_all_done()) emplace_result(results());
  }

  bool has_settled_ = false;
};

class ReportsThatItWasSettledByHand : public PlainGather {
  void settle(const Outcome& outcome) override {
    has_settled_ = true;
    PlainGather::settle(outcome);
  }
  void too_late(Future& child) override {
    if (exists_ && !has_settled_ && are_all_done()) complete(child);
  }

  bool has_settled_ = false;
};

class EndsOnlyIfSomebodyListens : public PlainGather {
  void settle(const Outcome& outcome) override {
    if (callbacks_ || !exists_ || children_.empty()) PlainGather::settle(outcome);
  }
};

class BelongsToAnotherLoop : public PlainGather {
  void gather() override {
    PlainGather::gather();
    move();
  }

 protected:
  void move() {
    if (!past_->other_loop) past_->other_loop = std::make_unique<aio::EventLoop>(edition());
    detach();
    attach(*past_->other_loop);
  }
};

class LetsGoOfItsLoopWhenDone : public PlainGather {
  void settle(const Outcome& outcome) override {
    PlainGather::settle(outcome);
    if (!past_->other_loop) past_->other_loop = std::make_unique<aio::EventLoop>(edition());
    detach();
    attach(*past_->other_loop);
  }
};

class ListGrowsWithEachChild : public PlainGather {
  void child_done(Future& child) override {
    PlainGather::child_done(child);
    if (exists_ && !done()) settle(results());
  }
  void too_late(Future&) override {
    if (has_result()) emplace_result(results());
  }
  Outcome entry(Future& child) override {
    return child.done() ? PlainGather::entry(child) : ReferenceValue();
  }
};

}  // namespace

std::vector<Mutant> wrong_about_the_outer() {
  return {
      {.name = "returns_nothing",
       .story = "a wrapper that calls gather and forgets to return what that gave",
       .expect = "BODY-5 BODY-6",
       .make = make<ReturnsNothing>},
      {.name = "is_done_at_the_call",
       .story = "a call that returns before its work is done, and says so of itself",
       .expect = "FUT-1 RES-2",
       .make = make<IsDoneAtTheCall>},
      {.name = "replaces_a_result_set_by_hand",
       .story = "a group that takes itself for the only one who may settle it",
       .expect = "FUT-7 SELF-7 FUT-2",
       .make = make<ReplacesAResultSetByHand>},
      {.name = "reports_that_it_was_settled_by_hand",
       .story = "a done callback that does not ask outer.done(): InvalidStateError in the handler",
       .expect = "FUT-2 FUT-3",
       .make = make<ReportsThatItWasSettledByHand>},
      {.name = "ends_only_if_somebody_listens",
       .story =
           "lazy groups, whose outcome is made when they are awaited: libcoro, cppcoro, stdexec",
       .expect = "FUT-6 DONE-3",
       .make = make<EndsOnlyIfSomebodyListens>},
      {.name = "belongs_to_another_loop",
       .story = "the loop of the module's import, the classic \"attached to a different loop\"",
       .expect = "FUT-5 AWAIT-6",
       .make = make<BelongsToAnotherLoop>},
      {.name = "lets_go_of_its_loop_when_done",
       .story = "a future that drops its loop early to break a cycle of references",
       .expect = "TURN-5 FUT-5",
       .make = make<LetsGoOfItsLoopWhenDone>},
      {.name = "gives_a_list_that_grows",
       .story = "a list that is handed out with the first result and filled in later",
       .expect = "FUT-7 FUT-8",
       .make = make<ListGrowsWithEachChild>},
  };
}

}  // namespace gathercheck::conformance
