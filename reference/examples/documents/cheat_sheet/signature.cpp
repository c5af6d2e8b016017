// SPDX-License-Identifier: MIT
// Source: an asyncio cheat sheet in Russian, "asyncio.gather(*aws, loop=None,
// return_exceptions=False)". It has one fragment, the signature, followed by claims in prose; this
// program exercises both. The loop parameter is in notes/syntax.cpp.
#include <algorithm>
#include <chrono>
#include <iostream>
#include <utility>
#include <vector>

#include "gathercheck/reference/asyncio.hpp"
#include "repr.hpp"

using namespace gathercheck::reference;
using namespace std::chrono_literals;
using gathercheck::documents::repr;

namespace {

Coroutine<int> succeed(int value) {
  co_await sleep(1s);
  co_return value;
}

Coroutine<int> fail() {
  co_await sleep(1s);
  throw ValueError("failed");
}

std::vector<Coroutine<int>> succeed_all(const std::vector<int>& values) {
  std::vector<Coroutine<int>> coroutines;
  for (const int value : values) coroutines.push_back(succeed(value));
  return coroutines;
}

// Fragment: "return_exceptions = True - ignores exceptions, returns them into the list".
Coroutine<void> return_exceptions_true() {
  const auto results = co_await gather(succeed(1), fail(), return_exceptions);
  std::cout << "True: " << repr(results) << '\n';
}

// Fragment: "return_exceptions = False - does not ignore exceptions".
Coroutine<void> return_exceptions_false() {
  try {
    co_await gather(succeed(1), fail());
  } catch (const ValueError&) {
    std::cout << "False: raised " << repr(std::current_exception()) << '\n';
  }
}

// Claim: gather runs several coroutines at the same time.
Coroutine<void> same_time() {
  EventLoop& loop = EventLoop::running();
  const Seconds start = loop.time();
  co_await gather(succeed_all(std::vector<int>(10)));
  std::cout << "10 coroutines of 1 s took " << (loop.time() - start).count() << " s\n";
}

// Claim: the loop runs no other tasks until the gather is done. It is wrong.
Coroutine<void> other_tasks() {
  const auto other = create_task(succeed(1));
  co_await gather(succeed(1), sleep(2s));
  std::cout << (other.done() ? "another task ran meanwhile\n" : "the loop was blocked\n");
}

Coroutine<int> count(int& in_flight) {
  ++in_flight;
  co_await sleep(1s);
  co_return in_flight;
}

// Claim: the number of coroutines is limited, depending on the platform. It is wrong.
Coroutine<void> number_of_coroutines() {
  int in_flight = 0;
  std::vector<Coroutine<int>> coroutines;
  for (int i = 0; i < 10'000; ++i) coroutines.push_back(count(in_flight));
  const auto counts = co_await gather(std::move(coroutines));
  std::cout << "in flight together: " << std::ranges::min(counts) << '\n';
}

// Claim: coroutines can be run group by group, with several calls of gather.
Coroutine<void> group_by_group() {
  const std::vector<std::vector<int>> groups = {{1, 2}, {3, 4}};
  for (const auto& group : groups) {
    const auto results = co_await gather(succeed_all(group));
    std::cout << "group: " << repr(results) << '\n';
  }
}

Coroutine<void> async_main() {
  co_await return_exceptions_true();
  co_await return_exceptions_false();
  co_await same_time();
  co_await other_tasks();
  co_await number_of_coroutines();
  co_await group_by_group();
}

}  // namespace

int main() { run(async_main()); }
