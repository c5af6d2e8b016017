// SPDX-License-Identifier: MIT
#include <algorithm>

#include "plain_gather.hpp"
#include "themes.hpp"

namespace gathercheck::conformance {
namespace {

using aio::detail::Callback;

class CompletesATurnLater : public PlainGather {
  void settle(const Outcome& outcome) override {
    call_soon([this, outcome] {
      if (!done()) PlainGather::settle(outcome);
    });
  }
};

class FailsATurnLater : public PlainGather {
  void settle(const Outcome& outcome) override {
    if (outcome.has_value()) return PlainGather::settle(outcome);
    call_soon([this, outcome] {
      if (!done()) PlainGather::settle(outcome);
    });
  }
};

/// Does something with the callbacks of the outer before it is settled.
class ChangesCallbacks : public PlainGather {
  void settle(const Outcome& outcome) override {
    auto callbacks = take_callbacks();
    change(callbacks);
    for (auto& each : callbacks) callbacks_.append(std::move(each));
    PlainGather::settle(outcome);
  }
  virtual void change(std::vector<Callback>& callbacks) = 0;
};

class CallsBackInReverse : public ChangesCallbacks {
  void change(std::vector<Callback>& callbacks) override { std::ranges::reverse(callbacks); }
};

class WakesAwaitersFirst : public ChangesCallbacks {
  void change(std::vector<Callback>& callbacks) override {
    std::ranges::stable_partition(
        callbacks, [](const Callback& each) { return each.kind() == Callback::Kind::wakeup; });
  }
};

class WakesOnlyTheFirstAwaiter : public ChangesCallbacks {
  void change(std::vector<Callback>& callbacks) override {
    bool is_first = true;
    std::erase_if(callbacks, [&](const Callback& each) {
      return each.kind() == Callback::Kind::wakeup && !std::exchange(is_first, false);
    });
  }
};

class CallsBackOnlyTheLast : public ChangesCallbacks {
  void change(std::vector<Callback>& callbacks) override {
    if (callbacks.size() > 1) callbacks.erase(callbacks.begin(), callbacks.end() - 1);
  }
};

class ForgetsAnAwaiter : public ChangesCallbacks {
  void change(std::vector<Callback>& callbacks) override {
    if (callbacks.size() > 1) callbacks.pop_back();
  }
};

/// Calls some callbacks by itself and not through the queue.
class CallsCallbacks : public PlainGather {
 protected:
  void call(Callback& callback) {
    Reference self(this);
    callback(self);
  }
};

class CallsBackAtOnce : public CallsCallbacks {
  void settle(const Outcome& outcome) override {
    auto callbacks = take_callbacks();
    PlainGather::settle(outcome);
    for (auto& each : callbacks) call(each);
  }
};

class CallsBackATurnLater : public CallsCallbacks {
  void settle(const Outcome& outcome) override {
    auto callbacks = std::make_shared<std::vector<Callback>>(take_callbacks());
    PlainGather::settle(outcome);
    call_soon([this, callbacks] {
      call_soon([this, callbacks] {
        for (auto& each : *callbacks) call(each);
      });
    });
  }
};

class CallsBackUntilOneRaises : public CallsCallbacks {
  void settle(const Outcome& outcome) override {
    auto callbacks = std::make_shared<std::vector<Callback>>(take_callbacks());
    PlainGather::settle(outcome);
    if (callbacks->empty()) return;
    call_soon([this, callbacks] {
      for (auto& each : *callbacks) call(each);
    });
  }
};

class CallsBackTwice : public CallsCallbacks {
  void settle(const Outcome& outcome) override {
    auto callbacks = take_callbacks();
    for (auto& each : callbacks) {
      if (each.kind() != Callback::Kind::user) {
        callbacks_.append(std::move(each));
        continue;
      }
      auto shared = std::make_shared<Callback>(std::move(each));
      for (int i = 0; i < 2; ++i) add_callback([this, shared] { call(*shared); });
    }
    PlainGather::settle(outcome);
  }
};

class BeginsToListenATurnLater : public PlainGather {
  void watch(Future& child) override {
    if (child.done()) return PlainGather::watch(child);
    call_soon([this, listened = Reference(&child)] { add_callback_to(*listened); });
  }
};

class ListensThroughATurn : public PlainGather {
  void child_done(Future& child) override {
    call_soon([this, done = Reference(&child)] { PlainGather::child_done(*done); });
  }
};

class CountsDoneChildrenInsteadOfCallbacks : public PlainGather {
  bool are_all_done() override {
    return std::ranges::all_of(children_, [](const Reference& child) { return child->done(); });
  }
};

class LooksOnceASecond : public PlainGather {
  void watch(Future& child) override {
    if (child.done()) return PlainGather::watch(child);
    look(child, most_looks);
  }
  void look(Future& child, int times) {
    if (times == 0) return;
    running().call_later(aio::Seconds(1),
                         [self = Reference(this), this, times, watched = Reference(&child)] {
                           if (watched->done()) return child_done(*watched);
                           look(*watched, times - 1);
                         });
  }

