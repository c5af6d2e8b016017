// SPDX-License-Identifier: MIT
// Source: asyncio notes in Russian, the first program, corrected in two places (see
// two_coroutines_as_printed.cpp): main() calls the coroutines that are defined, and the last line
// printed by corutine_two is spelled as in the document's output.
#include <chrono>
#include <iostream>

#include "gathercheck/reference/asyncio.hpp"

using namespace gathercheck::reference;
using namespace std::chrono_literals;

namespace {

Coroutine<void> corutine_one() {
  std::cout << "старт корутины 1\n";
  co_await sleep(3s);
  std::cout << "стоп корутины 1\n";
}

Coroutine<void> corutine_two() {
  std::cout << "старт корутины 2\n";
  co_await sleep(2s);
  std::cout << "стоп корутины 2\n";
}

Coroutine<void> async_main() { co_await gather(corutine_one(), corutine_two()); }

}  // namespace

int main() { run(async_main()); }
