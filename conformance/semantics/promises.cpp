// SPDX-License-Identifier: MIT
#include "families.hpp"
#include "zoo.hpp"

namespace gathercheck::conformance {

std::vector<Semantics> promises() {
  return {
      {.name = "promise_all",
       .title = "Promise.all",
       .meaning = "The first failure is told at once and the siblings run on. Nothing can be "
                  "cancelled.",
       .found = "JavaScript's Promise.all, Dart's Future.wait with eagerError, YACLib's WhenAll",
       .like = "gather_3.14",
       .differs = "cancelling it is refused and reaches nobody",
       .make = find_mutant("does_not_pass_cancel_on")->make,
       .lacks = "cancel_outer"},
      {.name = "shielded_gather",
       .title = "shield(gather())",
       .meaning = "The first failure is told at once and the siblings run on. Whoever cancels it "
                  "gets rid of it and not of the children.",
       .found = "asyncio.shield around gather; a plain Future as the outer, the first mistake of "
                "every port",
       .like = "promise_all",
       .differs = "cancelling it ends it at once, and the children run on",
       .make = find_mutant("is_cancelled_without_its_children")->make},
  };
}

}  // namespace gathercheck::conformance
