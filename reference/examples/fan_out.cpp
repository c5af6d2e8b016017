// SPDX-License-Identifier: MIT
// Three requests at once: the results come in the order of the arguments, after the longest wait.
#include <iostream>
#include <string>

#include "gathercheck/reference/asyncio.hpp"

using namespace gathercheck::reference;
using namespace std::chrono_literals;

Coroutine<std::string> fetch(std::string page, Seconds delay) {
  co_await sleep(delay);
  std::cout << page << " is there after " << EventLoop::running().time().count() << " s\n";
  co_return "<" + page + ">";
}

Coroutine<int> count_visitors() {
  co_await sleep(1s);
  co_return 42;
}

Coroutine<void> amain() {
  auto [news, sport, visitors] =
      co_await gather(fetch("news", 3s), fetch("sport", 2s), count_visitors());
  std::cout << news << ' ' << sport << ' ' << visitors << '\n';
}

int main() {
  run(amain());
}
