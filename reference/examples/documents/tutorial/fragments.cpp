// SPDX-License-Identifier: MIT
// Source: superfastpython.com, How to Use asyncio.gather() in Python (Jason Brownlee), Russian
// translation: the fragments, which the document prints behind `...`. Each comment "Fragment" names
// the section and the fragment's own comment. https://superfastpython.com/asyncio-gather/
#include <chrono>
#include <concepts>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "gathercheck/reference/asyncio.hpp"
#include "repr.hpp"

using namespace gathercheck::reference;
using namespace std::chrono_literals;
using gathercheck::documents::repr;

namespace {

std::vector<std::string> finished;

Coroutine<int> coro(int number) {
  co_await sleep(Seconds(number));
  finished.push_back("coro" + std::to_string(number));
  co_return number;
}

Coroutine<int> coro1() { return coro(1); }
Coroutine<int> coro2() { return coro(2); }
Coroutine<int> coro3() { return coro(3); }

Coroutine<int> failing() {
  co_await sleep(1s);
  throw ValueError("failed");
}

Coroutine<void> without_value() { co_await sleep(1s); }

/// Waits for coroutines that nobody awaits, and tells which there were.
Coroutine<void> report_finished(std::string section) {
  co_await sleep(10s);
  std::cout << section << " finished " << repr(std::exchange(finished, {})) << '\n';
}

// Fragment of section 1: run a collection of awaitables.
Coroutine<void> coroutine_and_task() {
  const auto results = co_await gather(coro1(), create_task(coro2()));
  std::cout << "1 " << repr(results) << '\n';
}

// Fragment of section 2.1: run several coroutines.
Coroutine<void> several_coroutines() {
  gather(coro1(), coro2());
  co_await report_finished("2.1");
}

// Fragment of section 2.1: cannot provide a list of awaitables directly. In C++ the compiler tells:
// a list is no awaitable. As the only argument, `gather(list)`, it is the unpacked one.
Coroutine<void> list_not_unpacked() {
  if (!awaitable<std::vector<Coroutine<int>>>) std::cout << "2.1 TypeError\n";
  co_return;
}

// Fragment of section 2.1: gather with an unpacked list of awaitables.
Coroutine<void> list_unpacked() {
  gather(std::vector{coro1(), coro2()});
  co_await report_finished("2.1");
}

// Fragment of section 2.2: get a future that represents several awaitables.
Coroutine<void> returns_a_future() {
  const auto group = gather(coro1(), coro2());
  const bool is_a_future = std::derived_from<std::remove_const_t<decltype(group)>, AnyFuture>;
  std::cout << "2.2 is a future: " << repr(is_a_future) << " done: " << repr(group.done()) << '\n';
  co_await group;
}

// Fragment of section 2.2: the same; suspend for a while, perhaps the group is executed.
Coroutine<void> runs_without_await() {
  const auto group = gather(coro1(), coro2());
  co_await sleep(10s);
  std::cout << "2.2 done: " << repr(group.done()) << ' ' << repr(group.result()) << '\n';
}

// Fragments of section 2.3: run the group; run the group and get the values.
Coroutine<void> await_the_group() {
  const auto group = gather(coro1(), coro2());
  co_await group;
  const auto& results = co_await group;
  std::cout << "2.3 " << repr(results) << '\n';
}

// Section 2.3 on coroutines that return nothing: the list has None.
Coroutine<void> await_without_values() {
  const auto results = co_await gather(without_value(), without_value());
  std::cout << "2.3 " << repr(results) << '\n';
}

// Fragment of section 2.3: run the tasks and get the results on one line.
Coroutine<void> await_on_one_line() {
  const auto [result1, result2] = co_await gather(coro1(), coro2());
  std::cout << "2.3 [" << result1 << ", " << result2 << "]\n";
}

// Fragment of section 2.4: a group of tasks; another one; run group2, which runs group1 too.
Coroutine<void> nested() {
  const auto group1 = gather(coro1(), coro2());
  const auto group2 = gather(group1, coro3());
  const auto& results = co_await group2;
  std::cout << "2.4 " << repr(results) << '\n';
}

// Fragment of section 2.5: try, run the tasks and get the result, except Exception.
Coroutine<void> exceptions() {
  try {
    const auto results = co_await gather(coro1(), failing());
    std::cout << "2.5 " << repr(results) << '\n';
  } catch (const std::exception&) {
    std::cout << "2.5 raised " << repr(std::current_exception()) << '\n';
  }
}

// Section 2.5 on a cancelled task: CancelledError, which a handler for std::exception lets pass.
Coroutine<void> cancelled_task() {
  const auto task = create_task(coro1());
  const auto group = gather(task, coro2());
  task.cancel();
  try {
    co_await group;
  } catch (const std::exception&) {
    std::cout << "2.5 raised " << repr(std::current_exception()) << '\n';
  } catch (const CancelledError&) {
    std::cout << "2.5 raised CancelledError\n";
  }
}

// Fragment of section 2.5: run the tasks and get exceptions as results.
Coroutine<void> exceptions_returned() {
  const auto results = co_await gather(coro1(), failing(), return_exceptions);
  std::cout << "2.5 " << repr(results) << '\n';
}

// Fragment of section 2.6: check whether the group of tasks is done.
Coroutine<void> check_done() {
  const auto group = gather(coro1(), coro2());
  co_await group;
  if (group.done()) std::cout << "2.6 done\n";
}

// Fragment of section 2.6: cancel all tasks in the group. The group itself never is cancelled().
Coroutine<void> cancel_the_group() {
  finished.clear();
  const auto group = gather(coro1(), coro2());
  group.cancel();
  try {
    co_await group;
  } catch (const CancelledError&) {
    std::cout << "2.6 raised CancelledError, cancelled(): " << repr(group.cancelled()) << '\n';
  }
  co_await report_finished("2.6");
}

// Fragments of section 3.3: create many coroutines; run the tasks.
Coroutine<void> list_of_coroutines() {
  finished.clear();
  std::vector<Coroutine<int>> coros;
  for (int i = 0; i < 10; ++i) coros.push_back(coro(i));
  co_await gather(coros);
  co_await report_finished("3.3");
}

Coroutine<void> async_main() {
  co_await coroutine_and_task();
  finished.clear();
  co_await several_coroutines();
  co_await list_not_unpacked();
  co_await list_unpacked();
  co_await returns_a_future();
  co_await runs_without_await();
  co_await await_the_group();
  co_await await_without_values();
  co_await await_on_one_line();
  co_await nested();
  co_await exceptions();
  co_await cancelled_task();
  co_await exceptions_returned();
  co_await check_done();
  co_await cancel_the_group();
  co_await list_of_coroutines();
}

}  // namespace

int main() { run(async_main()); }
