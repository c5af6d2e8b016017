// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "children.hpp"

namespace gathercheck::reference {
namespace {

using namespace test;
using namespace std::chrono_literals;

Coroutine<int> sleeping(Seconds delay, int n = 0) {
  co_await sleep(delay);
  co_return n;
}
/// Refuses to be cancelled and returns at its time.
Coroutine<int> stubborn(Seconds delay, int n) {
  const Seconds end = EventLoop::running().time() + delay;
  for (;;) {
    try {
      co_await sleep(end - EventLoop::running().time());
      co_return n;
    } catch (const CancelledError&) {
    }
  }
}

TEST(Cancellation, OfTheOuterCancelsEveryUnfinishedChild) {
  auto main = []() -> Coroutine<void> {
    auto done = create_task(sleeping(1s, 1));
    auto task = create_task(sleeping(9s));
    auto future = new_future();
    auto outer = gather(done, task, future);
    co_await sleep(2s);
    EXPECT_TRUE(outer.cancel());
    EXPECT_FALSE(outer.done());
    EXPECT_EQ(co_await outcome(Future<int>(task)), "CancelledError()");
    EXPECT_EQ(done.result(), 1);
    EXPECT_TRUE(future.cancelled());
    co_await sleep(0s);
    EXPECT_EQ(show(outer.exception()), "CancelledError()");
    EXPECT_FALSE(outer.cancelled());
    EXPECT_FALSE(outer.cancel());
  };
  run(main());
}

TEST(Cancellation, OfTheOuterRaisesEvenWhenExceptionsAreReturned) {
  auto main = []() -> Coroutine<void> {
    auto outer = gather(list<Coroutine<int>>(sleeping(9s), sleeping(9s)), return_exceptions);
    co_await sleep(1s);
    outer.cancel();
    EXPECT_EQ(co_await outcome(outer), "CancelledError()");
  };
  run(main());
}

TEST(Cancellation, IsReportedWhenTheFirstChildIsCancelledNotWhenAllAreDone) {
  auto main = []() -> Coroutine<void> {
    auto swallower = create_task(stubborn(4s, 7));
    auto outer = gather(sleeping(9s), swallower);
    co_await sleep(2s);
    outer.cancel();
    try {
      co_await outer;
    } catch (const CancelledError&) {
    }
    EXPECT_EQ(EventLoop::running().time(), 2s);
    EXPECT_EQ(co_await swallower, 7);
    EXPECT_EQ(EventLoop::running().time(), 4s);
  };
  run(main());
}

TEST(Cancellation, WaitsForAllWhenExceptionsAreReturnedAndStillRaises) {
  auto main = []() -> Coroutine<void> {
    auto outer = gather(list<Coroutine<int>>(sleeping(9s), stubborn(4s, 7)), return_exceptions);
    co_await sleep(2s);
    outer.cancel();
    EXPECT_EQ(co_await outcome(outer), "CancelledError()");
    EXPECT_EQ(EventLoop::running().time(), 4s);
  };
  run(main());
}

TEST(Cancellation, OfARefusingOnlyChildMakesTheOuterRaiseAlthoughTheChildReturned) {
  auto main = []() -> Coroutine<void> {
    auto outer = gather(list<Coroutine<int>>(stubborn(4s, 7)));
    co_await sleep(2s);
    outer.cancel();
    EXPECT_EQ(co_await outcome(outer), "CancelledError()");
  };
  run(main());
}

TEST(Cancellation, AsksEveryPositionOnce) {
  auto main = []() -> Coroutine<void> {
    auto task = create_task(sleeping(9s));
    co_await sleep(1s);
    auto outer = gather(task, task, task);
    outer.cancel();
    EXPECT_EQ(cancelling(task), 3);
    co_await sleep(1s);
    EXPECT_TRUE(task.cancelled());
  };
  run(main());
}

TEST(Cancellation, OfAGatherWhoseChildrenAreAllDoneDoesNothing) {
  auto main = []() -> Coroutine<void> {
    auto child = new_future();
    auto outer = gather(list<Future<int>>(child));
    child.set_result(1);
    EXPECT_FALSE(outer.cancel());  // not done yet itself, but nobody accepts
    EXPECT_FALSE(outer.done());
    EXPECT_EQ(co_await outcome(outer), "[1]");
  };
  run(main());
}

TEST(Cancellation, OfTheAwaitingTaskPassesThroughTheOuterToTheChildren) {
  auto main = []() -> Coroutine<void> {
    auto child = create_task(sleeping(9s));
    auto awaiting = [](Task<int> task) -> Coroutine<void> {
      auto outer = gather(task, sleeping(9s));
      co_await outer;
    };
    auto task = create_task(awaiting(child));
    co_await sleep(1s);
    EXPECT_TRUE(task.cancel("m"));
    EXPECT_EQ(thrown_by([&] { return task.exception(); }), "InvalidStateError");
    co_await sleep(1s);
    EXPECT_TRUE(child.cancelled());
    EXPECT_EQ(thrown_by([&] { return task.exception(); }), "CancelledError('m')");
  };
  run(main());
}

TEST(Cancellation, BeforeTheFirstStepTheBodyNeverRuns) {
  bool ran = false;
  bool argument_destroyed = false;
  struct Flag {
    explicit Flag(bool* destroyed) : flag(destroyed) {}
    Flag(Flag&& other) noexcept : flag(std::exchange(other.flag, nullptr)) {}
    ~Flag() {
      if (flag != nullptr) *flag = true;
    }
    bool* flag;
  };
  auto body = [&](Flag) -> Coroutine<int> {
    ran = true;
    co_return 1;
  };
  auto main = [&]() -> Coroutine<void> {
    auto task = create_task(body(Flag(&argument_destroyed)));
    EXPECT_TRUE(task.cancel());
    EXPECT_FALSE(task.cancelled());
    co_await sleep(0s);
    EXPECT_TRUE(task.cancelled());
    EXPECT_TRUE(argument_destroyed);
  };
  run(main());
  EXPECT_FALSE(ran);
}

TEST(Cancellation, OfATaskWhoseAwaitedFutureIsDoneComesAtItsNextStep) {
  auto main = []() -> Coroutine<void> {
    auto future = new_future();
    auto task = create_task(waiting(future));
    co_await sleep(0s);
    future.set_result(1);
    EXPECT_TRUE(task.cancel());
    EXPECT_EQ(co_await outcome(Future<int>(task)), "CancelledError()");
  };
  run(main());
}

TEST(Cancellation, OfItselfReachesTheNextAwait) {
  auto main = []() -> Coroutine<void> {
    auto future = new_future();
    auto child = [](Future<int> awaited) -> Coroutine<int> {
      current_task().cancel("self");
      co_return co_await awaited;
    };
    auto task = create_task(child(future));
    EXPECT_EQ(co_await outcome(Future<int>(task)), "CancelledError('self')");
    EXPECT_TRUE(future.cancelled());
  };
  run(main());
}

TEST(Cancellation, OfItselfPassesOverAnAwaitThatDoesNotSuspend) {
  auto main = []() -> Coroutine<void> {
    std::string seen;
    auto child = [&]() -> Coroutine<int> {
      auto done = new_future();
      done.set_result(1);
      current_task().cancel();
      co_await done;
      seen = "went on";
      co_await sleep(0s);
      seen = "not reached";
      co_return 1;
    };
    auto task = create_task(child());
    EXPECT_EQ(co_await outcome(Future<int>(task)), "CancelledError()");
    EXPECT_EQ(seen, "went on");
  };
  run(main());
}

TEST(Cancellation, RightBeforeTheReturnWins) {
  auto main = []() -> Coroutine<void> {
    auto child = []() -> Coroutine<std::string> {
      current_task().cancel();
      co_return std::string(100, 'x');
    };
    auto task = create_task(child());
    co_await sleep(1s);
    EXPECT_TRUE(task.cancelled());
  };
  run(main());
}

TEST(Cancellation, RightBeforeAnExceptionLoses) {
  auto main = []() -> Coroutine<void> {
    auto child = []() -> Coroutine<int> {
      current_task().cancel();
      throw KeyError{"k"};
      co_return 1;
    };
    EXPECT_EQ(co_await outcome(Future<int>(create_task(child()))), "KeyError('k')");
  };
  run(main());
}

TEST(Cancellation, MayBeConvertedIntoAnotherException) {
  auto main = []() -> Coroutine<void> {
    auto child = []() -> Coroutine<int> {
      try {
        co_await sleep(9s);
      } catch (const CancelledError&) {
        throw KeyError{"k"};
      }
      co_return 1;
    };
    auto outer = gather(list<Coroutine<int>>(child()));
    co_await sleep(1s);
    outer.cancel();
    EXPECT_EQ(co_await outcome(outer), "KeyError('k')");
  };
  run(main());
}

TEST(Cancellation, OfASleepingTaskLeavesNoTimerBehind) {
  EventLoop loop;
  auto task = loop.create_task(sleeping(100s));
  loop.run_once();
  task.cancel();
  loop.run_until_idle();
  EXPECT_TRUE(task.cancelled());
  EXPECT_EQ(loop.time(), 0s);
}

TEST(Cancellation, GoesThroughABareCoroutineToWhatItAwaits) {
  auto main = []() -> Coroutine<void> {
    auto future = new_future();
    auto two = [](Future<int> awaited) -> Coroutine<int> { co_return co_await waiting(awaited); };
    auto task = create_task(two(future));
    co_await sleep(0s);
    task.cancel("m");
    EXPECT_TRUE(future.cancelled());
    EXPECT_EQ(co_await outcome(Future<int>(task)), "CancelledError('m')");
  };
  run(main());
}

TEST(Cancellation, OfADoneTaskOrFutureIsRefused) {
  auto main = []() -> Coroutine<void> {
    auto task = create_task(value(1));
    co_await task;
    EXPECT_FALSE(task.cancel());
    auto future = new_future();
    EXPECT_TRUE(future.cancel());
    EXPECT_FALSE(future.cancel());
  };
  run(main());
}

/// Three tasks that await each other in a circle, by way of a gather.
TEST(Cancellation, OfACycleOfAwaitsIsARecursionError) {
  EventLoop loop;
  std::vector<Task<int>> tasks(3);
  auto next = [&](std::size_t i) -> Coroutine<int> {
    auto outer = gather(list<Task<int>>(tasks[(i + 1) % 3]));
    co_return (co_await outer)[0];
  };
  for (std::size_t i = 0; i < 3; ++i) tasks[i] = loop.create_task(next(i));
  loop.run_until_idle();
  EXPECT_EQ(thrown_by([&] { return tasks[0].cancel(); }), "RecursionError");
  EXPECT_EQ(thrown_by([&] { return tasks[0].cancel(); }), "RecursionError");
  loop.run_until_idle();
  EXPECT_FALSE(tasks[0].done());
}

TEST(Cancellation, OfADiamondIsNoCycle) {
  auto main = []() -> Coroutine<void> {
    auto child = create_task(sleeping(9s));
    auto left = create_task(waiting<int>(child));
    auto right = create_task(waiting<int>(child));
    auto outer = gather(left, right);
    co_await sleep(1s);
    EXPECT_TRUE(outer.cancel());
    EXPECT_EQ(cancelling(child), 2);
    co_await sleep(1s);
    EXPECT_TRUE(left.cancelled() && right.cancelled() && child.cancelled());
  };
  run(main());
}

TEST(Cancellation, ErrorsAreNoStdExceptions) {
  auto main = []() -> Coroutine<void> {
    std::string caught;
    auto future = new_future();
    future.cancel();
    try {
      co_await future;
    } catch (const std::exception&) {
      caught = "std::exception";
    } catch (const CancelledError&) {
      caught = "CancelledError";
    }
    EXPECT_EQ(caught, "CancelledError");
  };
  run(main());
}

}  // namespace
}  // namespace gathercheck::reference
