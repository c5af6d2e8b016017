// SPDX-License-Identifier: MIT
// Source: asyncio notes in Russian, the first program, as printed.
//
// It is wrong: main() calls my_coroutine() and new_foo(), and neither is defined. What is a NameError
// in Python is refused by the compiler here; the document has the output of two_coroutines.cpp.
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
  std::cout << "стоп корутны 2\n";
}

Coroutine<void> async_main() { co_await gather(my_coroutine(), new_foo()); }

}  // namespace

int main() { run(async_main()); }
