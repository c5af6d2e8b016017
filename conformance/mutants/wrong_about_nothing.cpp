// SPDX-License-Identifier: MIT
#include "plain_gather.hpp"
#include "themes.hpp"

namespace gathercheck::conformance {

std::vector<Mutant> wrong_about_nothing() {
  return {
      {.name = "does_nothing_wrong",
       .story = "the gather that all the others are made of",
       .expect = "",
       .make = make<PlainGather>,
       .equivalent = "it has no mistake: what kills another one is the mistake of that one"},
  };
}

}  // namespace gathercheck::conformance
