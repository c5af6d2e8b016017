// SPDX-License-Identifier: MIT
// With return_exceptions nobody's failure is lost and nobody's result either.
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "gathercheck/reference/asyncio.hpp"

using namespace gathercheck::reference;

Coroutine<double> measure(int sensor) {
  co_await sleep(Seconds(0.1 * sensor));
  if (sensor == 2) throw std::runtime_error("sensor 2 does not answer");
  co_return 20.5 + sensor;
}

std::string why(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& exception) {
    return exception.what();
  } catch (const CancelledError&) {
    return "cancelled";
  }
}

Coroutine<void> amain() {
  std::vector<Task<double>> sensors;
  for (int i = 1; i <= 4; ++i) sensors.push_back(create_task(measure(i)));
  sensors[2].cancel();
  for (const Outcome<double>& outcome : co_await gather(sensors, return_exceptions)) {
    if (outcome) {
      std::cout << outcome.value() << '\n';
    } else {
      std::cout << why(outcome.error()) << '\n';
    }
  }
}

int main() {
  run(amain());
}
