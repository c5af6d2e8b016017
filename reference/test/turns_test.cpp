// SPDX-License-Identifier: MIT
// When things happen: the turn in which, counted from the call of gather, and in what order within
// a turn. Every number here was measured on CPython; unless said otherwise it is the same in all
// editions from 3.8 to 3.14.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "children.hpp"

namespace gathercheck::reference {
namespace {

using namespace test;

/// A loop whose log has the turn in front of every line: `2:cb b`.
class Turns : public testing::Test {
 protected:
  void log(const std::string& what) { lines_.push_back(std::to_string(turn()) + ":" + what); }
  template <class T>
  void log_when_done(const Future<T>& future, std::string what) {
    future.add_done_callback([this, what] { log(what); });
  }
  std::int64_t turn() const { return loop_.turn(); }
  /// Runs a main program in turn 0 and gives the log of everything.
  std::string run(Coroutine<void> main) {
    const auto task = loop_.create_task(std::move(main));
    loop_.run_until_idle();
    EXPECT_TRUE(task.done());
    return joined(lines_);
  }
  Coroutine<int> logging(std::string name, int yields) {
    log(name + " start");
    for (int i = 1; i <= yields; ++i) {
      co_await sleep(Seconds(0));
      log(name + " step" + std::to_string(i));
    }
    co_return yields;
  }
  Coroutine<void> bystander(std::string name, int steps) {
    for (int i = 0; i < steps; ++i) {
      log(name + std::to_string(i));
      co_await sleep(Seconds(0));
    }
  }
  template <class T>
  Coroutine<void> awaiting(Future<T> future, std::string name = "awaiter") {
    try {
      co_await future;
      log(name);
    } catch (...) {
      log(name + " " + show(std::current_exception()));
    }
  }
  Coroutine<int> noticing(Future<int> future) {
    try {
      co_return co_await future;
    } catch (const CancelledError&) {
      log("child cancelled");
      throw;
    }
  }

