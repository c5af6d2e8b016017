// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "gathercheck/reference/asyncio.hpp"

namespace gathercheck::reference {
namespace {

using namespace std::chrono_literals;

Coroutine<int> twice(int n) {
  co_await sleep(0s);
  co_return 2 * n;
}
Coroutine<std::string> name() {
  co_await sleep(1s);
  co_return "name";
}
Coroutine<void> nothing() { co_return; }
Coroutine<int> failing() {
  co_await sleep(1s);
  throw std::runtime_error("no");
}

Coroutine<int> all() {
  auto [a, b, c] = co_await gather(twice(1), name(), nothing());
  std::vector<Coroutine<int>> list;
  for (int i = 0; i < 10; ++i) list.push_back(twice(i));
  const auto values = co_await gather(std::move(list));
  auto outcomes = co_await gather(failing(), twice(4), return_exceptions);
  int sum = a + static_cast<int>(b.size()) + std::get<1>(outcomes).value();
  for (int v : values) sum += v;
  EXPECT_FALSE(std::get<0>(outcomes).has_value());
  sum += co_await twice(1);
  std::vector<Awaitable<int>> mixed;
  mixed.push_back(twice(1));
  mixed.push_back(create_task(twice(1)));
  auto s = co_await gather_as<std::vector<Outcome<int>>>(mixed, ReturnExceptions::yes);
  sum += s[0].value();
  co_return sum;
}

TEST(Smoke, EverythingTogether) { EXPECT_EQ(run(all()), 2 + 4 + 8 + 90 + 2 + 2); }

}  // namespace
}  // namespace gathercheck::reference
