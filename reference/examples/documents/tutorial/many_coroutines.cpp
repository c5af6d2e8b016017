// SPDX-License-Identifier: MIT
// Source: superfastpython.com, How to Use asyncio.gather() in Python (Jason Brownlee), Russian
// translation, section 3.2. https://superfastpython.com/asyncio-gather/
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
  // run the tasks
  co_await gather(task_coro(0), task_coro(1), task_coro(2));
  // report a message
  std::cout << "main done\n";
}

}  // namespace

int main() { run(async_main()); }
