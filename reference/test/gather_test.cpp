// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <memory>
#include <ranges>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "children.hpp"

namespace gathercheck::reference {
namespace {

using namespace test;
using namespace std::chrono_literals;

Coroutine<std::string> text(std::string what) {
  co_return what;
}
Coroutine<void> nothing() {
  co_return;
}
Coroutine<int> after(Seconds delay, int n) {
  co_await sleep(delay);
  co_return n;
}
Coroutine<int> failing_after(Seconds delay, std::string key) {
  co_await sleep(delay);
  throw KeyError{key};
}
Coroutine<std::unique_ptr<int>> owned(int n) {
  co_return std::make_unique<int>(n);
}

TEST(Gather, ResultsAreInTheOrderOfTheArguments) {
  auto main = []() -> Coroutine<void> {
    const auto results =
        co_await gather(list<Coroutine<int>>(after(3s, 10), after(1s, 20), after(2s, 30)));
    EXPECT_EQ(results, (std::vector<int>{10, 20, 30}));
    EXPECT_EQ(EventLoop::running().time(), 3s);
  };
  run(main());
}

TEST(Gather, ResultsOfDifferentTypesComeAsATuple) {
  auto main = []() -> Coroutine<void> {
    auto [a, b, c] = co_await gather(value(1), text("two"), nothing());
    EXPECT_EQ(a, 1);
    EXPECT_EQ(b, "two");
    EXPECT_EQ(c, std::monostate());
  };
  run(main());
}

TEST(Gather, OfNothingIsDone) {
  auto main = []() -> Coroutine<void> {
    EXPECT_EQ(gather().result(), std::tuple<>());
    EXPECT_EQ(gather(std::vector<Task<int>>()).result(), std::vector<int>());
    EXPECT_TRUE(gather(std::vector<Task<int>>(), return_exceptions).result().empty());
    EXPECT_FALSE(gather().cancel());
    co_return;
  };
  run(main());
}

TEST(Gather, TakesCoroutinesTasksFuturesAndSleepsAtOnce) {
  auto main = []() -> Coroutine<void> {
    auto future = new_future();
    future.set_result(3);
    auto [a, b, c, d] = co_await gather(value(1), create_task(value(2)), future, sleep(1s));
    EXPECT_EQ(a + b + c, 6);
    EXPECT_EQ(d, std::monostate());
  };
  run(main());
}

TEST(Gather, TakesAnyRange) {
  auto main = []() -> Coroutine<void> {
    auto squares =
        std::views::iota(1, 4) | std::views::transform([](int n) { return value(n * n); });
    EXPECT_EQ(show(co_await gather(squares)), "[1, 4, 9]");
    const auto tasks = list<Task<int>>(create_task(value(1)), create_task(value(2)));
    EXPECT_EQ(show(co_await gather(tasks)), "[1, 2]");
  };
  run(main());
}

TEST(Gather, TheFirstToFailDecidesNotTheFirstOfTheArguments) {
  auto main = []() -> Coroutine<void> {
    auto outer = gather(failing_after(2s, "late"), failing_after(1s, "early"), after(3s, 1));
    try {
      co_await outer;
      ADD_FAILURE();
    } catch (const KeyError& error) {
      EXPECT_EQ(error.key, "early");
      EXPECT_EQ(EventLoop::running().time(), 1s);
    }
  };
  run(main());
}

TEST(Gather, SiblingsOfAFailedChildRunOn) {
  auto main = []() -> Coroutine<void> {
    auto sibling = create_task(after(3s, 1));
    auto outer = gather(failing_after(1s, "k"), sibling);
    EXPECT_EQ(co_await outcome(Future<int>(sibling)), "1");
    EXPECT_EQ(show(outer.exception()), "KeyError('k')");
    EXPECT_FALSE(outer.cancelled());
  };
  run(main());
}

TEST(Gather, WithReturnExceptionsOutcomesStandInTheList) {
  auto main = []() -> Coroutine<void> {
    const auto exception = key_error("k");
    const auto outcomes = co_await gather(
        list<Coroutine<int>>(after(3s, 10), raising(exception), after(2s, 30)), return_exceptions);
    EXPECT_EQ(outcomes[0].value(), 10);
    EXPECT_FALSE(outcomes[1].has_value());
    EXPECT_EQ(outcomes[1].error(), exception);
    EXPECT_EQ(outcomes[2].value(), 30);
    EXPECT_EQ(thrown_by([&] { return outcomes[1].value(); }), "KeyError('k')");
  };
  run(main());
}

TEST(Gather, WithReturnExceptionsLastATupleOfOutcomesComes) {
  auto main = []() -> Coroutine<void> {
    auto [a, b] = co_await gather(text("fine"), raising(key_error("k")), return_exceptions);
    EXPECT_EQ(a.value(), "fine");
    EXPECT_EQ(show(b.error()), "KeyError('k')");
  };
  run(main());
}

TEST(Gather, ACancelledChildIsAFailureOfItsSiblingsConcern) {
  auto main = []() -> Coroutine<void> {
    auto child = new_future();
    auto sibling = create_task(after(1s, 1));
    auto outer = gather(child, sibling);
    child.cancel();
    co_await sleep(2s);
    EXPECT_EQ(show(outer.exception()), "CancelledError()");
    EXPECT_FALSE(outer.cancelled());
    EXPECT_EQ(sibling.result(), 1);
  };
  run(main());
}

TEST(Gather, TheSameObjectTwiceIsOneChild) {
  int runs = 0;
  auto counting = [&]() -> Coroutine<int> { co_return ++runs; };
  auto main = [&]() -> Coroutine<void> {
    const auto coroutine = counting();
    const auto results = co_await gather(list<Coroutine<int>>(coroutine, value(7), coroutine));
    EXPECT_EQ(results, (std::vector<int>{1, 7, 1}));
    auto task = create_task(counting());
    EXPECT_EQ(co_await gather(task, task), std::tuple(2, 2));
    // The mark that tells duplicates apart is gone after the call.
    EXPECT_EQ(co_await gather(task, task), std::tuple(2, 2));
  };
  run(main());
  EXPECT_EQ(runs, 2);
}

TEST(Gather, AFailedDuplicateFailsOnce) {
  auto main = []() -> Coroutine<void> {
    auto child = new_future();
    auto outer = gather(list<Future<int>>(child, child, new_future()));
    child.set_exception(key_error("k"));
    EXPECT_EQ(co_await outcome(outer), "KeyError('k')");
  };
  run(main());
}

TEST(Gather, EveryAwaiterSeesTheVerySameList) {
  auto main = []() -> Coroutine<void> {
    auto outer = gather(list<Coroutine<int>>(value(1), value(2)));
    std::set<const std::vector<int>*> seen;
    auto awaiter = [&]() -> Coroutine<void> { seen.insert(&co_await outer); };
    co_await gather(awaiter(), awaiter());
    seen.insert(&outer.result());
    EXPECT_EQ(seen.size(), 1U);
  };
  run(main());
}

TEST(Gather, AListCanBeMovedOutOfATemporary) {
  auto main = []() -> Coroutine<void> {
    auto pointers = co_await gather(list<Coroutine<std::unique_ptr<int>>>(owned(1), owned(2)));
    EXPECT_EQ(*pointers[0] + *pointers[1], 3);
    auto [a, b] = co_await gather(owned(3), value(4));
    EXPECT_EQ(*a + b, 7);
  };
  run(main());
}

TEST(Gather, AResultThatCannotBeCopiedCannotBeAtTwoPositions) {
  auto main = []() -> Coroutine<void> {
    auto task = create_task(owned(1));
    auto outer = gather(task, task);
    co_await sleep(1s);
    EXPECT_EQ(show(outer.exception()), "RuntimeError");
  };
  run(main());
}

TEST(Gather, CopiesResultsThatSomeoneElseMayAskForAndMovesTheOthers) {
  auto main = []() -> Coroutine<void> {
    auto task = create_task(text(std::string(100, 'x')));
    const auto results = co_await gather(task, text("y"));
    EXPECT_EQ(std::get<0>(results), task.result());
  };
  run(main());
}

TEST(Gather, NestsToAnyDepthWhereTheTypeOfAListIsTheTypeOfAnItem) {
  struct Value {
    explicit Value(std::string word) : text(std::move(word)) {}
    explicit Value(const std::vector<Outcome<Value>>& items) : text("[") {
      for (const auto& item : items) text += item ? item.value().text : show(item.error());
      text += "]";
    }
    std::string text;
  };
  auto word = [](std::string what) -> Coroutine<Value> { co_return Value(what); };
  auto bad = []() -> Coroutine<Value> {
    throw KeyError{"k"};
    co_return Value("");
  };
  auto main = [&]() -> Coroutine<void> {
    auto inner = gather_as<Value>(list<Coroutine<Value>>(word("a"), bad()), ReturnExceptions::yes);
    auto outer =
        gather_as<Value>(list<Awaitable<Value>>(inner, word("b"), inner), ReturnExceptions::no);
    EXPECT_EQ((co_await outer).text, "[[aKeyError('k')]b[aKeyError('k')]]");
  };
  run(main());
}

TEST(Gather, RunsOnWithoutAnyoneHavingTheOuter) {
  auto main = []() -> Coroutine<void> {
    auto child = create_task(value(1));
    bool called = false;
    gather(child, value(2)).add_done_callback([&] { called = true; });
    co_await sleep(1s);
    EXPECT_TRUE(called);
  };
  run(main());
}

TEST(Gather, AnOuterCanBeSettledByTheUserWhileItIsPending) {
  auto main = []() -> Coroutine<void> {
    auto first = gather(list<Future<int>>(new_future()));
    first.set_result({7});
    EXPECT_EQ(show(co_await first), "[7]");
    auto child = new_future();
    auto second = gather(list<Future<int>>(child));
    second.set_exception(key_error("k"));
    child.set_result(1);
    EXPECT_EQ(co_await outcome(second), "KeyError('k')");
    EXPECT_FALSE(second.cancel());
  };
  run(main());
}

TEST(Gather, TakesItsLoopFromTheFuturesIfNoLoopIsRunning) {
  EventLoop loop;
  auto outer = gather(loop.create_task(value(1)), value(2));
  loop.run_until_idle();
  EXPECT_EQ(outer.result(), (std::tuple{1, 2}));
}

TEST(Gather, WithoutALoopIsAnErrorAndTheCoroutineCanStillBeUsed) {
  auto coroutine = value(1);
  EXPECT_EQ(thrown_by([&] { return gather(list<Coroutine<int>>(coroutine)); }), "RuntimeError");
  EXPECT_EQ(thrown_by([] { return gather(); }), "RuntimeError");
  EXPECT_EQ(run(coroutine), 1);
}

TEST(Gather, OfFuturesOfTwoLoopsIsAnError) {
  EventLoop one;
  EventLoop two;
  const auto a = one.create_future<int>();
  const auto b = two.create_future<int>();
  EXPECT_EQ(thrown_by([&] { return gather(a, b); }), "ValueError");
  EXPECT_TRUE(a.cancel());
  one.run_until_idle();
  EXPECT_FALSE(gather(b, b).done());
}

TEST(Gather, ThatThrowsLeavesItsEarlierChildrenRunning) {
  EventLoop one;
  EventLoop two;
  auto task = one.create_task(value(1));
  std::string seen;
  auto child = [&]() -> Coroutine<int> {
    seen = "ran";
    co_return 1;
  };
  EXPECT_EQ(thrown_by([&] { return gather(task, child(), two.create_future<int>()); }),
            "ValueError");
  one.run_until_idle();
  EXPECT_EQ(seen, "ran");
  // The marks are cleared: the same task can be a child again, twice.
  auto outer = gather(task, task);
  one.run_until_idle();
  EXPECT_EQ(outer.result(), (std::tuple{1, 1}));
}

TEST(Gather, OfAUsedCoroutineIsAnError) {
  auto main = []() -> Coroutine<void> {
    const auto coroutine = value(1);
    co_await gather(list<Coroutine<int>>(coroutine));
    EXPECT_EQ(thrown_by([&] { return gather(list<Coroutine<int>>(coroutine)); }), "RuntimeError");
  };
  run(main());
}

}  // namespace
}  // namespace gathercheck::reference
