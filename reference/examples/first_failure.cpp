// SPDX-License-Identifier: MIT
// The first child to fail ends the group at once. Its siblings run on, and can still be awaited.
#include <iostream>
#include <stdexcept>
#include <string>

#include "gathercheck/reference/asyncio.hpp"

using namespace gathercheck::reference;
using namespace std::chrono_literals;

Coroutine<std::string> copy(std::string file, Seconds delay) {
  co_await sleep(delay);
  if (file == "b") throw std::runtime_error("no space left for b");
  std::cout << file << " copied\n";
  co_return file;
}

Coroutine<void> amain() {
  const auto slow = create_task(copy("c", 3s));
  try {
    co_await gather(copy("a", 1s), copy("b", 2s), slow);
  } catch (const std::runtime_error& error) {
    std::cout << "after " << EventLoop::running().time().count() << " s: " << error.what() << '\n';
  }
  std::cout << "c is " << (slow.done() ? "done" : "still running") << '\n';
  co_await slow;
}

int main() {
  run(amain());
}
