// SPDX-License-Identifier: MIT
// Cancelling what gather returned cancels every child that is not done; each may clean up first.
#include <iostream>
#include <string>

#include "gathercheck/reference/asyncio.hpp"

using namespace gathercheck::reference;
using namespace std::chrono_literals;

Coroutine<void> download(std::string file, Seconds delay) {
  try {
    co_await sleep(delay);
    std::cout << file << " complete\n";
  } catch (const CancelledError& error) {
    std::cout << file << " removed: " << error.message().value_or("cancelled") << '\n';
    throw;
  }
}

Coroutine<void> amain() {
  auto downloads = gather(download("small", 1s), download("big", 5s), download("huge", 9s));
  EventLoop::running().call_later(2s, [downloads] { downloads.cancel("the user left"); });
  try {
    co_await downloads;
  } catch (const CancelledError&) {
    std::cout << "stopped after " << EventLoop::running().time().count() << " s\n";
  }
}

int main() {
  run(amain());
}
