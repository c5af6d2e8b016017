// SPDX-License-Identifier: MIT
#include "families.hpp"
#include "zoo.hpp"

namespace gathercheck::conformance {

std::vector<Semantics> starts() {
  return {
      {.name = "eager_gather",
       .title = "gather of eager tasks",
       .meaning = "It is gather, but that coroutines begin to run in the call.",
       .found = "asyncio with eager_task_factory, concurrencpp, Cobalt, YACLib, JavaScript's async "
                "functions",
       .like = "gather_3.14",
       .differs = "coroutines take their first step in the call",
       .make = find_mutant("takes_the_first_step_in_the_call")->make},
      {.name = "lazy_gather",
       .title = "a lazy gather",
       .meaning = "It is gather, but that coroutines begin to run when it is awaited.",
       .found = "libcoro, cppcoro, folly, async_simple, stdexec, Rust's join!",
       .like = "gather_3.14",
       .differs = "coroutines start when somebody awaits the outer",
       .make = find_mutant("starts_when_awaited")->make},
  };
}

}  // namespace gathercheck::conformance
