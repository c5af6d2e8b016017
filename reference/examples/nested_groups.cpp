// SPDX-License-Identifier: MIT
// A group is an awaitable like any other, so groups make groups. The same awaitable twice runs
// once.
#include <iostream>
#include <string>
#include <vector>

#include "gathercheck/reference/asyncio.hpp"

using namespace gathercheck::reference;
using namespace std::chrono_literals;

Coroutine<int> square(int n) {
  std::cout << "squaring " << n << '\n';
  co_await sleep(1s);
  co_return n* n;
}

Future<std::vector<int>> squares(int from, int to) {
  std::vector<Coroutine<int>> group;
  for (int n = from; n <= to; ++n) group.push_back(square(n));
  return gather(std::move(group));
}

Coroutine<void> amain() {
  const auto small = squares(1, 3);
  const std::vector<Future<std::vector<int>>> groups = {small, squares(10, 11), small};
  for (const auto& group : co_await gather(groups)) {
    for (const int n : group) std::cout << n << ' ';
    std::cout << '\n';
  }
}

int main() {
  run(amain());
}
