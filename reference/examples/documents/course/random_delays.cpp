// SPDX-License-Identifier: MIT
// Source: an asyncio course in Russian, "asyncio.gather(*aws, return_exceptions=False)".
//
// The document says that the output may differ, because the delays are random. Here they are
// those of the output that is printed there.
#include <iostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "gathercheck/reference/asyncio.hpp"
#include "repr.hpp"

using namespace gathercheck::reference;
using gathercheck::documents::repr;

namespace {

double random_delay() {
  static const double delays[] = {0.66, 0.91, 0.29, 0.07, 0.38};
  static int calls = 0;
  return delays[calls++];
}

Coroutine<std::string> my_coroutine(int name) {
  const double delay = random_delay();
  co_await sleep(Seconds(delay));
  std::ostringstream text;
  text << "Корутина " << name << ": " << delay;
  co_return text.str();
}

Coroutine<void> async_main() {
  std::vector<Coroutine<std::string>> coroutines;
  for (int i = 1; i < 6; ++i) coroutines.push_back(my_coroutine(i));
  const auto results = co_await gather(std::move(coroutines));
  std::cout << repr(results) << '\n';
}

}  // namespace

int main() {
  run(async_main());
}
