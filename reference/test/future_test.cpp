// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "children.hpp"

namespace gathercheck::reference {
namespace {

using namespace test;

TEST(AFuture, IsPendingUntilItIsSettled) {
  EventLoop loop;
  const auto future = loop.create_future<int>();
  EXPECT_FALSE(future.done());
  EXPECT_EQ(thrown_by([&] { return future.result(); }), "InvalidStateError");
  EXPECT_EQ(thrown_by([&] { return future.exception(); }), "InvalidStateError");
  future.set_result(1);
  EXPECT_TRUE(future.done());
  EXPECT_EQ(future.result(), 1);
  EXPECT_EQ(future.exception(), nullptr);
}

TEST(AFuture, HoldsTheVeryExceptionItWasGiven) {
  EventLoop loop;
  const auto future = loop.create_future<int>();
  const auto exception = key_error("k");
  future.set_exception(exception);
  EXPECT_EQ(future.exception(), exception);
  try {
    future.result();
    ADD_FAILURE();
  } catch (...) {
    EXPECT_EQ(std::current_exception(), exception);
  }
}

TEST(AFuture, RefusesAnExceptionThatIsNone) {
  EventLoop loop;
  const auto future = loop.create_future<int>();
  EXPECT_EQ(thrown_by([&] { return (future.set_exception(nullptr), 0); }), "ValueError");
  EXPECT_FALSE(future.done());
  EXPECT_EQ(thrown_by([&] { return (raised(nullptr), 0); }), "ValueError");
}

TEST(AnOutcome, MayHaveAnExceptionAsItsValue) {
  const auto exception = key_error("k");
  const Outcome<std::exception_ptr> value(exception);
  EXPECT_TRUE(value.has_value());
  EXPECT_EQ(value.value(), exception);
  const Outcome<std::exception_ptr> failure(raised(exception));
  EXPECT_EQ(failure.error(), exception);
  const auto returns_it = [](std::exception_ptr e) -> Coroutine<std::exception_ptr> {
    co_return e;
  };
  const auto listed = run([](auto coroutine) -> Coroutine<bool> {
    const auto [outcome] = co_await gather(std::move(coroutine), return_exceptions);
    co_return outcome.has_value();
  }(returns_it(exception)));
  EXPECT_TRUE(listed);
}

TEST(AFuture, TellsWhatResultWouldDo) {
  EventLoop loop;
  const auto future = loop.create_future<int>();
  EXPECT_NE(exception_as<InvalidStateError>(future.outcome().error()), nullptr);
  const auto ended = loop.create_future<int>();
  ended.set_result(1);
  EXPECT_EQ(ended.outcome().value(), 1);
  const auto exception = key_error("k");
  const auto failed = loop.create_future<int>();
  failed.set_exception(exception);
  EXPECT_EQ(failed.outcome().error(), exception);
  future.cancel("because");
  const auto cancelled = future.outcome();
  ASSERT_NE(exception_as<CancelledError>(cancelled.error()), nullptr);
  EXPECT_EQ(exception_as<CancelledError>(cancelled.error())->message(), "because");
  const auto empty = loop.create_future<void>();
  empty.set_result();
  EXPECT_TRUE(empty.outcome().has_value());
}

TEST(AnException, IsFoundByItsVeryTypeOnly) {
  struct TimedOut : CancelledError {};
  const auto derived = std::make_exception_ptr(TimedOut());
  EXPECT_EQ(exception_as<CancelledError>(derived), nullptr);
  EXPECT_NE(exception_as<TimedOut>(derived), nullptr);
  EXPECT_TRUE(is_cancelled_error(derived));
  EXPECT_EQ(exception_as<CancelledError>(nullptr), nullptr);
  EXPECT_EQ(exception_as<CancelledError>(std::make_exception_ptr(1)), nullptr);
  EXPECT_FALSE(is_cancelled_error(std::make_exception_ptr(1)));
}

TEST(AFuture, EndsOnce) {
  EventLoop loop;
  const auto future = loop.create_future<int>();
  future.set_result(1);
  EXPECT_EQ(thrown_by([&] { return (future.set_result(2), 0); }), "InvalidStateError");
  EXPECT_EQ(thrown_by([&] { return (future.set_exception(key_error("k")), 0); }),
            "InvalidStateError");
  EXPECT_FALSE(future.cancel());
  EXPECT_EQ(future.result(), 1);
}

TEST(AFuture, ThatIsCancelledRaisesFromResultAndFromException) {
  EventLoop loop;
  const auto future = loop.create_future<int>();
  EXPECT_TRUE(future.cancel("m"));
  EXPECT_TRUE(future.cancelled());
  EXPECT_EQ(thrown_by([&] { return future.result(); }), "CancelledError('m')");
  EXPECT_EQ(thrown_by([&] { return future.exception(); }), "CancelledError('m')");
}

TEST(AFuture, ThatIsGivenACancelledErrorIsNotCancelled) {
  EventLoop loop;
  const auto future = loop.create_future<int>();
  future.set_exception(cancelled_error());
  EXPECT_FALSE(future.cancelled());
  EXPECT_TRUE(is_cancelled_error(future.exception()));
}

TEST(AFuture, CallsItsCallbacksLaterAndInOrder) {
  EventLoop loop;
  std::string calls;
  const auto future = loop.create_future<int>();
  for (const char* name : {"a", "b", "c"}) {
    future.add_done_callback(
        [&calls, name](Future<int> done) { calls += name + std::to_string(done.result()); });
  }
  future.set_result(1);
  EXPECT_EQ(calls, "");
  future.add_done_callback([&] { calls += "late"; });
  loop.run_once();
  EXPECT_EQ(calls, "a1b1c1late");
}

TEST(AFuture, GivesItselfToItsCallbacks) {
  EventLoop loop;
  AnyFuture seen;
  const auto future = loop.create_future<int>();
  future.add_done_callback([&](const Future<int>& done) { seen = done; });
  future.set_result(1);
  loop.run_once();
  EXPECT_EQ(seen, future);
}

TEST(AFuture, SurvivesACallbackThatThrows) {
  EventLoop loop;
  std::vector<std::string> reported;
  loop.set_exception_handler([&](std::exception_ptr error) { reported.push_back(show(error)); });
  const auto future = loop.create_future<int>();
  bool called = false;
  future.add_done_callback([] { throw KeyError{"k"}; });
  future.add_done_callback([&] { called = true; });
  future.set_result(1);
  loop.run_until_idle();
  EXPECT_TRUE(called);
  EXPECT_EQ(joined(reported), "KeyError('k')");
  EXPECT_EQ(future.result(), 1);
}

TEST(AFuture, IsComparedByIdentity) {
  EventLoop loop;
  const auto future = loop.create_future<int>();
  const auto same = future;
  EXPECT_EQ(same, future);
  EXPECT_NE(future, loop.create_future<int>());
  EXPECT_NE(future, Future<int>());
}

TEST(AFuture, ThatIsEmptySaysSo) {
  const Future<int> empty;
  EXPECT_FALSE(empty);
  EXPECT_EQ(thrown_by([&] { return empty.done(); }), "RuntimeError");
  EXPECT_EQ(thrown_by([&] { return empty.cancel(); }), "RuntimeError");
  EXPECT_EQ(thrown_by([&] { return empty.result(); }), "RuntimeError");
}

TEST(AFuture, CanHoldWhatCanOnlyBeMoved) {
  auto main = []() -> Coroutine<void> {
    auto future = EventLoop::running().create_future<std::unique_ptr<int>>();
    future.set_result(std::make_unique<int>(1));
    EXPECT_EQ(*co_await future, 1);           // a look at it
    auto taken = co_await std::move(future);  // the thing itself
    EXPECT_EQ(*taken, 1);
  };
  run(main());
}

TEST(AFuture, ThatCannotBeCopiedIsNotTakenAwayFromAnotherOwner) {
  auto main = []() -> Coroutine<std::string> {
    auto future = EventLoop::running().create_future<std::unique_ptr<int>>();
    auto other = future;
    future.set_result(std::make_unique<int>(1));
    try {
      co_await std::move(future);
    } catch (...) {
      co_return show(std::current_exception()) + std::to_string(*other.result());
    }
    co_return "taken";
  };
  EXPECT_EQ(run(main()), "RuntimeError1");
}

TEST(AFuture, ThatOutlivesItsLoopCanBeAskedAndDestroyed) {
  Future<int> pending;
  Future<int> done;
  {
    EventLoop loop;
    pending = loop.create_future<int>();
    done = loop.create_future<int>();
    pending.add_done_callback([] { ADD_FAILURE(); });
    done.set_result(1);
  }
  EXPECT_EQ(done.result(), 1);
  EXPECT_FALSE(pending.done());
  EXPECT_EQ(thrown_by([&] { return (done.add_done_callback([] {}), 0); }), "RuntimeError");
  EXPECT_EQ(thrown_by([&] { return (pending.add_done_callback([] {}), 0); }), "RuntimeError");
  EXPECT_EQ(thrown_by([&] { return &pending.get_loop(); }), "RuntimeError");
  EXPECT_EQ(thrown_by([&] { return gather(done, done); }), "RuntimeError");
  EXPECT_TRUE(pending.cancel());
}

TEST(AShield, PassesTheResultOnButNotTheCancellation) {
  auto main = []() -> Coroutine<void> {
    auto inner = new_future();
    auto outer = shield(inner);
    auto other = shield(inner);
    EXPECT_TRUE(outer.cancel());
    EXPECT_FALSE(inner.done());
    inner.set_result(1);
    EXPECT_EQ(co_await other, 1);
    EXPECT_TRUE(outer.cancelled());
  };
  run(main());
}

TEST(AShield, LeavesACallbackBehindFrom314) {
  for (const Edition edition : {Edition::v3_13, Edition::v3_14}) {
    EventLoop loop(edition);
    auto inner = loop.create_future<int>();
    for (int i = 0; i < 2; ++i) shield(inner).cancel();
    loop.run_until_idle();
    EXPECT_EQ(loop.turn(), 0) << "the shields' own callbacks";
    inner.set_result(1);
    loop.run_until_idle();
    EXPECT_EQ(loop.turn(), edition == Edition::v3_14 ? 1 : 0);
  }
}

}  // namespace
}  // namespace gathercheck::reference
