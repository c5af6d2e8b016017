// SPDX-License-Identifier: MIT
// Source: asyncio notes in Russian, "Running in another thread", as printed.
//
// It is wrong: run_coroutine_threadsafe is for a loop that runs in another thread, and this loop is
// run by nobody. Where Python waits for ever, an EventLoop that could wait for ever says so.
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

/// What concurrent.futures.Future.result() does: waits, and does not run the future's loop.
std::string wait_for_result(const Future<std::string>& future) {
  EventLoop waiting;
  const auto chained = waiting.create_future<std::string>();
  future.add_done_callback([future, chained] { chained.set_result(future.result()); });
  return waiting.run_until_complete(chained);
}

void run_async_in_thread() {
  EventLoop loop;
  const auto future = loop.create_task(my_coroutine());
  try {
    const auto result = wait_for_result(future);
    std::cout << "Result in thread: " << result << '\n';
  } catch (const RuntimeError&) {  // Event loop stopped before Future completed
    const bool was_run = loop.turn() >= 0 || future.done();
    if (!was_run) std::cout << "hangs: the loop is never run\n";
  }
}

}  // namespace

int main() {
  // Running an asynchronous function in another thread
  std::thread thread(run_async_in_thread);
  thread.join();
}
