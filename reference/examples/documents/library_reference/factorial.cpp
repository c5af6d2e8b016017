// SPDX-License-Identifier: MIT
// Source: Python library reference, Coroutines and Tasks, asyncio.gather (the example there).
// https://docs.python.org/3/library/asyncio-task.html#asyncio.gather
#include <chrono>
#include <iostream>
#include <string>

#include "gathercheck/reference/asyncio.hpp"

using namespace gathercheck::reference;
using namespace std::chrono_literals;

namespace {

Coroutine<void> factorial(std::string name, int number) {
  int f = 1;
  for (int i = 2; i <= number; ++i) {
    std::cout << "Task " << name << ": Compute factorial(" << i << ")...\n";
    co_await sleep(1s);
    f *= i;
  }
  std::cout << "Task " << name << ": factorial(" << number << ") = " << f << '\n';
}

Coroutine<void> async_main() {
  // Schedule three calls *concurrently*:
  co_await gather(factorial("A", 2), factorial("B", 3), factorial("C", 4));
}

}  // namespace

int main() { run(async_main()); }
