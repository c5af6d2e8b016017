// SPDX-License-Identifier: MIT
// Neither depth nor width costs stack: everything here ends, is cancelled and is destroyed on the
// default stack of 8 MB, without optimisation and with sanitizers too.
#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "children.hpp"

namespace gathercheck::reference {
namespace {

using namespace test;

constexpr int deep = 100'000;
constexpr int wide = 1'000'000;

/// The number of children below, which a gather of gathers adds up.
struct Count {
  explicit Count(int number) : n(number) {}
  explicit Count(const std::vector<Outcome<Count>>& children) {
    for (const auto& child : children) n += child ? child.value().n : 0;
  }
  int n = 0;
};

/// A task that awaits a gather of a task that awaits a gather, and so on.
Coroutine<int> tasks_and_gathers(int depth, Future<int> innermost) {
  if (depth == 0) co_return co_await innermost;
  const auto results =
      co_await gather(list<Coroutine<int>>(tasks_and_gathers(depth - 1, innermost)));
  co_return results[0] + 1;
}

/// A gather of a gather of a gather, and so on.
Future<Count> gathers(int depth, Future<Count> innermost) {
  for (int i = 0; i < depth; ++i) {
    innermost = gather_as<Count>(list<Future<Count>>(innermost), ReturnExceptions::no);
  }
  return innermost;
}

/// A task that awaits a task that awaits a task, and so on.
Task<int> tasks(int depth, Future<int> innermost) {
  EventLoop& loop = innermost.get_loop();
  Task<int> task = loop.create_task(waiting(innermost));
  for (int i = 1; i < depth; ++i) task = loop.create_task(waiting<int>(task));
  return task;
}

/// A coroutine that awaits a coroutine that awaits a coroutine, and so on, in one task.
Coroutine<int> coroutines(int depth, Future<int> innermost) {
  if (depth == 0) co_return co_await innermost;
  co_return co_await coroutines(depth - 1, innermost) + 1;
}

/// A gather of many children that await a future, or give way once if there is none.
Coroutine<int> gathering(int children, Future<int> awaited) {
  std::vector<Coroutine<int>> list;
  list.reserve(static_cast<std::size_t>(children));
  for (int i = 0; i < children; ++i) list.push_back(awaited ? waiting(awaited) : yielding(1));
  int sum = 0;
  for (int result : co_await gather(std::move(list))) sum += result;
  co_return sum;
}

/// A loop, and short words for what is done in every test.
class Depth : public testing::Test {
 protected:
  Depth() { loop_.emplace(); }

  template <class T>
  Future<T> new_future() {
    return loop_->create_future<T>();
  }
  template <class T>
  Task<T> start(Coroutine<T> coroutine) {
    auto task = loop_->create_task(std::move(coroutine));
    run();
    return task;
  }
  void run() { loop_->run_until_idle(); }
  template <class T>
  void cancel(const Future<T>& future) {
    EXPECT_TRUE(future.cancel("m"));
    run();
    ASSERT_TRUE(future.done());
    EXPECT_EQ(thrown_by([&] { return future.result(); }), "CancelledError('m')");
  }
  void destroy_loop() { loop_.reset(); }

