// SPDX-License-Identifier: MIT
// Source: asyncio notes in Russian, "Starting tasks from a for loop asynchronously". The document
// has no output for it.
#include <iostream>
#include <vector>

#include "gathercheck/reference/asyncio.hpp"

using namespace gathercheck::reference;

namespace {

Coroutine<void> my_coroutine(int number) {
  std::cout << "Coroutine " << number << " started\n";
  co_await sleep(Seconds(number));
  std::cout << "Coroutine " << number << " finished\n";
}

Coroutine<void> async_main() {
  std::vector<Task<void>> tasks;
  for (int i = 1; i < 4; ++i) {
    tasks.push_back(create_task(my_coroutine(i)));
  }
  co_await gather(tasks);
}

}  // namespace

int main() { run(async_main()); }
