// SPDX-License-Identifier: MIT
// A time limit for a group: a timer that cancels it, and that is cancelled itself when it is not
// needed.
#include <iostream>
#include <string>
#include <vector>

#include "gathercheck/reference/asyncio.hpp"

using namespace gathercheck::reference;
using namespace std::chrono_literals;

Coroutine<int> ask(int server, Seconds delay) {
  co_await sleep(delay);
  co_return server;
}

Coroutine<void> ask_all(Seconds limit) {
  const auto answers = gather(ask(1, 1s), ask(2, 2s), ask(3, 3s));
  const auto timer = EventLoop::running().call_later(limit, [answers] { answers.cancel(); });
  try {
    co_await answers;
    std::cout << "all answered within " << limit.count() << " s\n";
  } catch (const CancelledError&) {
    std::cout << "no answer within " << limit.count() << " s\n";
  }
  timer.cancel();
}

Coroutine<void> amain() {
  co_await ask_all(2.5s);
  co_await ask_all(60s);
  std::cout << "at " << EventLoop::running().time().count() << " s\n";
}

int main() {
  run(amain());
}