  static constexpr int most_looks = 30;
};

class LetsTheAwaitersGoWhenAllButOneAreDone : public PlainGather {
  bool are_all_done() override { return nfinished_ + 1 >= nfuts_; }
  Outcome entry(Future& child) override {
    return child.done() ? PlainGather::entry(child) : ReferenceValue();
  }
};

class MissesTheLastChild : public PlainGather {
  bool are_all_done() override { return nfinished_ == nfuts_ + 1; }
};

class LosesOneOfTwoWakeUps : public PlainGather {
  void child_done(Future& child) override {
    const auto turn = running().turn();
    if (std::exchange(last_turn_, turn) != turn || !exists_) PlainGather::child_done(child);
  }

  std::int64_t last_turn_ = -1;
};

}  // namespace

std::vector<Mutant> wrong_about_turns() {
  return {
      {.name = "completes_a_turn_late",
       .story = "a promise that is resolved by a job of its own, as in JavaScript",
       .expect = "TURN-4 TURN-8 NEST-6 AWAIT-7",
       .make = make<CompletesATurnLater>},
      {.name = "fails_a_turn_late",
       .story = "errors that take the way through an error handler",
       .expect = "ERR-14 TURN-8",
       .make = make<FailsATurnLater>},
      {.name = "calls_back_in_reverse",
       .story = "callbacks on a stack: the intrusive lists of waiters of libcoro and cppcoro",
       .expect = "TURN-3 AWAIT-4",
       .make = make<CallsBackInReverse>},
      {.name = "wakes_awaiters_first",
       .story = "two lists, one for those who await and one for callbacks",
       .expect = "TURN-3",
       .make = make<WakesAwaitersFirst>},
      {.name = "wakes_only_the_first_awaiter",
       .story =
           "C++ tasks with one continuation: libcoro, cppcoro, folly; notify_one for notify_all",
       .expect = "RUN-4 AWAIT-6",
       .make = make<WakesOnlyTheFirstAwaiter>},
      {.name = "calls_back_only_the_last",
       .story = "one slot for a callback, which the next one overwrites",
       .expect = "TURN-1",
       .make = make<CallsBackOnlyTheLast>},
      {.name = "forgets_an_awaiter",
       .story = "a lost wake-up: the list of waiters is read up to its last but one",
       .expect = "TURN-1 AWAIT-6",
       .make = make<ForgetsAnAwaiter>},
      {.name = "calls_back_at_once",
       .story = "continuations that run inside whoever completes: libcoro, YACLib's DetachInline",
       .expect = "TURN-1 AWAIT-7",
       .make = make<CallsBackAtOnce>},
      {.name = "calls_back_a_turn_late",
       .story = "a second call_soon, to be sure that nobody is called back inside another callback",
       .expect = "TURN-4 AWAIT-7",
       .make = make<CallsBackATurnLater>},
      {.name = "calls_back_until_one_raises",
       .story = "one entry of the queue for all callbacks",
       .expect = "TURN-6",
       .make = make<CallsBackUntilOneRaises>},
      {.name = "calls_back_twice",
       .story = "callbacks that are scheduled both when the outer ends and when it is looked at",
       .expect = "TURN-1",
       .make = make<CallsBackTwice>},
      {.name = "begins_to_listen_a_turn_later",
       .story = "an outer that is a task of its own and begins with its first step",
       .expect = "TURN-2 TURN-8",
       .make = make<BeginsToListenATurnLater>},
      {.name = "listens_through_a_turn",
       .story = "a future between child and outer, as ensure_future makes for awaitables",
       .expect = "TURN-4 AWAIT-7",
       .make = make<ListensThroughATurn>},
      {.name = "counts_done_children_instead_of_callbacks",
       .story = "all(child.done() for child in children) in the done callback",
       .expect = "TURN-4 ERR-2",
       .make = make<CountsDoneChildrenInsteadOfCallbacks>},
      {.name = "looks_once_a_second",
       .story = "polling, as in the first schedulers for microcontrollers",
       .expect = "TURN-4 FUT-8",
       .make = make<LooksOnceASecond>},
      {.name = "ends_when_all_but_one_are_done",
       .story = "off by one: >= where == belongs, and a counter that begins at one",
       .expect = "RES-1 FUT-8",
       .make = make<LetsTheAwaitersGoWhenAllButOneAreDone>},
      {.name = "waits_for_one_child_too_many",
       .story = "off by one: the latch counts the group itself, and nobody counts it down",
       .expect = "RUN-4 FUT-8",
       .make = make<MissesTheLastChild>},
      {.name = "loses_one_of_two_wake_ups",
       .story = "a flag instead of a counter: two children that end in one turn set it once",
       .expect = "RUN-4 CANCEL-7",
       .make = make<LosesOneOfTwoWakeUps>},
  };
}

}  // namespace gathercheck::conformance
