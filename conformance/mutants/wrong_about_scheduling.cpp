// SPDX-License-Identifier: MIT
#include <algorithm>

#include "starts_later.hpp"
#include "themes.hpp"

namespace gathercheck::conformance {
namespace {

/// Takes the arguments in another order.
class TakesArgumentsInAnotherOrder : public PlainGather {
  void process(std::size_t position) override {
    if (position > 0) return;
    for (const auto each : order()) PlainGather::process(each);
  }
  virtual std::vector<std::size_t> order() = 0;
};

class StartsFromTheLastToTheFirst : public TakesArgumentsInAnotherOrder {
  std::vector<std::size_t> order() override {
    std::vector<std::size_t> order;
    for (std::size_t i = size(); i > 0; --i) order.push_back(i - 1);
    return order;
  }
};

class StartsInTheOrderOfASet : public TakesArgumentsInAnotherOrder {
  std::vector<std::size_t> order() override {
    std::vector<std::size_t> order;
    for (std::size_t i = 1; i < size(); i += 2) order.push_back(i);
    for (std::size_t i = 0; i < size(); i += 2) order.push_back(i);
    return order;
  }
};

class StartsATurnLater : public StartsLater {
  void put_off(Future& child) override {
    call_soon([child = Reference(&child)] { start(*child); });
  }
};

class StartsWhenAwaited : public StartsLater {
  void put_off(Future& child) override {
    if (waiting_.empty()) look();
    waiting_.emplace_back(&child);
  }
  void look() {
    call_soon([this] {
      if (!callbacks_ && looks_++ < 50) return look_later();
      for (const auto& child : std::exchange(waiting_, {})) start(*child);
    });
  }
  void look_later() {
    running().call_later(aio::Seconds(1), [self = Reference(this), this] { look(); });
  }

  std::vector<Reference> waiting_;
  int looks_ = 0;
};

/// So many children run at a time.
class LimitsConcurrency : public StartsLater {
 public:
  explicit LimitsConcurrency(std::size_t limit) : limit_(limit) {}

 private:
  void put_off(Future& child) override {
    if (running_ < limit_) return begin(child);
    waiting_.emplace_back(&child);
  }
  void begin(Future& child) {
    ++running_;
    started_.emplace_back(&child);
    start(child);
  }
  void child_done(Future& child) override {
    if (std::erase(started_, Reference(&child)) > 0) --running_;
    while (running_ < limit_ && !waiting_.empty()) {
      const auto next = waiting_.front();
      waiting_.erase(waiting_.begin());
      begin(*next);
    }
    PlainGather::child_done(child);
  }

  const std::size_t limit_;
  std::size_t running_ = 0;
  std::vector<Reference> started_;
  std::vector<Reference> waiting_;
};

class RunsOneAfterAnother : public LimitsConcurrency {
 public:
  RunsOneAfterAnother() : LimitsConcurrency(1) {}
};

class RunsTwoAtATime : public LimitsConcurrency {
 public:
  RunsTwoAtATime() : LimitsConcurrency(2) {}
};

class TakesTheFirstStepInTheCall : public PlainGather {
  Reference wrap(std::size_t position) override {
    const auto& argument = call_.arguments[position];
    if (!argument.is_coroutine()) return argument.future();
    auto& child = task(*argument.future());
    child.claim();
    // A loop that never runs takes the entry for the first step.
    aio::EventLoop other(running().edition());
    child.start(other);
    child.detach();
    child.attach(running());
    child.step();
    return argument.future();
  }
};

/// Whether it is the future that a sleep waits for.
bool is_sleep(aio::detail::FutureBase* waited_for) {
  return dynamic_cast<aio::detail::FutureState<void>*>(waited_for) && !waited_for->done();
}

class WakesTheSiblings : public PlainGather {
  void child_done(Future& child) override {
    PlainGather::child_done(child);
    for (const auto& sibling : siblings(child)) {
      Future* waited_for = is_task(*sibling) ? task(*sibling).fut_waiter() : nullptr;
      if (is_sleep(waited_for))
        static_cast<aio::detail::FutureState<void>&>(*waited_for).set_result({});
    }
  }
};

class BlocksTheLoop : public PlainGather {
  void gather() override {
    PlainGather::gather();
    call_soon([this] { block(); });
  }
  /// All others who sleep go on when the gather is done.
  void block() {
    if (done()) return;
    for (const auto& other : running().all_tasks()) {
      Future& sleeper = other.state();
      const auto is_child = std::ranges::find(children_, &sleeper, &Reference::get);
      if (is_child != children_.end() || !is_sleep(task(sleeper).fut_waiter())) continue;
      task(sleeper).fut_waiter()->abandon();
      add_callback([other] { go_on(other); });
    }
  }
  static void go_on(const aio::AnyFuture& other) {
    const aio::AnyFuture waited_for(Reference(task(other.state()).fut_waiter()));
    if (!waited_for) return;
    waited_for.add_done_callback([other, waited_for] {
      auto& sleeper = task(other.state());
      if (sleeper.fut_waiter() == &waited_for.state()) sleeper.wakeup();
    });
  }
};

class RestartsAFailedChild : public PlainGather {
  void child_done(Future& child) override {
    if (!child.has_exception() || !is_task(child) || !exists_ ||
        std::exchange(has_tried_again_, true))
      return PlainGather::child_done(child);
    const auto again = running().create_task(call_.another(position_of(child)));
    for (auto& each : children_)
      if (each.get() == &child) each = again.shared_state();
    add_callback_to(again.state());
  }

