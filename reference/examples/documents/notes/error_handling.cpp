// SPDX-License-Identifier: MIT
// Source: asyncio notes in Russian, "Error handling". The document has no output for it, but says
// rightly that the result is a list of values and exceptions. The handler can never run.
#include <chrono>
#include <iostream>
#include <string>

#include "gathercheck/reference/asyncio.hpp"
#include "repr.hpp"

using namespace gathercheck::reference;
using namespace std::chrono_literals;
using gathercheck::documents::repr;

namespace {

Coroutine<std::string> func1() {
  co_await sleep(2s);
  co_return "Result from func1";
}

Coroutine<std::string> func2() {
  co_await sleep(1s);
  throw ValueError("An error occurred in func2");
}

Coroutine<void> async_main() {
  try {
    const auto results = co_await gather(func1(), func2(), return_exceptions);
    std::cout << "Results: " << repr(results) << '\n';
  } catch (const ValueError& e) {
    std::cout << "Caught an exception: " << e.what() << '\n';
  }
}

}  // namespace

int main() { run(async_main()); }
