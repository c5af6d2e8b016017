// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "children.hpp"
#include "gathercheck/reference/detail/group_future.hpp"

namespace gathercheck::reference::test {
namespace {

using namespace std::chrono_literals;

/// A group that is not gather's: it asks its futures from the last to the first, and ends with the
/// number of those that it asked.
class Backwards final : public detail::WithResult<int, detail::GroupFuture> {
 public:
  static Future<int> of(std::vector<AnyFuture> futures) {
    auto group = detail::Ref<Backwards>::adopt(new Backwards(std::move(futures)));
    group->attach(EventLoop::running());
    return Future<int>(std::move(group));
  }

 private:
  explicit Backwards(std::vector<AnyFuture> futures) : futures_(std::move(futures)) {}
  detail::FutureBase* next_to_cancel(std::size_t asked) override {
    return asked < futures_.size() ? &futures_[futures_.size() - 1 - asked].state() : nullptr;
  }
  bool end_cancel(bool accepted) override {
    if (!done()) set_result(static_cast<int>(futures_.size()));
    return accepted;
  }
  void abandon() noexcept override {
    WithResult::abandon();
    futures_.clear();
  }
  void destroy() noexcept override { delete this; }

  std::vector<AnyFuture> futures_;
};

TEST(Group, DecidesWhomCancelAsksAndWhatBecomesOfItself) {
  auto main = []() -> Coroutine<void> {
    std::vector<std::string> log;
    std::vector<AnyFuture> futures;
    for (int i = 0; i < 2; ++i) futures.push_back(EventLoop::running().create_future<int>());
    futures[0].add_done_callback([&] { log.emplace_back("first"); });
    futures[1].add_done_callback([&] { log.emplace_back("last"); });
    auto group = Backwards::of(futures);
    EXPECT_TRUE(group.cancel());
    EXPECT_EQ(co_await group, 2);
    co_await sleep(0s);
    EXPECT_EQ(joined(log), "last; first");
    EXPECT_FALSE(group.cancel());
  };
  run(main());
}

TEST(Group, IsSettledByHandAndRefusesToBeSettledAgain) {
  auto main = []() -> Coroutine<void> {
    auto group = Backwards::of({});
    group.set_result(5);
    EXPECT_EQ(group.result(), 5);
    EXPECT_EQ(thrown_by([&] { group.set_result(6); }), "InvalidStateError");
    co_return;
  };
  run(main());
}

TEST(Group, IsAChildOfGatherLikeAnyFuture) {
  auto main = []() -> Coroutine<void> {
    auto future = EventLoop::running().create_future<int>();
    auto group = Backwards::of(std::vector<AnyFuture>(1, future));
    auto outer = gather(group, group);
    co_await sleep(1s);
    EXPECT_TRUE(outer.cancel());
    EXPECT_TRUE(future.cancelled());
    EXPECT_EQ(co_await group, 1);
  };
  run(main());
}

TEST(Group, GoesWithItsLoop) {
  Future<int> kept;
  {
    EventLoop loop;
    auto main = [&]() -> Coroutine<void> {
      kept = Backwards::of(std::vector<AnyFuture>(1, EventLoop::running().create_future<int>()));
      co_return;
    };
    loop.run_until_complete(main());
  }
  EXPECT_FALSE(kept.done());
  EXPECT_EQ(thrown_by([&] { kept.get_loop(); }), "RuntimeError");
}

}  // namespace
}  // namespace gathercheck::reference::test
