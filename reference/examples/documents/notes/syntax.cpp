// SPDX-License-Identifier: MIT
// Source: asyncio notes in Russian, the fragment under "The syntax of asyncio.gather()":
//
//     asyncio.gather(*coroutines_or_futures, loop=None, return_exceptions=False)
//
// and the list of its parameters there.
#include <chrono>
#include <iostream>
#include <string>

#include "gathercheck/reference/asyncio.hpp"
#include "repr.hpp"

using namespace gathercheck::reference;
using namespace std::chrono_literals;
using gathercheck::documents::repr;

namespace {

Coroutine<std::string> succeed() {
  co_await sleep(1s);
  co_return "value";
}

Coroutine<std::string> fail() {
  co_await sleep(1s);
  throw ValueError("failed");
}

// coroutines_or_futures: coroutines or asyncio.Future objects.
Coroutine<void> coroutines_or_futures() {
  const auto future = EventLoop::running().create_future<std::string>();
  const auto group = gather(succeed(), future);
  future.set_result("value of the future");
  const auto& results = co_await group;
  std::cout << repr(results) << '\n';
}

template <class Loop>
concept loop_argument =
    requires(Loop& loop, Coroutine<void> coroutine) { gather(loop, coroutine); };

// loop: the loop for the coroutines. CPython had it until 3.9; from 3.10 it is a TypeError. Here
// it is refused by the compiler.
Coroutine<void> loop_parameter() {
  if (!loop_argument<EventLoop>) std::cout << "no loop parameter since 3.10\n";
  co_return;
}

// return_exceptions: a list of exceptions and values, or (False, the default) an exception.
Coroutine<void> return_exceptions_parameter() {
  const auto results = co_await gather(fail(), succeed(), return_exceptions);
  std::cout << repr(results) << '\n';
  try {
    co_await gather(fail(), succeed());
  } catch (const ValueError&) {
    std::cout << repr(std::current_exception()) << '\n';
  }
}

Coroutine<void> async_main() {
  co_await coroutines_or_futures();
  co_await loop_parameter();
  co_await return_exceptions_parameter();
}

}  // namespace

int main() { run(async_main()); }