  bool has_tried_again_ = false;
};

class WaitsForTheGathersBefore : public StartsLater {
  void gather() override {
    PlainGather::gather();
    if (done()) return;
    ++past_->running;
    add_callback([this] { next(); });
  }
  void put_off(Future& child) override {
    if (past_->running == 0) return start(child);
    past_->waiting.emplace_back([child = Reference(&child)] { start(*child); });
  }
  void next() {
    if (--past_->running > 0) return;
    for (const auto& begin : std::exchange(past_->waiting, {})) begin();
  }
};

}  // namespace

std::vector<Mutant> wrong_about_scheduling() {
  return {
      {.name = "starts_from_the_last_to_the_first",
       .story = "arguments of a C++ call, which GCC evaluates from right to left; a stack of work",
       .expect = "RUN-1",
       .make = make<StartsFromTheLastToTheFirst>},
      {.name = "starts_in_the_order_of_a_set",
       .story = "CPython 3.6, before bpo-32355: for arg in set(coros_or_futures)",
       .expect = "RUN-1",
       .make = make<StartsInTheOrderOfASet>},
      {.name = "starts_a_turn_later",
       .story = "a gather that is a coroutine itself, as MicroPython's",
       .expect = "RUN-2",
       .make = make<StartsATurnLater>},
      {.name = "starts_when_awaited",
       .story = "lazy tasks: libcoro, cppcoro, folly, async_simple, stdexec",
       .expect = "RUN-8 RUN-2",
       .make = make<StartsWhenAwaited>},
      {.name = "takes_the_first_step_in_the_call",
       .story = "eager tasks: concurrencpp, Cobalt, YACLib, Python's own eager_task_factory",
       .expect = "RUN-3",
       .make = make<TakesTheFirstStepInTheCall>},
      {.name = "runs_one_after_another",
       .story = "for c in coroutines: results.append(await c)",
       .expect = "RUN-4 RUN-8",
       .make = make<RunsOneAfterAnother>},
      {.name = "runs_two_at_a_time",
       .story = "gathers with a semaphore, a pool with as many threads as there are cores",
       .expect = "RUN-8",
       .make = make<RunsTwoAtATime>},
      {.name = "wakes_the_siblings",
       .story = "a spurious wake-up: one condition for the whole group",
       .expect = "RUN-12",
       .make = make<WakesTheSiblings>},
      {.name = "blocks_the_loop",
       .story = "run_until_complete() inside of a callback, sync_wait() in C++",
       .expect = "RUN-5",
       .make = make<BlocksTheLoop>},
      {.name = "restarts_a_failed_child",
       .story = "gathers with retries",
       .expect = "RUN-7",
       .make = make<RestartsAFailedChild>},
      {.name = "waits_for_the_gathers_before",
       .story = "one group at a time: a worker that is busy until its group has ended",
       .expect = "RUN-8",
       .make = make<WaitsForTheGathersBefore>},
  };
}

}  // namespace gathercheck::conformance
