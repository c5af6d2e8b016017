// SPDX-License-Identifier: MIT
#include "two_at_a_time.hpp"

#include <atomic>
#include <future>

namespace gathercheck::conformance {

void two_at_a_time(std::size_t count, const std::function<void(std::size_t)>& work,
                   const std::function<bool()>& go_on) {
  std::atomic<std::size_t> next = 0;
  const auto take = [&] {
    for (auto i = next++; i < count && (!go_on || go_on()); i = next++) work(i);
  };
  auto other = std::async(std::launch::async, take);
  take();
  other.get();
}

}  // namespace gathercheck::conformance
