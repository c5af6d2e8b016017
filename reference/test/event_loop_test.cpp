// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "children.hpp"

namespace gathercheck::reference {
namespace {

using namespace test;
using namespace std::chrono_literals;

TEST(Run, InsideARunningLoopIsAnError) {
  const auto refused = run([]() -> Coroutine<std::string> {
    co_return thrown_by([] { return (run([]() -> Coroutine<void> { co_return; }()), 0); });
  }());
  EXPECT_EQ(refused, "RuntimeError");
}

TEST(AnEventLoop, RunsInATurnWhatWasReadyWhenTheTurnBegan) {
  EventLoop loop;
  std::string calls;
  loop.call_soon([&] {
    calls += "a";
    loop.call_soon([&] { calls += "c"; });
  });
  loop.call_soon([&] { calls += "b"; });
  EXPECT_EQ(loop.turn(), -1);
  EXPECT_TRUE(loop.run_once());
  EXPECT_EQ(calls, "ab");
  EXPECT_EQ(loop.turn(), 0);
  EXPECT_TRUE(loop.run_once());
  EXPECT_EQ(calls, "abc");
  EXPECT_FALSE(loop.run_once());
  EXPECT_EQ(loop.turn(), 1);
}

TEST(AnEventLoop, PutsExpiredTimersBehindWhatIsReady) {
  EventLoop loop;
  std::string calls;
  loop.call_later(0s, [&] { calls += "timer"; });
  loop.call_soon([&] { calls += "soon "; });
  loop.run_once();
  EXPECT_EQ(calls, "soon timer");
}

TEST(AnEventLoop, LetsTimePassOnlyWhenNothingIsReady) {
  EventLoop loop;
  std::vector<std::string> calls;
  loop.call_later(2s, [&] { calls.push_back("two"); });
  loop.call_later(1s, [&] {
    calls.push_back("one");
    loop.call_soon([&] { calls.push_back("soon at " + std::to_string(loop.time().count())); });
  });
  loop.run_until_idle();
  EXPECT_EQ(joined(calls), "one; soon at 1.000000; two");
  EXPECT_EQ(loop.time(), 2s);
}

TEST(AnEventLoop, CallsEqualTimersInTheOrderOfTheirCreation) {
  EventLoop loop;
  std::string calls;
  for (char name = 'a'; name < 'i'; ++name) loop.call_at(1s, [&calls, name] { calls += name; });
  loop.run_until_idle();
  EXPECT_EQ(calls, "abcdefgh");
  EXPECT_EQ(loop.turn(), 0);
}

TEST(AnEventLoop, DoesNotMakeCancelledCallsNorWaitForThem) {
  EventLoop loop;
  bool called = false;
  const auto soon = loop.call_soon([&] { called = true; });
  const auto later = loop.call_later(1s, [&] { called = true; });
  EXPECT_EQ(later.when(), 1s);
  soon.cancel();
  later.cancel();
  EXPECT_TRUE(later.cancelled());
  EXPECT_TRUE(loop.run_once());  // the cancelled call_soon is popped without effect
  EXPECT_FALSE(loop.run_once());
  EXPECT_FALSE(called);
  EXPECT_EQ(loop.time(), 0s);
}

TEST(AnEventLoop, ForgetsManyCancelledTimers) {
  EventLoop loop;
  std::string calls;
  loop.call_later(2s, [&] { calls += "b"; });
  for (int i = 0; i < 1000; ++i) loop.call_later(Seconds(3), [&] { calls += "x"; }).cancel();
  loop.call_later(1s, [&] { calls += "a"; });
  loop.run_until_idle();
  EXPECT_EQ(calls, "ab");
}

TEST(AnEventLoop, LetsACallCancelItself) {
  EventLoop loop;
  Handle handle;
  std::string kept(100, 'x');
  std::string seen;
  handle = loop.call_soon([&handle, &seen, kept] {
    handle.cancel();
    seen = kept;
  });
  loop.run_until_idle();
  EXPECT_EQ(seen, kept);
}

TEST(AnEventLoop, ReportsExceptionsOfCallbacksAndGoesOn) {
  EventLoop loop;
  std::vector<std::string> reported;
  loop.set_exception_handler([&](std::exception_ptr error) { reported.push_back(show(error)); });
  loop.call_soon([] { throw KeyError{"k"}; });
  loop.call_soon([] { throw CancelledError(); });
  EXPECT_TRUE(loop.run_once());
  EXPECT_EQ(joined(reported), "KeyError('k'); CancelledError()");
}

TEST(AnEventLoop, RunsUntilAFutureIsDone) {
  EventLoop loop;
  EXPECT_EQ(loop.run_until_complete(yielding(7, 3)), 7);
  const auto future = loop.create_future<int>();
  loop.call_later(1s, [&] { future.set_result(1); });
  loop.call_later(9s, [] { ADD_FAILURE(); });
  EXPECT_EQ(loop.run_until_complete(future), 1);
  EXPECT_EQ(thrown_by([&] { return loop.run_until_complete(raising(key_error("k"))); }),
            "KeyError('k')");
}

TEST(AnEventLoop, SaysWhenNothingCanEverCompleteTheFuture) {
  EventLoop loop;
  const auto future = loop.create_future<int>();
  EXPECT_EQ(thrown_by([&] { return loop.run_until_complete(future); }), "RuntimeError");
  future.set_result(1);
  EXPECT_EQ(loop.run_until_complete(future), 1);
}

TEST(AnEventLoop, CannotBeRunFromWithin) {
  EventLoop loop;
  EventLoop other;
  std::string errors;
  loop.call_soon([&] { errors += thrown_by([&] { return loop.run_once(); }); });
  loop.call_soon([&] { errors += thrown_by([&] { return other.run_once(); }); });
  loop.run_until_idle();
  EXPECT_EQ(errors, "RuntimeErrorRuntimeError");
}

TEST(AnEventLoop, CannotBeRunUntilCompleteFromWithin) {
  EventLoop loop;
  const auto future = loop.create_future<int>();
  std::string error;
  loop.call_soon([&] { error = thrown_by([&] { return loop.run_until_complete(future); }); });
  loop.run_until_idle();
  EXPECT_EQ(error, "RuntimeError");
  future.set_result(1);
  loop.run_until_idle();
}

TEST(AnEventLoop, IsTheRunningOneOnlyWhileItRuns) {
  EXPECT_EQ(EventLoop::running_or_null(), nullptr);
  EXPECT_EQ(thrown_by([] { return &EventLoop::running(); }), "RuntimeError");
  EXPECT_EQ(thrown_by([] { return create_task(value(1)); }), "RuntimeError");
  EventLoop loop;
  loop.call_soon([&] { EXPECT_EQ(&EventLoop::running(), &loop); });
  loop.run_until_idle();
}

TEST(AnEventLoop, KnowsItsTasks) {
  EventLoop loop;
  const auto a = loop.create_task(waiting(loop.create_future<int>()));
  const auto b = loop.create_task(value(1));
  const auto c = loop.create_task(waiting(loop.create_future<int>()));
  EXPECT_EQ(loop.all_tasks(), (std::vector<AnyFuture>{a, b, c}));
  loop.run_until_idle();
  EXPECT_EQ(loop.all_tasks(), (std::vector<AnyFuture>{a, c}));
}

/// What is left in a loop when it is destroyed; `Alive` tells whether it was destroyed too.
class ALoopThatIsDestroyed : public testing::Test {
 protected:
  ALoopThatIsDestroyed() { loop_.emplace(); }
  void TearDown() override { EXPECT_EQ(alive_.use_count(), 1); }

