// SPDX-License-Identifier: MIT
#include "families.hpp"
#include "plain_gather.hpp"
#include "zoo.hpp"

namespace gathercheck::conformance {
namespace {

/// A list comes whatever happens.
class CollectsAll : public PlainGather {
  bool is_failure(Future&) override { return false; }
  void complete(Future&) override { settle(results()); }
};

class AllSettled : public PlainGather {
  bool is_failure(Future&) override { return false; }
  Future* next_to_cancel(std::size_t) override { return nullptr; }
};

}  // namespace

std::vector<Semantics> collections() {
  return {
      {.name = "gather_listing",
       .title = "gather(return_exceptions=True)",
       .meaning = "It waits for all and lists failures among the results, whatever is asked for.",
       .found = "asyncio, with return_exceptions",
       .like = "gather_3.14",
       .differs = "failures are listed always",
       .make = find_mutant("lists_failures_always")->make},
      {.name = "collect_all",
       .title = "collectAll",
       .meaning = "It waits for all and gives a list of what each came to, also if it was "
                  "cancelled itself.",
       .found = "Cobalt's gather, folly's collectAllTryRange, async_simple's collectAll, Asio's "
                "parallel_group",
       .like = "gather_listing",
       .differs = "the cancellations that it passed on are listed, too, and not raised",
       .make = make<CollectsAll>},
      {.name = "all_settled",
       .title = "Promise.allSettled",
       .meaning = "It waits for all and gives a list of what each came to. Nothing can be "
                  "cancelled.",
       .found = "JavaScript's Promise.allSettled, Qt's whenAll",
       .like = "collect_all",
       .differs = "cancelling it is refused and reaches nobody",
       .make = make<AllSettled>,
       .lacks = "cancel_outer"},
  };
}

}  // namespace gathercheck::conformance
