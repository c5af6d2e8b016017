// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "children.hpp"

namespace gathercheck::reference {
namespace {

using namespace test;
using namespace std::chrono_literals;

TEST(ATask, HasTheResultOfItsCoroutine) {
  EventLoop loop;
  const auto task = loop.create_task(value(1));
  EXPECT_FALSE(task.done());
  loop.run_until_idle();
  EXPECT_EQ(task.result(), 1);
}

TEST(ATask, HasTheVeryExceptionOfItsCoroutine) {
  EventLoop loop;
  const auto exception = key_error("k");
  const auto task = loop.create_task(raising(exception));
  const auto awaiter = loop.create_task(waiting<int>(task));
  loop.run_until_idle();
  EXPECT_EQ(task.exception(), exception);
  EXPECT_EQ(awaiter.exception(), exception);
}

TEST(ATask, IsCancelledWhenItsCoroutineRaisesCancelledError) {
  EventLoop loop;
  const auto task = loop.create_task(raising(cancelled_error()));
  loop.run_until_idle();
  EXPECT_TRUE(task.cancelled());
}

TEST(ATask, IsCancelledWhenItsCoroutineRaisesSomethingDerivedFromCancelledError) {
  struct Derived : CancelledError {};
  EventLoop loop;
  const auto task = loop.create_task(raising(std::make_exception_ptr(Derived())));
  loop.run_until_idle();
  EXPECT_TRUE(task.cancelled());
  EXPECT_THROW(task.result(), Derived);
}

TEST(ATask, CannotBeSettledFromOutside) {
  EventLoop loop;
  const auto task = loop.create_task(value(1));
  EXPECT_EQ(thrown_by([&] { return (task.set_result(2), 0); }), "RuntimeError");
  EXPECT_EQ(thrown_by([&] { return (task.set_exception(key_error("k")), 0); }), "RuntimeError");
  loop.run_until_idle();
  EXPECT_EQ(task.result(), 1);
}

TEST(ATask, IsTheCurrentTaskOnlyWhileItRuns) {
  EventLoop loop;
  AnyFuture inside;
  auto body = [&]() -> Coroutine<void> {
    auto nested = [&]() -> Coroutine<void> {
      inside = current_task();
      co_return;
    };
    co_await nested();
  };
  const auto task = loop.create_task(body());
  loop.call_soon([] { EXPECT_FALSE(current_task()); });
  loop.run_until_idle();
  EXPECT_EQ(inside, task);
  EXPECT_FALSE(current_task());
}

TEST(ATask, ThatAwaitsItselfGetsARuntimeError) {
  EventLoop loop;
  Task<std::string> task;
  auto body = [&]() -> Coroutine<std::string> {
    try {
      co_await task;
    } catch (const RuntimeError& error) {
      co_return error.what();
    }
    co_return "";
  };
  task = loop.create_task(body());
  loop.run_until_idle();
  EXPECT_EQ(task.result(), "Task cannot await on itself");
}

TEST(ATask, ThatAwaitsAFutureOfAnotherLoopGetsARuntimeError) {
  EventLoop loop;
  EventLoop other;
  const auto task = loop.create_task(outcome(other.create_future<int>()));
  loop.run_until_idle();
  EXPECT_EQ(task.result(), "RuntimeError");
}

TEST(ATask, IsNotMadeTwiceOfOneCoroutine) {
  EventLoop loop;
  const auto coroutine = value(1);
  const auto task = loop.create_task(coroutine);
  EXPECT_EQ(thrown_by([&] { return loop.create_task(coroutine); }), "RuntimeError");
  loop.run_until_idle();
  EXPECT_EQ(task.result(), 1);
}

TEST(ATask, RunsOnWithoutAHandle) {
  EventLoop loop;
  bool ran = false;
  auto body = [&]() -> Coroutine<void> {
    co_await sleep(1s);
    ran = true;
  };
  loop.create_task(body());
  loop.run_until_idle();
  EXPECT_TRUE(ran);
}

TEST(ACoroutine, DoesNotRunUntilItIsAwaited) {
  bool ran = false;
  auto body = [&]() -> Coroutine<int> {
    ran = true;
    co_return 1;
  };
  { const auto unused = body(); }
  EXPECT_FALSE(ran);
  EXPECT_EQ(run(body()), 1);
}

TEST(ACoroutine, CannotBeAwaitedTwice) {
  auto main = []() -> Coroutine<std::string> {
    const auto coroutine = value(1);
    co_await coroutine;
    try {
      co_await coroutine;
    } catch (const RuntimeError& error) {
      co_return error.what();
    }
    co_return "";
  };
  EXPECT_EQ(run(main()), "cannot reuse already awaited coroutine");
}

TEST(ACoroutine, ThatIsATaskCannotBeAwaited) {
  auto main = []() -> Coroutine<std::string> {
    const auto coroutine = value(1);
    const auto task = create_task(coroutine);
    try {
      co_await coroutine;
    } catch (const RuntimeError&) {
      co_return "RuntimeError";
    }
    co_return "";
  };
  EXPECT_EQ(run(main()), "RuntimeError");
}

TEST(ACoroutine, GivesItsResultAndExceptionToTheOneThatAwaitsIt) {
  auto moved = []() -> Coroutine<std::unique_ptr<int>> { co_return std::make_unique<int>(7); };
  auto main = [&]() -> Coroutine<void> {
    EXPECT_EQ(*co_await moved(), 7);
    const auto exception = key_error("k");
    try {
      co_await raising(exception);
      ADD_FAILURE();
    } catch (...) {
      EXPECT_EQ(std::current_exception(), exception);
    }
  };
  run(main());
}

TEST(ACoroutine, LetsGoOfItsArgumentsAndLocalsWhenItEnds) {
  EventLoop loop;
  const auto argument = std::make_shared<int>(1);
  auto body = [](std::shared_ptr<int> held) -> Coroutine<int> {
    const auto local = held;
    co_await sleep(1s);
    co_return *local;
  };
  const auto task = loop.create_task(body(argument));
  loop.run_once();
  EXPECT_EQ(argument.use_count(), 3);
  loop.run_until_idle();
  EXPECT_EQ(argument.use_count(), 1);
  EXPECT_EQ(task.result(), 1);
}

TEST(ACoroutine, WhoseLocalThrowsAtTheEndHasNoResult) {
  struct Local {
    ~Local() noexcept(false) { throw KeyError{"end"}; }
  };
  auto body = []() -> Coroutine<std::string> {
    const Local local;
    co_return std::string(100, 'x');
  };
  EventLoop loop;
  const auto task = loop.create_task(body());
  loop.run_until_idle();
  EXPECT_EQ(show(task.exception()), "KeyError('end')");
  EXPECT_EQ(thrown_by([&] { return task.result(); }), "KeyError('end')");
}

TEST(ACoroutine, WhoseArgumentCannotBeCopiedIntoItIsNeverMade) {
  struct Bad {
    Bad() = default;
    Bad(const Bad&) { throw KeyError{"copy"}; }
  };
  auto body = [](Bad) -> Coroutine<int> { co_return 1; };
  const Bad bad;
  EXPECT_EQ(thrown_by([&] { return body(bad); }), "KeyError('copy')");
}

TEST(ASleep, IsACoroutineToCreateTaskAndToLists) {
  EventLoop loop;
  const auto task = loop.create_task<void>(sleep(1s));
  std::vector<Coroutine<void>> sleeps;
  sleeps.push_back(sleep(2s));
  loop.create_task(std::move(sleeps.back()));
  loop.run_until_idle();
  EXPECT_TRUE(task.done());
  EXPECT_EQ(loop.time(), 2s);
}

TEST(ASleep, OfANegativeTimeGivesWayForOneTurn) {
  EventLoop loop;
  loop.create_task<void>(sleep(-1s));
  loop.run_until_idle();
  EXPECT_EQ(loop.turn(), 1);
  EXPECT_EQ(loop.time(), 0s);
}

TEST(ASleep, OfNoNumberIsAnError) {
  EXPECT_EQ(thrown_by([] { return sleep(Seconds(std::numeric_limits<double>::quiet_NaN())); }),
            "ValueError");
}

}  // namespace
}  // namespace gathercheck::reference
