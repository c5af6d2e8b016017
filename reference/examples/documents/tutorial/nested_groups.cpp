// SPDX-License-Identifier: MIT
// Source: superfastpython.com, How to Use asyncio.gather() in Python (Jason Brownlee), Russian
// translation, section 3.5. https://superfastpython.com/asyncio-gather/
#include <chrono>
#include <iostream>

#include "gathercheck/reference/asyncio.hpp"

using namespace gathercheck::reference;
using namespace std::chrono_literals;

namespace {

// coroutine used for a task
Coroutine<void> task_coro(int value) {
  // report a message
  std::cout << ">task " << value << " executing\n";
  // sleep for a moment
  co_await sleep(1s);
}

// coroutine used for the entry point
Coroutine<void> async_main() {
  // report a message
  std::cout << "main starting\n";
  // create a group of level 1
  const auto group1 = gather(task_coro(0), task_coro(1), task_coro(2));
  // create a group of level 2
  const auto group2 = gather(task_coro(3), task_coro(4), task_coro(5));
  // create a group of level 3
  const auto group3 = gather(group1, group2);
  // run 3, which runs 1 and 2
  co_await group3;
  // report a message
  std::cout << "main done\n";
}

}  // namespace

int main() { run(async_main()); }
