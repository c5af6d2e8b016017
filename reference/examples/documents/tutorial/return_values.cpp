// SPDX-License-Identifier: MIT
// Source: superfastpython.com, How to Use asyncio.gather() in Python (Jason Brownlee), Russian
// translation, section 3.4. https://superfastpython.com/asyncio-gather/
#include <chrono>
#include <iostream>
#include <vector>

#include "gathercheck/reference/asyncio.hpp"
#include "repr.hpp"

using namespace gathercheck::reference;
using namespace std::chrono_literals;
using gathercheck::documents::repr;

namespace {

// coroutine used for a task
Coroutine<int> task_coro(int value) {
  // report a message
  std::cout << ">task " << value << " executing\n";
  // sleep for a moment
  co_await sleep(1s);
  // return a value
  co_return value * 10;
}

// coroutine used for the entry point
Coroutine<void> async_main() {
  // report a message
  std::cout << "main starting\n";
  // create many tasks
  std::vector<Coroutine<int>> tasks;
  for (int i = 0; i < 10; ++i) tasks.push_back(task_coro(i));
  // run the tasks
  const auto values = co_await gather(tasks);
  // report the values
  std::cout << repr(values) << '\n';
  // report a message
  std::cout << "main done\n";
}

}  // namespace

int main() { run(async_main()); }
