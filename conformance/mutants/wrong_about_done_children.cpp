// SPDX-License-Identifier: MIT
#include <algorithm>

#include "plain_gather.hpp"
#include "themes.hpp"

namespace gathercheck::conformance {
namespace {

class HearsOfDoneChildrenATurnLater : public PlainGather {
  void watch(Future& child) override { add_callback_to(child); }
};

class HearsOfDoneChildrenInTheCall : public PlainGather {
  void watch(Future& child) override {
    if (child.done())
      done_children_.emplace_back(&child);
    else
      add_callback_to(child);
  }
};

class NeverHearsOfDoneChildren : public PlainGather {
  void watch(Future& child) override {
    if (!child.done()) add_callback_to(child);
  }
};

class RefusesDoneChildren : public PlainGather {
  void watch(Future& child) override {
    if (child.done()) throw aio::RuntimeError("can't gather");
    PlainGather::watch(child);
  }
};

class DoesNotCountDoneChildren : public PlainGather {
  void watch(Future& child) override {
    if (child.done())
      --nfuts_;
    else
      PlainGather::watch(child);
  }
  void gather() override {
    PlainGather::gather();
    if (!done() && nfuts_ == 0) complete(*children_.back());
  }
};

class CountsDoneChildrenTwice : public PlainGather {
  void watch(Future& child) override {
    if (child.done()) ++nfinished_;
    PlainGather::watch(child);
  }
  bool are_all_done() override { return nfinished_ >= nfuts_; }
  Outcome entry(Future& child) override {
    return child.done() ? PlainGather::entry(child) : ReferenceValue();
  }
};

class LosesResultsOfDoneChildren : public PlainGather {
  void watch(Future& child) override {
    if (child.done()) were_done_.push_back(&child);
    PlainGather::watch(child);
  }
  Outcome entry(Future& child) override {
    const bool was_done = std::ranges::find(were_done_, &child) != were_done_.end();
    return was_done && child.has_result() ? ReferenceValue() : PlainGather::entry(child);
  }

  std::vector<const Future*> were_done_;
};

class TakesTheLastFailedArgument : public PlainGather {
  void watch(Future& child) override {
    PlainGather::watch(child);
    const bool is_done = !done_children_.empty() && done_children_.back().get() == &child;
    if (is_done) std::ranges::rotate(done_children_, done_children_.end() - 1);
  }
};

class LooksAtDoneChildrenLast : public PlainGather {
  void watch(Future& child) override {
    if (child.done())
      were_done_.emplace_back(&child);
    else
      add_callback_to(child);
  }
  void gather() override {
    PlainGather::gather();
    look();
  }
  void child_done(Future& child) override {
    PlainGather::child_done(child);
    look();
  }
  void look() {
    if (nfinished_ + were_done_.size() != nfuts_) return;
    for (const auto& child : std::exchange(were_done_, {})) PlainGather::child_done(*child);
  }

  std::vector<Reference> were_done_;
};

class StopsAtAFailedArgument : public PlainGather {
  Reference wrap(std::size_t position) override {
    const bool stops = std::ranges::any_of(children_, [this](const Reference& child) {
      return child && child->done() && is_failure(*child);
    });
    return stops ? call_.arguments[position].future() : PlainGather::wrap(position);
  }
  void watch(Future& child) override {
    if (child.loop()) PlainGather::watch(child);
  }
};

class ReportsFailedArguments : public PlainGather {
  void watch(Future& child) override {
    PlainGather::watch(child);
    if (child.done() && child.has_exception())
      running().call_exception_handler(child.stored_exception());
  }
};

class TakesAnEarlierCancellationForNone : public PlainGather {
  void watch(Future& child) override {
    if (child.cancelled()) was_cancelled_.push_back(&child);
    PlainGather::watch(child);
  }
  bool was_cancelled(const Future& child) {
    return std::ranges::find(was_cancelled_, &child) != was_cancelled_.end();
  }
  bool is_failure(Future& child) override {
    return !was_cancelled(child) && PlainGather::is_failure(child);
  }
  Outcome entry(Future& child) override {
    return was_cancelled(child) ? Outcome(ReferenceValue()) : PlainGather::entry(child);
  }

  std::vector<const Future*> was_cancelled_;
};

}  // namespace

std::vector<Mutant> wrong_about_done_children() {
  return {
      {.name = "hears_of_done_children_a_turn_later",
       .story = "CPython up to 3.11, before gh-104144",
       .expect = "DONE-1 DONE-3 DONE-7",
       .make = make<HearsOfDoneChildrenATurnLater>},
      {.name = "hears_of_done_children_in_the_call_in_3_11",
       .story = "CPython from 3.12 on, gh-104144",
       .expect = "DONE-2 DONE-4 DONE-8",
       .make = make<HearsOfDoneChildrenInTheCall>,
       .edition = spec::Edition{11}},
      {.name = "never_hears_of_done_children",
       .story = "a callback that is added too late to be called, as in many event emitters",
       .expect = "DONE-1 DONE-3",
       .make = make<NeverHearsOfDoneChildren>},
      {.name = "refuses_done_children",
       .story =
           "MicroPython 1.20 to 1.22: RuntimeError(\"can't gather\"), until pull request 13474",
       .expect = "ERR-9",
       .make = make<RefusesDoneChildren>},
      {.name = "does_not_count_done_children",
       .story = "done children are passed over, their failures, too",
       .expect = "DONE-3",
       .make = make<DoesNotCountDoneChildren>},
      {.name = "counts_done_children_twice",
       .story = "a count at the call, and another one by the callback",
       .expect = "DONE-10",
       .make = make<CountsDoneChildrenTwice>},
      {.name = "loses_results_of_done_children",
       .story = "results that are kept when a callback brings them, and only then",
       .expect = "RES-1 NEST-1",
       .make = make<LosesResultsOfDoneChildren>},
      {.name = "takes_the_last_failed_argument",
       .story = "done children that are put on a stack and not into a queue",
       .expect = "DONE-6",
       .make = make<TakesTheLastFailedArgument>},
      {.name = "looks_at_done_children_last",
       .story = "done children that are looked at when the others have been waited for",
       .expect = "DONE-11 DONE-3",
       .make = make<LooksAtDoneChildrenLast>},
      {.name = "stops_at_a_failed_argument",
       .story = "an eager check: the failure is known, so why start the others",
       .expect = "DONE-5",
       .make = make<StopsAtAFailedArgument>},
      {.name = "reports_failed_arguments",
       .story = "an exception that counts as lost because nobody had awaited the child",
       .expect = "DONE-12",
       .make = make<ReportsFailedArguments>},
      {.name = "takes_an_earlier_cancellation_for_none",
       .story = "what was cancelled before is not part of the group",
       .expect = "DONE-13",
       .make = make<TakesAnEarlierCancellationForNone>},
  };
}

}  // namespace gathercheck::conformance