  EventLoop loop_;
  std::vector<std::string> lines_;
};

TEST_F(Turns, ChildrenStartInTheTurnAfterTheCall) {
  auto main = [this]() -> Coroutine<void> {
    log("call");
    co_await gather(logging("a", 0), logging("b", 0));
    log("awaiter");
  };
  EXPECT_EQ(run(main()), "0:call; 1:a start; 1:b start; 3:awaiter");
}

TEST_F(Turns, DoneCallbacksRunInTheTurnAfterTheChildAndTheOuterIsDoneThen) {
  auto main = [this]() -> Coroutine<void> {
    auto a = create_task(value(1));
    auto outer = gather(list<Task<int>>(a));
    a.add_done_callback([this, outer] { log(outer.done() ? "child cb, outer done" : "child cb"); });
    log_when_done(outer, "outer cb");
    co_await outer;
    log("awaiter");
  };
  EXPECT_EQ(run(main()), "2:child cb, outer done; 3:outer cb; 3:awaiter");
}

TEST_F(Turns, CallbacksAndAwaitersOfTheOuterComeInOrderOfRegistration) {
  auto main = [this]() -> Coroutine<void> {
    auto outer = gather(list<Coroutine<int>>(value(1)));
    log_when_done(outer, "first");
    create_task(awaiting(outer, "second"));
    co_await sleep(Seconds(0));
    co_await sleep(Seconds(0));
    log_when_done(outer, "third");
    co_await outer;
    log("main");
  };
  EXPECT_EQ(run(main()), "2:main; 3:first; 3:second; 3:third");
}

TEST_F(Turns, AFailureReachesTheAwaiterTwoTurnsLaterAndSiblingsRunOn) {
  auto failing = [this]() -> Coroutine<int> {
    co_await sleep(Seconds(0));
    log("fail");
    throw KeyError{"k"};
  };
  auto main = [&]() -> Coroutine<void> {
    auto outer = gather(bystander("sib", 7), failing());
    co_await awaiting(outer);
  };
  EXPECT_EQ(
      run(main()),
      "1:sib0; 2:sib1; 2:fail; 3:sib2; 4:sib3; 4:awaiter KeyError('k'); 5:sib4; 6:sib5; 7:sib6");
}

TEST_F(Turns, ThePositionOfTheFailingChildDecidesWhoIsFirstWithinATurn) {
  auto failing = [this]() -> Coroutine<int> {
    co_await sleep(Seconds(0));
    log("fail");
    throw KeyError{"k"};
  };
  auto main = [&]() -> Coroutine<void> {
    auto outer = gather(failing(), bystander("sib", 4));
    co_await awaiting(outer);
  };
  EXPECT_EQ(run(main()), "1:sib0; 2:fail; 2:sib1; 3:sib2; 4:awaiter KeyError('k'); 4:sib3");
}

TEST_F(Turns, SetResultOfTheLastFutureReachesTheAwaiterTwoTurnsLaterWhateverTheirNumber) {
  for (const std::size_t n : {1U, 10U, 1000U}) {
    lines_.clear();
    EventLoop loop;
    std::vector<Future<int>> futures;
    for (std::size_t i = 0; i < n; ++i) futures.push_back(loop.create_future<int>());
    auto outer = gather(futures);
    std::int64_t seen = 0;
    outer.add_done_callback([&] { seen = loop.turn(); });
    std::int64_t set = 0;
    loop.call_later(Seconds(1), [&] {
      set = loop.turn();
      for (auto& future : futures) future.set_result(1);
    });
    loop.run_until_idle();
    EXPECT_EQ(seen, set + 2);
  }
}

TEST_F(Turns, CancellingTheOuterOfTasksTakesThreeTurns) {
  auto main = [this]() -> Coroutine<void> {
    auto outer = gather(list<Coroutine<int>>(noticing(new_future())));
    create_task(awaiting(outer));
    co_await spin(3);
    log("cancel");
    outer.cancel();
  };
  EXPECT_EQ(run(main()), "3:cancel; 4:child cancelled; 6:awaiter CancelledError()");
}

TEST_F(Turns, CancellingTheOuterOfFuturesTakesTwoTurns) {
  auto main = [this]() -> Coroutine<void> {
    auto outer = gather(list<Future<int>>(new_future()));
    create_task(awaiting(outer));
    co_await spin(3);
    log("cancel");
    outer.cancel();
  };
  EXPECT_EQ(run(main()), "3:cancel; 5:awaiter CancelledError()");
}

TEST_F(Turns, EachLevelOfNestingTakesOneTurn) {
  for (const int depth : {1, 2, 3, 5}) {
    EventLoop loop;
    const auto future = loop.create_future<int>();
    auto outer =
        gather_as<std::vector<Outcome<int>>>(list<Future<int>>(future), ReturnExceptions::no);
    std::int64_t seen = 0;
    const auto note = [&] { seen = loop.turn(); };
    // The depth is a type here, so that each level is written out.
    auto two = gather(outer);
    auto three = gather(two);
    auto five = gather(gather(three));
    if (depth == 1) outer.add_done_callback(note);
    if (depth == 2) two.add_done_callback(note);
    if (depth == 3) three.add_done_callback(note);
    if (depth == 5) five.add_done_callback(note);
    loop.call_soon([&] { future.set_result(1); });
    loop.run_until_idle();
    EXPECT_EQ(seen, depth + 1);
  }
}

TEST_F(Turns, AwaitingAnEmptyGatherDoesNotSuspend) {
  auto main = [this]() -> Coroutine<void> {
    co_await gather();
    log("empty");
    co_await gather(std::vector<Future<int>>());
    log("empty list");
  };
  EXPECT_EQ(run(main()), "0:empty; 0:empty list");
}

TEST_F(Turns, AwaitingADoneFutureDoesNotSuspend) {
  auto main = [this]() -> Coroutine<void> {
    auto future = new_future();
    future.set_result(1);
    co_await future;
    log("awaiter");
  };
  EXPECT_EQ(run(main()), "0:awaiter");
}

/// The trace of three tasks of 2, 0 and 1 yields with a bystander.
TEST_F(Turns, DoneCallbacksInterleaveWithSteps) {
  auto main = [this]() -> Coroutine<void> {
    auto a = create_task(logging("a", 2));
    auto b = create_task(logging("b", 0));
    auto c = create_task(logging("c", 1));
    log_when_done(a, "cb a");
    log_when_done(b, "cb b");
    log_when_done(c, "cb c");
    auto outer = gather(a, b, c);
    log_when_done(outer, "outer cb");
    create_task(bystander("by", 7));
    co_await outer;
    log("awaiter");
  };
  EXPECT_EQ(run(main()),
            "1:a start; 1:b start; 1:c start; 1:by0; "
            "2:a step1; 2:cb b; 2:c step1; 2:by1; "
            "3:a step2; 3:cb c; 3:by2; "
            "4:cb a; 4:by3; "
            "5:outer cb; 5:awaiter; 5:by4; 6:by5; 7:by6");
}

TEST_F(Turns, DoneChildrenAreCalledBackInTheTurnOfTheCallSince312) {
  for (const Edition edition : {Edition::v3_11, Edition::v3_12}) {
    EventLoop loop(edition);
    const auto done = loop.create_future<int>();
    done.set_result(1);
    auto outer = gather(list<Future<int>>(done));
    EXPECT_EQ(outer.done(), edition == Edition::v3_12);
    loop.run_once();
    EXPECT_TRUE(outer.done());
    EXPECT_EQ(loop.turn(), edition == Edition::v3_12 ? -1 : 0);
  }
}

TEST_F(Turns, ABareCoroutineIsAwaitedWithoutATurn) {
  auto main = [this]() -> Coroutine<void> {
    co_await logging("inner", 1);
    log("main");
  };
  EXPECT_EQ(run(main()), "0:inner start; 1:inner step1; 1:main");
}

TEST_F(Turns, SleepWakesInTheTurnOfItsTimer) {
  auto sleeping = [this](double delay, std::string name) -> Coroutine<int> {
    co_await sleep(Seconds(delay));
    log(name + "@" + std::to_string(static_cast<int>(loop_.time().count())));
    co_return 0;
  };
  auto main = [&]() -> Coroutine<void> {
    co_await gather(sleeping(2, "b"), sleeping(1, "a"));
    log("awaiter");
  };
  // The timer's own turn completes the sleep's future; the task wakes in the next one.
  EXPECT_EQ(run(main()), "3:a@1; 6:b@2; 8:awaiter");
}

}  // namespace
}  // namespace gathercheck::reference