  Coroutine<int> holding(std::shared_ptr<int> alive, Future<int> future) {
    const auto local = alive;
    co_return co_await future;
  }

  std::optional<EventLoop> loop_;
  std::shared_ptr<int> alive_ = std::make_shared<int>(1);
};

TEST_F(ALoopThatIsDestroyed, DestroysTheFramesOfItsTasks) {
  const auto task = loop_->create_task(holding(alive_, loop_->create_future<int>()));
  loop_->run_until_idle();
  EXPECT_GT(alive_.use_count(), 1);
  loop_.reset();
  EXPECT_EQ(alive_.use_count(), 1);
  EXPECT_FALSE(task.done());
}

TEST_F(ALoopThatIsDestroyed, DropsCallsThatWereNotMade) {
  loop_->call_soon([held = alive_] { ADD_FAILURE(); });
  loop_->call_later(1s, [held = alive_] { ADD_FAILURE(); });
  const auto future = loop_->create_future<int>();
  future.add_done_callback([held = alive_] { ADD_FAILURE(); });
  loop_.reset();
}

TEST_F(ALoopThatIsDestroyed, LeavesHandlesThatCanBeCancelled) {
  const auto timer = loop_->call_later(1s, [] { ADD_FAILURE(); });
  loop_.reset();
  timer.cancel();
  EXPECT_TRUE(timer.cancelled());
}

TEST_F(ALoopThatIsDestroyed, BreaksCyclesOfHandles) {
  // A callback that holds its own future, a task that holds itself, a gather of both.
  const auto future = loop_->create_future<int>();
  future.add_done_callback([future, held = alive_] {});
  const auto box = std::make_shared<Task<int>>();
  auto body = [](std::shared_ptr<Task<int>> self, std::shared_ptr<int> held,
                 Future<int> awaited) -> Coroutine<int> {
    const Task<int> myself = *self;
    co_return co_await awaited + *held;
  };
  *box = loop_->create_task(body(box, alive_, future));
  auto outer = gather(*box, future);
  outer.add_done_callback([outer] {});
  loop_->run_until_idle();
  loop_.reset();
  box->cancel();
}

TEST_F(ALoopThatIsDestroyed, MayHaveDestructorsThatUseIt) {
  struct Closing {
    Closing(EventLoop* of, Future<int> settled) : loop(of), future(std::move(settled)) {}
    Closing(Closing&&) = default;
    ~Closing() {
      if (!future || future.done()) return;
      future.set_result(1);
      loop->call_soon([] { ADD_FAILURE(); });
      loop->create_future<int>();
    }
    EventLoop* loop;
    Future<int> future;
  };
  auto body = [](Closing closing) -> Coroutine<int> {
    co_await sleep(100s);
    co_return closing.future.result();
  };
  const auto future = loop_->create_future<int>();
  const auto other = loop_->create_task(holding(alive_, future));
  const auto task = loop_->create_task(body(Closing(&*loop_, future)));
  loop_->run_once();
  loop_.reset();
  EXPECT_EQ(future.result(), 1);
  EXPECT_FALSE(other.done());
}

TEST(Run, CancelsWhatIsLeft) {
  std::string seen;
  auto straggler = [&]() -> Coroutine<void> {
    try {
      co_await sleep(9s);
    } catch (const CancelledError&) {
      seen += "cancelled ";
    }
    co_await sleep(1s);
    seen += "and waited for";
  };
  auto main = [&]() -> Coroutine<int> {
    create_task(straggler());
    co_await sleep(1s);
    co_return 1;
  };
  EXPECT_EQ(run(main()), 1);
  EXPECT_EQ(seen, "cancelled and waited for");
}

TEST(Run, GivesUpOnTasksThatNeverEnd) {
  auto endless = []() -> Coroutine<void> {
    for (;;) {
      try {
        co_await new_future();
      } catch (const CancelledError&) {
      }
    }
  };
  auto main = [&]() -> Coroutine<int> {
    create_task(endless());
    co_await sleep(1s);
    co_return 1;
  };
  EXPECT_EQ(run(main()), 1);
}

TEST(Run, ThrowsWhatMainRaises) {
  EXPECT_EQ(thrown_by([] { return run(raising(key_error("k"))); }), "KeyError('k')");
}

}  // namespace
}  // namespace gathercheck::reference
