// SPDX-License-Identifier: MIT
// Source: asyncio notes in Russian, "Running in another thread", corrected (see
// other_thread_as_printed.cpp): the thread runs the loop that it has made. The document has no
// output for it.
#include <chrono>
#include <iostream>
#include <string>
#include <thread>

#include "gathercheck/reference/asyncio.hpp"

using namespace gathercheck::reference;
using namespace std::chrono_literals;

namespace {

Coroutine<std::string> my_coroutine() {
  std::cout << "Coroutine started\n";
  co_await sleep(2s);
  std::cout << "Coroutine finished\n";
  co_return "Coroutine result";
}

void run_async_in_thread() {
  EventLoop loop;
  const auto result = loop.run_until_complete(my_coroutine());
  std::cout << "Result in thread: " << result << '\n';
}

}  // namespace

int main() {
  // Running an asynchronous function in another thread
  std::thread thread(run_async_in_thread);
  thread.join();
}
