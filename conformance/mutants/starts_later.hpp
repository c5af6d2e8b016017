// SPDX-License-Identifier: MIT
#pragma once

#include "plain_gather.hpp"

namespace gathercheck::conformance {

/// Coroutines do not start when they become tasks.
class StartsLater : public PlainGather {
 protected:
  Reference wrap(std::size_t position) override {
    const auto& argument = call_.arguments[position];
    if (!argument.is_coroutine()) return argument.future();
    task(*argument.future()).claim();
    argument.future()->attach(running());
    put_off(*argument.future());
    return argument.future();
  }
  virtual void put_off(Future& child) = 0;
  static void start(Future& child) {
    child.detach();
    task(child).start(running());
  }
};

}  // namespace gathercheck::conformance