 private:
  std::optional<EventLoop> loop_;
};

TEST_F(Depth, TasksAndGathersComplete) {
  const auto innermost = new_future<int>();
  const auto task = start(tasks_and_gathers(deep, innermost));
  innermost.set_result(1);
  run();
  EXPECT_EQ(task.result(), deep + 1);
}

TEST_F(Depth, TasksAndGathersFailWithTheVerySameException) {
  const auto innermost = new_future<int>();
  const auto task = start(tasks_and_gathers(deep, innermost));
  const auto exception = key_error("k");
  innermost.set_exception(exception);
  run();
  EXPECT_EQ(task.exception(), exception);
}

TEST_F(Depth, TasksAndGathersAreCancelled) {
  const auto innermost = new_future<int>();
  cancel(start(tasks_and_gathers(deep, innermost)));
  EXPECT_TRUE(innermost.cancelled());
}

TEST_F(Depth, TasksAndGathersAreDestroyedWithTheirLoop) {
  const auto task = start(tasks_and_gathers(deep, new_future<int>()));
  destroy_loop();
  EXPECT_FALSE(task.done());
}

TEST_F(Depth, GathersComplete) {
  const auto innermost = new_future<Count>();
  const auto outer = gathers(deep, innermost);
  innermost.set_result(Count(7));
  run();
  EXPECT_EQ(outer.result().n, 7);
}

TEST_F(Depth, GathersAreCancelled) {
  const auto innermost = new_future<Count>();
  cancel(gathers(deep, innermost));
  EXPECT_TRUE(innermost.cancelled());
}

TEST_F(Depth, GathersAreDestroyedWhenNobodyHasThem) {
  auto innermost = new_future<Count>();
  auto outer = gathers(deep, innermost);
  innermost.set_result(Count(7));
  innermost = {};
  run();
  outer = {};
}

TEST_F(Depth, GathersAreDestroyedWithTheirLoop) {
  const auto outer = gathers(deep, new_future<Count>());
  destroy_loop();
  EXPECT_FALSE(outer.done());
}

TEST_F(Depth, TasksComplete) {
  const auto innermost = new_future<int>();
  const auto task = tasks(deep, innermost);
  run();
  innermost.set_result(1);
  run();
  EXPECT_EQ(task.result(), 1);
}

TEST_F(Depth, TasksAreCancelled) {
  const auto task = tasks(deep, new_future<int>());
  run();
  cancel(task);
}

TEST_F(Depth, TasksAreDestroyedBeforeTheyStarted) {
  const auto task = tasks(deep, new_future<int>());
  destroy_loop();
  EXPECT_FALSE(task.done());
}

TEST_F(Depth, CoroutinesComplete) {
  const auto innermost = new_future<int>();
  const auto task = start(coroutines(deep, innermost));
  innermost.set_result(1);
  run();
  EXPECT_EQ(task.result(), deep + 1);
}

TEST_F(Depth, CoroutinesAreCancelled) {
  cancel(start(coroutines(deep, new_future<int>())));
}

TEST_F(Depth, CoroutinesAreDestroyedWithTheirLoop) {
  const auto task = start(coroutines(deep, new_future<int>()));
  destroy_loop();
  EXPECT_FALSE(task.done());
}

TEST_F(Depth, AMillionChildrenComplete) {
  const auto outer = start(gathering(wide, {}));
  EXPECT_EQ(outer.result(), wide);
}

TEST_F(Depth, AMillionChildrenAreCancelled) {
  cancel(start(gathering(wide, new_future<int>())));
}

TEST_F(Depth, AMillionChildrenAreDestroyedWithTheirLoop) {
  const auto outer = start(gathering(wide, new_future<int>()));
  destroy_loop();
  EXPECT_FALSE(outer.done());
}

TEST_F(Depth, AMillionTimesTheSameChildIsOneChild) {
  const auto child = new_future<int>();
  const auto outer = gather(std::vector<Future<int>>(wide, child));
  child.set_result(3);
  run();
  EXPECT_EQ(outer.result(), std::vector<int>(wide, 3));
}

TEST_F(Depth, AMillionTimesTheSameChildIsCancelledOnce) {
  const auto child = new_future<int>();
  const auto outer = gather(std::vector<Future<int>>(wide, child));
  cancel(outer);
  EXPECT_TRUE(child.cancelled());
}

TEST_F(Depth, AMillionCallbacksOfOneFutureAreCalledInOrder) {
  const auto future = new_future<int>();
  int calls = 0;
  for (int i = 0; i < wide; ++i) {
    future.add_done_callback([&calls, i] { calls += calls == i ? 1 : 0; });
  }
  future.set_result(1);
  run();
  EXPECT_EQ(calls, wide);
}

}  // namespace
}  // namespace gathercheck::reference
